import type { Rate } from '../../../../src/contract/index.ts'

export interface RatesDifference {
  readonly added: number
  readonly changed: number
  readonly removed: number
}

/** What replacing some rates by others does, rate by rate of the same channel, kind and destination. */
export function compareRates(before: readonly Rate[], after: readonly Rate[]): RatesDifference {
  const old = new Map(before.map((rate) => [nameOf(rate), contentOf(rate)]))
  let added = 0
  let changed = 0
  let found = 0
  for (const rate of after) {
    const content = old.get(nameOf(rate))
    if (content === undefined) added += 1
    else {
      found += 1
      if (content !== contentOf(rate)) changed += 1
    }
  }
  return { added, changed, removed: old.size - found }
}

function nameOf({ channel, kind, destination }: Rate): string {
  return `${channel}|${kind ?? ''}|${destination}`
}

/** A price may be written with more or fewer zeros at its end. */
function contentOf({ unit, price, first_increment_s = 1, increment_s = 1 }: Rate): string {
  const [whole = '', fraction = ''] = price.split('.')
  return `${unit}|${whole}.${fraction.replace(/0+$/, '')}|${first_increment_s}|${increment_s}`
}
