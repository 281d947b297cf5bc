export type DurationUnit = 'ms' | 's' | 'min' | 'h' | 'd'
export interface DurationPart {
  readonly value: number
  readonly unit: DurationUnit
}

const units = [
  { unit: 'd', ms: 86_400_000 },
  { unit: 'h', ms: 3_600_000 },
  { unit: 'min', ms: 60_000 },
  { unit: 's', ms: 1_000 },
] as const

/**
 * A duration in its two largest units, rounded to the smaller of them: 134,000 ms is 2 min 14 s. Below ten seconds
 * it is tenths of a second, below one second whole milliseconds. The sign is left to the caller.
 */
export function durationParts(milliseconds: number): readonly DurationPart[] {
  const size = Math.abs(milliseconds)
  if (size < 1_000 && Math.round(size) < 1_000) return [{ value: Math.round(size), unit: 'ms' }]
  if (size < 9_950) return [{ value: Math.round(size / 100) / 10, unit: 's' }]
  for (const [index, large] of units.entries()) {
    const small = units[index + 1]
    if (small === undefined) break
    const count = Math.round(size / small.ms)
    const perLarge = large.ms / small.ms
    if (count < perLarge) continue
    const rest = count % perLarge
    const head: DurationPart = { value: Math.floor(count / perLarge), unit: large.unit }
    return rest === 0 ? [head] : [head, { value: rest, unit: small.unit }]
  }
  return [{ value: Math.round(size / 1_000), unit: 's' }]
}
