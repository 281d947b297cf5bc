const special = /[\\\t\n\r\0]/
const specials = /[\\\t\n\r\0]/g
const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\0': '\\0',
}

/** A string as ClickHouse's TabSeparated format writes it. Most strings need nothing, so that is tried first. */
export function tabText(value: string): string {
  return special.test(value) ? value.replace(specials, (character) => escapes[character] ?? '') : value
}

/** An instant as ClickHouse reads it: `2026-03-01 12:00:00.000`, UTC. */
export function tabInstant(epochMs: number): string {
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
