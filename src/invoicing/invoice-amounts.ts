import { divideRounded, minorUnitMicros } from '../core/index.ts'

/** Hundredths of a percent in one. */
const basisPoints = 10_000n

/** The sums of a document, micro-units; all but `exactMicros` are whole minor units. */
export interface InvoiceAmounts {
  /** What the lines charge before rounding: equal to the ledger's usage, and to the spend on the pages. */
  readonly exactMicros: bigint
  /** Σ lines (EN 16931, BR-CO-10). */
  readonly netMicros: bigint
  /** On the sum of the lines, not on each of them (BR-CO-17). */
  readonly taxMicros: bigint
  /** Net + tax (BR-CO-15). */
  readonly grossMicros: bigint
  /** What rounding of the lines added; it goes to the rounding account. */
  readonly residueMicros: bigint
}

/** Sums the lines of a document that is taxed in one way. */
export function invoiceAmounts(
  lines: readonly { readonly exactMicros: bigint; readonly netMicros: bigint }[],
  { rateBasisPoints, minorDigits }: { readonly rateBasisPoints: number; readonly minorDigits: number },
): InvoiceAmounts {
  let exactMicros = 0n
  let netMicros = 0n
  for (const line of lines) {
    exactMicros += line.exactMicros
    netMicros += line.netMicros
  }
  const taxMicros = taxOf(netMicros, rateBasisPoints, minorDigits)
  return {
    exactMicros,
    netMicros,
    taxMicros,
    grossMicros: netMicros + taxMicros,
    residueMicros: netMicros - exactMicros,
  }
}

/** Of a net, rounded half away from zero to the minor unit. */
export function taxOf(netMicros: bigint, rateBasisPoints: number, minorDigits: number): bigint {
  const unit = minorUnitMicros(minorDigits)
  return divideRounded(netMicros * BigInt(rateBasisPoints), basisPoints * unit) * unit
}

/** What a document asks for after what was paid before. `fundsMicros`: money of the company that no invoice took yet. */
export function prepaidOf(
  grossMicros: bigint,
  fundsMicros: bigint,
  minorDigits: number,
): { readonly prepaidMicros: bigint; readonly dueMicros: bigint } {
  const unit = minorUnitMicros(minorDigits)
  // Less than a minor unit pays for nothing.
  const wholeMicros = fundsMicros > 0n ? fundsMicros - (fundsMicros % unit) : 0n
  const payableMicros = grossMicros > 0n ? grossMicros : 0n
  const prepaidMicros = wholeMicros < payableMicros ? wholeMicros : payableMicros
  return { prepaidMicros, dueMicros: grossMicros - prepaidMicros }
}
