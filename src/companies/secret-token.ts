import { createHash, randomBytes } from 'node:crypto'

const tokenBytes = 32

/** A secret of 256 random bits for a link, as text that any address takes. */
export function makeToken(): string {
  return randomBytes(tokenBytes).toString('base64url')
}

/** What the records keep of it. A fast hash is enough for what nobody can guess. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
