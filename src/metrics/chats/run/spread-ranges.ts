/** A value that holds for the places `place` … `place + 2^level − 1`. */
export interface RangeValue {
  readonly level: number
  readonly place: number
  readonly value: number
}

/**
 * For each place the least (or greatest) value of all ranges that hold it; null where none does. Every range was covered by two of a
 * power of two, so that there are few different ones; from the longest down, each hands its value to its two halves.
 */
export function spreadRanges(
  ranges: readonly RangeValue[],
  places: number,
  better: (left: number, right: number) => number,
): readonly (number | null)[] {
  const deepest = ranges.reduce((level, range) => Math.max(level, range.level), 0)
  const levels = Array.from({ length: deepest + 1 }, () => Array<number | null>(places).fill(null))
  const offer = (level: number, place: number, value: number): void => {
    const row = levels[level]
    if (!row || place >= places) return
    const known = row[place] ?? null
    row[place] = known === null ? value : better(known, value)
  }
  for (const { level, place, value } of ranges) offer(level, place, value)
  for (let level = deepest; level > 0; level -= 1)
    for (const [place, value] of (levels[level] ?? []).entries()) {
      if (value === null) continue
      offer(level - 1, place, value)
      offer(level - 1, place + 2 ** (level - 1), value)
    }
  return levels[0] ?? []
}
