import { hash, verify } from '@node-rs/argon2'

/** OWASP's choice for argon2id: 19 MiB, 2 passes, 1 lane. */
const argon2id = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export function hashPassword(password: string): Promise<string> {
  return hash(password, argon2id)
}

let nobodys: Promise<string> | undefined

/** Takes as long where there is no password to compare with: how long it takes says nothing of who has an account. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  nobodys ??= hashPassword('of nobody')
  const isRight = await verify(stored ?? (await nobodys), password)
  return stored !== null && isRight
}
