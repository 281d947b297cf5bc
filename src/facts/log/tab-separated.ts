/** Characters that the TabSeparated format escapes. */
export const special = /[\\\t\n\r\0]/
const specials = /[\\\t\n\r\0]/g
const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\0': '\\0',
}

/** A string as ClickHouse's TabSeparated format writes it. */
export function tabText(value: string): string {
  return special.test(value) ? value.replace(specials, (character) => escapes[character] ?? '') : value
}

/** Texts as an array in ClickHouse's TabSeparated format: quoted, with the quote escaped besides. */
export function tabTexts(values: readonly string[]): string {
  if (values.length === 0) return '[]'
  return `[${values.map((value) => `'${tabText(value).replaceAll("'", "\\'")}'`).join(',')}]`
}

/** What `tabText` wrote, or the engine in the same format. */
export function fromTabText(text: string): string {
  return text.includes('\\')
    ? text.replace(escaped, (_, letter: string) => unescapes[letter] ?? letter)
    : text
}

const escaped = /\\([\s\S])/g
const unescapes: Readonly<Record<string, string>> = {
  t: '\t',
  n: '\n',
  r: '\r',
  0: '\0',
  b: '\b',
  f: '\f',
}

/** Below it the engine would take the first digits of a number of seconds for a year. */
const smallestPlainMs = 100_000_000_000

/** An instant as ClickHouse reads it: seconds since 1970 with a fraction, the shortest text to write and to parse. */
export function tabInstant(epochMs: number): string {
  if (epochMs >= smallestPlainMs) return String(epochMs / 1000)
  const iso = new Date(epochMs).toISOString()
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}`
}

/** Micro-units as a decimal with six places; `\N` is null. */
export function tabDecimal(micros: bigint | null): string {
  if (micros === null) return '\\N'
  const negative = micros < 0n
  const digits = (negative ? -micros : micros).toString().padStart(7, '0')
  return `${negative ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`
}
