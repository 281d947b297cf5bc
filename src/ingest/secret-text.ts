import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether two texts are equal, in time that tells nothing about where they differ. An empty secret equals nothing. */
export function equalsSecret(given: string, secret: string): boolean {
  if (secret === '') return false
  return timingSafeEqual(digest(given), digest(secret))
}

function digest(text: string): Uint8Array {
  return createHash('sha256').update(text).digest()
}
