import type { CompiledRate } from './compiled-rate.ts'

/** The rates of one channel: by `<destination>|<kind>`, and which lengths its number prefixes have. */
export interface ChannelRates {
  readonly byKey: ReadonlyMap<string, CompiledRate>
  /** Characters of a prefix with its plus, the longest first. */
  readonly prefixLengths: readonly number[]
}

/** The rates of a version in memory, made so that a choice is a few look-ups however many there are. */
export interface RateBook {
  readonly channels: ReadonlyMap<string, ChannelRates>
  readonly rateCount: number
}

export function compileRateBook(rates: Iterable<CompiledRate>): RateBook {
  const channels = new Map<string, { byKey: Map<string, CompiledRate>; lengths: Set<number> }>()
  let rateCount = 0
  for (const rate of rates) {
    let channel = channels.get(rate.channel)
    if (!channel) {
      channel = { byKey: new Map(), lengths: new Set() }
      channels.set(rate.channel, channel)
    }
    channel.byKey.set(bookKey(rate.destination, rate.kind), rate)
    if (isPrefix(rate.destination)) channel.lengths.add(rate.destination.length)
    rateCount += 1
  }
  return {
    rateCount,
    channels: new Map(
      [...channels].map(([name, { byKey, lengths }]) => [
        name,
        { byKey, prefixLengths: [...lengths].toSorted((a, b) => b - a) },
      ]),
    ),
  }
}

/** Destinations and kinds of rates hold no bar, so no two of them have the same key. */
export function bookKey(destination: string, kind: string): string {
  return `${destination}|${kind}`
}

/** Digits of the number prefixes among the destinations, the longest first: how the store of facts asks for them. */
export function prefixDigits(rates: Iterable<Pick<CompiledRate, 'destination'>>): number[] {
  const lengths = new Set<number>()
  for (const { destination } of rates) if (isPrefix(destination)) lengths.add(destination.length - 1)
  return [...lengths].toSorted((a, b) => b - a)
}

function isPrefix(destination: string): boolean {
  return destination.startsWith('+')
}
