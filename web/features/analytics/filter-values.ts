import { statusGroups } from '../../../src/contract/message-words.ts'
import { type FilterName, notKnownValue } from '../../ui/selection/selection-search.ts'
import { dimensionAt, numberAt } from './metric-rows.ts'
import type { MetricsAnswer } from './questions.ts'

export interface FilterValue {
  readonly value: string
  readonly count: number
}

/** Statuses in the order of a message's life, with the groups that a reader thinks in. */
const statusOrder = [
  'created',
  'sending',
  'sent',
  'carrier_delivered',
  'delivered',
  'read',
  'not_delivered',
  'failed',
  'rejected',
  'expired',
  'cancelled',
  'unconfirmed',
] as const

/** Values of a filter that occur in the period, with their counts; chosen ones stay in the list when they do not. */
export function filterValues(
  name: FilterName,
  answer: MetricsAnswer,
  chosen: readonly string[],
): FilterValue[] {
  const counts = new Map(
    (answer.data?.rows ?? []).map((row) => [
      dimensionAt(row, name) ?? notKnownValue,
      numberAt(row, 'messages.created') ?? 0,
    ]),
  )
  if (name === 'status') return statusValues(counts)
  for (const value of chosen) if (!counts.has(value)) counts.set(value, 0)
  return [...counts].map(([value, count]) => ({ value, count })).toSorted((a, b) => b.count - a.count)
}

function statusValues(counts: ReadonlyMap<string, number>): FilterValue[] {
  return statusOrder.map((value) => {
    const parts: readonly string[] =
      value in statusGroups ? statusGroups[value as keyof typeof statusGroups] : [value]
    return { value, count: parts.reduce((sum, part) => sum + (counts.get(part) ?? 0), 0) }
  })
}
