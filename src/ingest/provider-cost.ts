import type { ProviderReport } from './provider-event.ts'

const amountPattern = /^-?(\d{1,12})(?:\.(\d{1,20}))?$/
const microDigits = 6

/**
 * A price as providers write it, text or number, negative for what is charged or not, as micro-units times `count`. Finer
 * than a micro-unit is rounded half up. Nothing where it is no amount or has no currency.
 */
export function readCost(
  amount: unknown,
  currency: unknown,
  count = 1,
): Pick<ProviderReport, 'costMicros' | 'costCurrency'> {
  const code = typeof currency === 'string' ? currency.trim().toUpperCase() : ''
  const micros = readMicros(amount)
  if (micros === null || !/^[A-Z]{3}$/.test(code)) return {}
  return { costMicros: micros * BigInt(count), costCurrency: code }
}

function readMicros(amount: unknown): bigint | null {
  const text = typeof amount === 'number' ? plainNumber(amount) : amount
  const match = typeof text === 'string' ? amountPattern.exec(text.trim()) : null
  if (!match) return null
  const [, whole = '0', fraction = ''] = match
  const micros = BigInt(whole + fraction.slice(0, microDigits).padEnd(microDigits, '0'))
  return fraction.charAt(microDigits) >= '5' ? micros + 1n : micros
}

/** Small numbers would be written with an exponent. */
function plainNumber(amount: number): string {
  return Number.isFinite(amount) && Math.abs(amount) < 1e12 ? amount.toFixed(12) : ''
}

/** How many parts of a message were charged: a whole number, or text of one; 0 where it is none. */
export function readCount(value: unknown): number {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && /^\d{1,3}$/.test(text) ? Number(text) : 0
}
