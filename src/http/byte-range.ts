/** Bytes `[from, to]`, both included. */
export interface RequestedRange {
  readonly from: number
  readonly to: number
}

/**
 * The one range of bytes that a `Range` header asks for (RFC 9110, 14.2). Null: all of the file, also where the header is of another
 * unit, asks for several ranges, or makes no sense, which may be ignored; `outside` where nothing of it is in the file.
 */
export function rangeOf(header: string | undefined, bytes: number): RequestedRange | null | 'outside' {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/i.exec(header?.trim() ?? '')
  if (!match) return null
  const [, first = '', last = ''] = match
  if (first === '') {
    if (last === '') return null
    const length = Math.min(Number(last), bytes)
    return length === 0 ? 'outside' : { from: bytes - length, to: bytes - 1 }
  }
  const from = Number(first)
  const to = last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1)
  if (last !== '' && Number(last) < from) return null
  return from >= bytes ? 'outside' : { from, to }
}
