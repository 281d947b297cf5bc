import { divideRounded } from '../core/index.ts'
import type { CompiledRate } from './compiled-rate.ts'

/** What was used: parts of a message, seconds of a call. What does not apply is 0. */
export interface Usage {
  readonly segments: number
  /** Seconds; a begun one counts in full. */
  readonly durationS: number
}

type Priced = Pick<CompiledRate, 'unit' | 'priceMicros' | 'firstIncrementS' | 'incrementS'>

const secondsPerMinute = 60n

/**
 * How many of the rate's units are charged. A message has at least one segment. Time is rounded up: to the first increment,
 * then in steps of the second; a call without duration is free. Minutes are counted in seconds.
 */
export function chargedQuantity(rate: Priced, usage: Usage): number {
  switch (rate.unit) {
    case 'message':
      return 1
    case 'segment':
      return Math.max(usage.segments, 1)
    case 'second':
    case 'minute':
      return billedSeconds(rate, usage.durationS)
  }
}

/**
 * Amount of one charge in micro-units of the list's currency. Prices per minute are rounded once per charge, half away from
 * zero (prices are never negative); all others are exact.
 */
export function chargeAmount(rate: Priced, usage: Usage): bigint {
  const amount = BigInt(chargedQuantity(rate, usage)) * rate.priceMicros
  if (rate.unit !== 'minute') return amount
  return divideRounded(amount, secondsPerMinute)
}

function billedSeconds({ firstIncrementS, incrementS }: Priced, durationS: number): number {
  const seconds = Math.ceil(durationS)
  if (seconds <= 0) return 0
  if (seconds <= firstIncrementS) return firstIncrementS
  return firstIncrementS + Math.ceil((seconds - firstIncrementS) / incrementS) * incrementS
}
