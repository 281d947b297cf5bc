import type { MessageDimension } from '../../../src/contract/index.ts'
import { statusGroups } from '../../../src/contract/message-words.ts'
import { dimensionAt, numberAt } from '../../api/metric-rows.ts'
import type { MetricsAnswer, MetricsQuestion } from '../../api/metrics-query.ts'
import { type FilterName, notKnownValue } from './selection-search.ts'
import type { Selected } from './selection-view.tsx'

const mostValues = 500

/** Values to choose from for one filter: counted without that filter, or only what is chosen would be seen. */
export function filterValuesQuestion(selected: Selected, dimension: MessageDimension): MetricsQuestion {
  const { filters, ...rest } = selected
  const others = Object.fromEntries(Object.entries(filters ?? {}).filter(([name]) => name !== dimension))
  return {
    metrics: ['messages.created'],
    by: [dimension],
    ...rest,
    ...(Object.keys(others).length > 0 ? { filters: others } : {}),
    order: [{ key: 'messages.created', direction: 'desc' }],
    limit: mostValues,
  }
}

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
