const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Turns a number into 32 unrelated-looking bits (the finaliser of MurmurHash3, Austin Appleby). One to one. */
export function scramble(word: number): number {
  let bits = word | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

export function hexOfWord(word: number): string {
  return (
    (hexOfByte[word >>> 24] ?? '') +
    (hexOfByte[(word >>> 16) & 255] ?? '') +
    (hexOfByte[(word >>> 8) & 255] ?? '') +
    (hexOfByte[word & 255] ?? '')
  )
}

const hexDigits = Buffer.from('0123456789abcdef', 'latin1')
const uuidDashes = new Set([8, 13, 18, 23])
const uuidDigitPlaces = Array.from({ length: 36 }, (_, place) => place).filter(
  (place) => !uuidDashes.has(place),
)
const uuidText = Buffer.alloc(36, '-')

/**
 * A UUID-shaped name (version 8, RFC 9562) made of 32-bit words that say what is named; differs where a word differs.
 * Written into one buffer and read from it, because a string that is joined from pieces costs several times the memory.
 */
export function scrambledUuid(first: number, second: number, third: number): string {
  const a = scramble(first)
  const b = scramble(a ^ second)
  const c = scramble(b ^ third)
  writeWord(a ^ scramble(c), 0)
  writeWord((b & 0xffff0fff) | 0x8000, 8)
  writeWord((c & 0x0fffffff) | 0xa0000000, 16)
  writeWord(scramble(c + a), 24)
  return uuidText.toString('latin1')
}

function writeWord(word: number, firstDigit: number): void {
  for (let digit = 0; digit < 8; digit++)
    uuidText[uuidDigitPlaces[firstDigit + digit] ?? 0] = hexDigits[(word >>> (28 - 4 * digit)) & 15] ?? 0
}
