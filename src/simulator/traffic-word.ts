import { scramble } from './scramble.ts'

/**
 * A word that tells traffic from other traffic of the same company: names of messages and events follow from it. The start
 * of the period goes in, so that the same seed on another day makes other messages and not the old ones again.
 */
export function trafficWord({ seed, fromMs }: { readonly seed: number; readonly fromMs: number }): number {
  const low = scramble(fromMs % 2 ** 32)
  return scramble(seed ^ scramble(low ^ Math.floor(fromMs / 2 ** 32)))
}
