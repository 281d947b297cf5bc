import { divideRounded, minorUnitMicros } from '../../core/index.ts'
import type { InvoiceAmounts } from '../invoice-amounts.ts'

/** Hundredths of a percent in one. */
const basisPoints = 10_000n

/**
 * The sums of a request for a prepayment: what is to be paid is given and has its tax in it. The tax is taken out of the gross
 * (gross × rate ÷ (1 + rate), rounded half away from zero to the minor unit), and net is the rest, so that the two are the gross
 * exactly. Where a net exists whose tax, rounded, makes this gross (EN 16931, BR-CO-17), it is this one; for other grosses, such
 * as 0.03 at 19 %, the tax is one minor unit off.
 *
 * @param grossMicros whole minor units
 */
export function proFormaAmounts(
  grossMicros: bigint,
  { rateBasisPoints, minorDigits }: { readonly rateBasisPoints: number; readonly minorDigits: number },
): InvoiceAmounts & { readonly prepaidMicros: bigint; readonly dueMicros: bigint } {
  const unit = minorUnitMicros(minorDigits)
  const rate = BigInt(rateBasisPoints)
  const taxMicros = divideRounded(grossMicros * rate, (basisPoints + rate) * unit) * unit
  const netMicros = grossMicros - taxMicros
  return {
    exactMicros: netMicros,
    netMicros,
    taxMicros,
    grossMicros,
    residueMicros: 0n,
    prepaidMicros: 0n,
    dueMicros: grossMicros,
  }
}
