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

/** A UUID-shaped name (version 8, RFC 9562) made of 32-bit words that say what is named; differs where a word differs. */
export function scrambledUuid(first: number, second: number, third: number): string {
  const a = scramble(first)
  const b = scramble(a ^ second)
  const c = scramble(b ^ third)
  const d = scramble(c + a)
  const head = hexOfWord(a ^ scramble(c))
  const middle = hexOfWord(b)
  const tail = hexOfWord(c)
  return `${head}-${middle.slice(0, 4)}-8${middle.slice(5)}-a${tail.slice(1, 4)}-${tail.slice(4)}${hexOfWord(d)}`
}
