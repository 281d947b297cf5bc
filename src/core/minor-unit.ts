const microDigits = 6

/** Digits after the point that the currency is paid in, by ISO 4217 as Unicode keeps it: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorDigitsOf(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions()
  return maximumFractionDigits ?? 2
}

/**
 * Rounds micro-units to a currency's minor unit, half away from zero; the result is in micro-units.
 * @param digits at most six
 */
export function roundToMinor(amountMicros: bigint, digits: number): bigint {
  return divideRounded(amountMicros, minorUnitMicros(digits)) * minorUnitMicros(digits)
}

/** Quotient of whole numbers, rounded half away from zero. The divisor is above zero. */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const magnitude = dividend < 0n ? -dividend : dividend
  const rounded = (2n * magnitude + divisor) / (2n * divisor)
  return dividend < 0n ? -rounded : rounded
}

/** Micro-units written with just so many places, as documents have it: `-1234.50`. They have no more than that. */
export function toDecimal(amountMicros: bigint, digits: number): string {
  const units = amountMicros / minorUnitMicros(digits)
  const text = (units < 0n ? -units : units).toString().padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  return `${units < 0n ? '-' : ''}${whole}${digits > 0 ? `.${text.slice(text.length - digits)}` : ''}`
}

/** One minor unit in micro-units: 10,000 where there are two digits. */
export function minorUnitMicros(digits: number): bigint {
  return 10n ** BigInt(microDigits - digits)
}
