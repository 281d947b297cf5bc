const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const versionAt = 6
const variantAt = 8
/** Places of the bytes that a dash goes before. */
const dashBefore: ReadonlySet<number> = new Set([4, versionAt, variantAt, 10])

/** A UUID of version 7 (RFC 9562, section 5.7): sorts by `nowMs`, epoch milliseconds; the rest is random. */
export function uuidV7(nowMs: number): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, Math.floor(nowMs / 2 ** 16))
  view.setUint16(4, nowMs % 2 ** 16)
  view.setUint8(versionAt, (view.getUint8(versionAt) & 0x0f) | 0x70)
  view.setUint8(variantAt, (view.getUint8(variantAt) & 0x3f) | 0x80)
  let text = ''
  for (const [place, byte] of bytes.entries())
    text += dashBefore.has(place) ? `-${hexOfByte[byte] ?? ''}` : (hexOfByte[byte] ?? '')
  return text
}
