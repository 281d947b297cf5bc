import { maxAmountMicros } from './bank-statement.ts'

/** The sign of decimals; the other one, spaces and apostrophes may group thousands. */
export type DecimalSign = '.' | ','

const spaces = /[\s\u00a0\u202f'’]/g
const shapes: Readonly<Record<DecimalSign, RegExp>> = {
  '.': /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{0,18}))?$/,
  ',': /^(\d+|\d{1,3}(?:\.\d{3})+)(?:,(\d{0,18}))?$/,
}

/**
 * Micro-units of an amount as banks write it: `1 234,56`, `-1,234.56`, `1234.56-`, `(12.00)`. Exact: null for anything
 * else, for what is finer than a micro-unit, and beyond 10¹⁸ micro-units.
 */
export function parseBankAmount(text: string, decimalSign: DecimalSign): bigint | null {
  const compact = text.replace(spaces, '').replace('−', '-')
  const signed = /^([+-]?)([\d.,]+)$/.exec(compact) ?? /^()([\d.,]+)([+-])$/.exec(compact)
  const inBrackets = /^\(([\d.,]+)\)$/.exec(compact)
  const digits = inBrackets?.[1] ?? signed?.[2] ?? ''
  const match = shapes[decimalSign].exec(digits)
  if (!match) return null
  const [, whole = '', fraction = ''] = match
  const places = fraction.replace(/0+$/, '')
  if (places.length > 6) return null
  const magnitude = BigInt(whole.replace(/[.,]/g, '')) * 1_000_000n + BigInt(places.padEnd(6, '0'))
  if (magnitude > maxAmountMicros) return null
  const isNegative = inBrackets !== null || signed?.[1] === '-' || signed?.[3] === '-'
  return isNegative ? -magnitude : magnitude
}
