import { type Failure, fail, ok, type Result } from '../../core/index.ts'
import type { TablePlan } from '../plan/plan-table.ts'
import { type PossibleBuckets, possibleBuckets } from './possible-buckets.ts'
import type { KeyValue, TableRow } from './table.ts'
import { emptyRow } from './table.ts'

/** Rows that one answer may be chosen from, filled ones included. */
export const maxFilledRows = 200_000

const weekdays = [1, 2, 3, 4, 5, 6, 7]
const hours = Array.from({ length: 24 }, (_, hour) => hour)

/**
 * Adds the rows that no item stands behind: every bucket for each combination of the other keys present, where an
 * item of that weekday and hour can be in it; all weekdays and hours where these are asked alone. Fails with `too_many_rows` above `maxFilledRows`.
 */
export function fillRows(
  rows: readonly TableRow[],
  plan: TablePlan,
): Result<readonly TableRow[], Failure<'too_many_rows'>> {
  if (plan.fill === 'none') return ok(rows)
  const present = new Map(rows.map((row) => [keyOf(row.keys), row]))
  const bucketsOfKeys = possibleBuckets(plan)
  const combinations = plan.fill === 'time' ? otherKeys(rows, plan) : [plan.dimensions.map(() => null)]
  const filledCount =
    plan.fill === 'time'
      ? combinations.reduce((count, keys) => count + bucketsOfKeys(keys).length, 0)
      : combinations.length
  if (filledCount > maxFilledRows)
    return fail(
      'too_many_rows',
      `The question has ${filledCount} rows, more than ${maxFilledRows}: use a coarser granularity, a shorter period or filters.`,
    )
  const filled: TableRow[] = []
  for (const combination of combinations)
    for (const keys of expand(combination, plan, bucketsOfKeys))
      filled.push(present.get(keyOf(keys)) ?? emptyRow(keys, plan))
  return ok(filled)
}

/** Combinations of the keys besides time; without such keys there is one, of nothing. */
function otherKeys(rows: readonly TableRow[], plan: TablePlan): readonly (readonly KeyValue[])[] {
  if (plan.dimensions.length === 1) return [[null]]
  const timeIndex = plan.dimensions.findIndex(({ name }) => name === 'time')
  const combinations = new Map<string, readonly KeyValue[]>()
  for (const { keys } of rows) {
    const withoutTime = keys.with(timeIndex, null)
    combinations.set(keyOf(withoutTime), withoutTime)
  }
  return [...combinations.values()]
}

function expand(
  combination: readonly KeyValue[],
  plan: TablePlan,
  bucketsOfKeys: PossibleBuckets,
): readonly (readonly KeyValue[])[] {
  if (plan.fill === 'time') {
    const timeIndex = plan.dimensions.findIndex(({ name }) => name === 'time')
    return bucketsOfKeys(combination).map((start) => combination.with(timeIndex, start))
  }
  return plan.dimensions.reduce<readonly (readonly KeyValue[])[]>(
    (partial, { name }, index) => {
      const choices = name === 'weekday' ? weekdays : hours
      return partial.flatMap((keys) => choices.map((choice) => keys.with(index, choice)))
    },
    [combination],
  )
}

function keyOf(keys: readonly KeyValue[]): string {
  return JSON.stringify(keys)
}
