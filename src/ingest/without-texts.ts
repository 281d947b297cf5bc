const quote = 0x22
const colon = 0x3a
const comma = 0x2c
const backslash = 0x5c
const newline = 0x0a
const emptyString = Buffer.from('""')

/**
 * A body as the archive keeps it: the value of every `text` of a `data` object is an empty string, every other byte is as
 * it came. `brokenLines` (numbers of NDJSON lines that are no JSON, from 0) become empty lines: what is in them cannot
 * be told. The rest must be valid JSON, or JSON line by line.
 */
export function withoutTexts(body: Uint8Array, brokenLines: ReadonlySet<number> = new Set()): Uint8Array {
  const lines = brokenLines.size > 0 ? withoutLines(body, brokenLines) : body
  const bytes = Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength)
  // A key may also be written with escapes, as "\u0074ext".
  if (!bytes.includes('"text"') && !bytes.includes('\\')) return lines
  const kept: Uint8Array[] = []
  let keptTo = 0
  for (const { start, end } of textsOf(bytes)) {
    kept.push(bytes.subarray(keptTo, start), emptyString)
    keptTo = end
  }
  return keptTo === 0 ? lines : Buffer.concat([...kept, bytes.subarray(keptTo)])
}

function withoutLines(body: Uint8Array, dropped: ReadonlySet<number>): Uint8Array {
  const kept: Uint8Array[] = []
  let start = 0
  for (let line = 0; start <= body.length; line += 1) {
    const newlineAt = body.indexOf(newline, start)
    const end = newlineAt === -1 ? body.length : newlineAt
    kept.push(body.subarray(dropped.has(line) ? end : start, end + 1))
    start = end + 1
  }
  return Buffer.concat(kept)
}

interface Range {
  readonly start: number
  readonly end: number
}

/** Where the values of `data.text` stand. One pass over the bytes: all that JSON is made of is ASCII outside strings. */
function* textsOf(bytes: Buffer): Generator<Range> {
  /** The key that is being read at each depth; empty in an array. */
  const keys: string[] = ['']
  let at = 0
  while (at < bytes.length) {
    const byte = bytes[at]
    if (byte !== quote) {
      if (isOpening(byte)) keys.push('')
      else if (isClosing(byte)) keys.pop()
      at += 1
      continue
    }
    const end = endOfString(bytes, at)
    const colonAt = skipSpace(bytes, end)
    if (bytes[colonAt] !== colon) {
      at = end
      continue
    }
    keys[keys.length - 1] = keyOf(bytes.toString('utf8', at, end))
    at = colonAt + 1
    if (keys.at(-1) !== 'text' || keys.at(-2) !== 'data') continue
    const start = skipSpace(bytes, at)
    at = endOfValue(bytes, start)
    yield { start, end: at }
  }
}

function keyOf(written: string): string {
  const key: unknown = written.includes('\\') ? JSON.parse(written) : written.slice(1, -1)
  return typeof key === 'string' ? key : ''
}

/** Just behind the closing quote. */
function endOfString(bytes: Uint8Array, start: number): number {
  let at = start + 1
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1
  return at + 1
}

/** Just behind a value of any type. */
function endOfValue(bytes: Uint8Array, start: number): number {
  let depth = 0
  let at = start
  while (at < bytes.length) {
    const byte = bytes[at]
    if (byte === quote) {
      at = endOfString(bytes, at)
      if (depth === 0) return at
      continue
    }
    if (isOpening(byte)) depth += 1
    else if (depth === 0 && (byte === comma || isClosing(byte))) return at
    else if (isClosing(byte)) {
      depth -= 1
      if (depth === 0) return at + 1
    }
    at += 1
  }
  return at
}

function isOpening(byte: number | undefined): boolean {
  return byte === 0x7b || byte === 0x5b
}

function isClosing(byte: number | undefined): boolean {
  return byte === 0x7d || byte === 0x5d
}

function skipSpace(bytes: Uint8Array, start: number): number {
  let at = start
  while (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === newline || bytes[at] === 0x0d) at += 1
  return at
}
