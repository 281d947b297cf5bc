import type { Random } from './random.ts'

export interface Weighted {
  readonly weight: number
}

/** A picker of list items, each as likely as its weight among all. Throws on an empty list. */
export function weightedChoice<T extends Weighted>(list: readonly T[]): (random: Random) => T {
  const last = list.at(-1)
  if (!last) throw new RangeError('Nothing to choose from.')
  const total = list.reduce((sum, item) => sum + item.weight, 0)
  return (random) => {
    let remaining = random.next() * total
    for (const item of list) {
      remaining -= item.weight
      if (remaining < 0) return item
    }
    return last
  }
}
