/** What an address says, before it is known to make sense. */
export type RawSearch = Readonly<Record<string, unknown>>

// Each of these takes one value of an address, and gives `undefined` for what makes no sense: an old link still opens.

/** One of some words. */
export function oneOf<T extends string>(words: readonly T[], value: unknown): T | undefined {
  return words.find((word) => word === value)
}

/** A text of at most so many characters. */
export function textOf(value: unknown, maxLength: number): string | undefined {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text.length <= maxLength ? text : undefined
}

const maxValues = 100
const maxValueLength = 500

/** One text or several; all of them must make sense. */
export function textsOf(value: unknown): string[] | undefined {
  const values = listOf(value).map((one) => textOf(one, maxValueLength))
  const texts = values.filter((one) => one !== undefined)
  return texts.length > 0 && texts.length === values.length && texts.length <= maxValues ? texts : undefined
}

/** The whole numbers within bounds, of one or several. */
export function wholeNumbersOf(value: unknown, min: number, max: number): number[] | undefined {
  const numbers = listOf(value)
    .filter((one) => typeof one === 'number' || (typeof one === 'string' && one.trim() !== ''))
    .map(Number)
    .filter((one) => Number.isInteger(one) && one >= min && one <= max)
  return numbers.length > 0 ? numbers.slice(0, maxValues) : undefined
}

/** Those of some numbers that are named; undefined where none is. */
export function numbersOf<T extends number>(known: readonly T[], value: unknown): T[] | undefined {
  const named = new Set(wholeNumbersOf(value, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER))
  const numbers = known.filter((one) => named.has(one))
  return numbers.length > 0 ? numbers : undefined
}

const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/

/** An RFC 3339 instant with its offset. */
export function instantOf(value: unknown): string | undefined {
  const text = textOf(value, 40)
  return text !== undefined && instantPattern.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined
}

const maxAddressLength = 2_000
/**
 * One slash and then neither slash nor backslash: browsers read two of them as another host. Nor any control character:
 * browsers drop tabs and line ends, after which two slashes may stand side by side.
 */
const ownAddress = /^\/(?![/\\])\P{Cc}*$/u

/** An address within Tallybook, to go on or back to. */
export function ownAddressOf(value: unknown): string | undefined {
  const address = textOf(value, maxAddressLength)
  return address !== undefined && ownAddress.test(address) ? address : undefined
}

/** Drops what is not set, so that two searches that mean the same are equal. */
export function onlySet<T extends object>(search: T): T {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as T
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}
