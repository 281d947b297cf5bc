import { callChannel, type Rate } from '../contract/index.ts'
import { isByTime } from './compiled-rate.ts'

/** Why one of several rates cannot be kept. */
export interface FaultyRate {
  /** Place in the list, from 0. */
  readonly index: number
  /** Place of the other one, where two are for the same. */
  readonly sameAs: number | null
  readonly field: keyof Rate | null
  readonly code: RateFaultCode
  readonly detail: string
}

export type RateFaultCode = 'duplicate_rate' | 'unit_not_for_channel'

/** Channel of chat messages. */
export const chatChannel = 'chat'
const maxFaults = 1_000

/** What is wrong with rates that are right each by itself: two for the same, a price by time for what has no duration. */
export function faultsOfRates(rates: readonly Rate[]): readonly FaultyRate[] {
  const places = new Map<string, number>()
  const faults: FaultyRate[] = []
  for (const [index, rate] of rates.entries()) {
    if (faults.length >= maxFaults) break
    if (isByTime(rate.unit) && rate.channel !== callChannel)
      faults.push({
        index,
        sameAs: null,
        field: 'unit',
        code: 'unit_not_for_channel',
        detail: `Prices by ${rate.unit} are for the channel ${callChannel}; a message has no duration.`,
      })
    const key = `${rate.channel}|${rate.kind ?? ''}|${rate.destination}`
    const before = places.get(key)
    if (before === undefined) places.set(key, index)
    else
      faults.push({
        index,
        sameAs: before,
        field: null,
        code: 'duplicate_rate',
        detail: sameAsDetail(`Rate ${before + 1}`),
      })
  }
  return faults
}

export function sameAsDetail(other: string): string {
  return `${other} is for the same channel, kind and destination: keep one of the two.`
}
