import { createHash, randomBytes } from 'node:crypto'

const shownCharacters = 9
const longestKeyCharacters = 200

/** A new key: `tb_` and 256 random bits. */
export function makeKey(): string {
  return `tb_${randomBytes(32).toString('base64url')}`
}

/** What the records keep of a key. A fast hash is enough: nobody can try 2²⁵⁶ keys. */
export function hashKey(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}

/** What pages show of a key: never more than half of a short one. */
export function prefixOf(key: string): string {
  return key.slice(0, Math.min(shownCharacters, Math.floor(key.length / 2)))
}

/** The key of an `Authorization` header, or null when the header is not a bearer token. */
export function keyOfHeader(authorization: string): string | null {
  const token = /^bearer +(\S+) *$/i.exec(authorization)?.[1]
  return token !== undefined && token.length <= longestKeyCharacters ? token : null
}
