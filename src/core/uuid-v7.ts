const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
/** Random bytes of one UUID: two for the first group after the time, two for the second, six for the last. */
const randomPerUuid = 10
/** Asking for random bytes costs much more than the bytes, so they are asked for in stock. */
const stock = new Uint8Array(randomPerUuid * 100)
let used = stock.length

/** A UUID of version 7 (RFC 9562, section 5.7): sorts by `nowMs`, epoch milliseconds, from 1970 on; the rest is random. */
export function uuidV7(nowMs: number): string {
  if (used === stock.length) {
    globalThis.crypto.getRandomValues(stock)
    used = 0
  }
  const start = used
  used += randomPerUuid
  const hex = (place: number): string => hexOfByte[stock[start + place] ?? 0] ?? ''
  const time = Math.max(0, Math.floor(nowMs)).toString(16).padStart(12, '0')
  const version = hexOfByte[0x70 | ((stock[start] ?? 0) & 0x0f)] ?? ''
  const variant = hexOfByte[0x80 | ((stock[start + 2] ?? 0) & 0x3f)] ?? ''
  const last = `${hex(4)}${hex(5)}${hex(6)}${hex(7)}${hex(8)}${hex(9)}`
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}${hex(1)}-${variant}${hex(3)}-${last}`
}
