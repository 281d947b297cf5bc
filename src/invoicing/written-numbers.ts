import { toDecimal } from '../core/index.ts'

/** `19`, `8.1`: hundredths of a percent without zeros at the end. */
export function percentOf({ rateBasisPoints }: { readonly rateBasisPoints: number }): string {
  return trimmed(toDecimal(BigInt(rateBasisPoints) * 10_000n, 2), 0)
}

/** `8.1` is 810: hundredths of a percent. The text is a decimal number with at most two places. */
export function basisPointsOf(percent: string): number {
  const [whole = '0', fraction = ''] = percent.split('.')
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'))
}

/** Drops zeros at the end, but not the first `digits` places. */
export function trimmed(decimal: string, digits: number): string {
  const [whole = '0', fraction = ''] = decimal.split('.')
  const kept = fraction.slice(0, digits) + fraction.slice(digits).replace(/0+$/, '')
  return kept === '' ? whole : `${whole}.${kept}`
}
