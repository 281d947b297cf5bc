import type { MetricRow, MetricsResult } from '../../contract/index.ts'
import { formatInstant, formatWithOffset, offsetSegments } from '../../core/index.ts'
import type { TablePlan } from '../plan/plan-table.ts'
import type { PlanResult } from './finish-table.ts'
import type { KeyValue, TableRow } from './table.ts'

type ResultPart = Pick<MetricsResult, 'rows' | 'totals' | 'basis' | 'from' | 'to'>

/** A plan's answer in the API's shape: keys by name, instants in the zone. */
export function toApiPart({ table }: PlanResult, plan: TablePlan): ResultPart {
  const times = bucketTimes(plan)
  const toRow = (row: TableRow): MetricRow => {
    const entries: MetricRow = {}
    for (const [index, { name }] of plan.dimensions.entries())
      if (index < row.keys.length) entries[name] = toApiKey(name, row.keys[index] ?? null, times)
    for (const [index, { name }] of plan.metrics.entries()) entries[name] = row.values[index] ?? null
    return entries
  }
  return {
    rows: table.rows.map(toRow),
    totals: toRow(table.totals),
    basis: Object.fromEntries(
      plan.metrics.map(({ name }, index) => {
        const { denominator = null, leftOut = 0 } = table.basis[index] ?? {}
        return [name, { denominator, left_out: leftOut }]
      }),
    ),
    from: formatInstant(plan.period.fromMs, plan.zone),
    to: formatInstant(plan.period.toMs, plan.zone),
  }
}

function toApiKey(name: string, key: KeyValue, times: ReadonlyMap<number, string>): KeyValue {
  if (name !== 'time') return key
  const time = typeof key === 'number' ? times.get(key) : undefined
  if (time === undefined) throw new Error('The engine returned a bucket that was not asked for.')
  return time
}

/** Every bucket's start as it is written, with one look-up of offsets for all of them. */
function bucketTimes({ bucketStarts, zone }: TablePlan): ReadonlyMap<number, string> {
  const first = bucketStarts[0]
  const last = bucketStarts.at(-1)
  if (first === undefined || last === undefined) return new Map()
  const times = new Map<number, string>()
  const starts = bucketStarts.values()
  let start = starts.next()
  for (const segment of offsetSegments({ fromMs: first, toMs: last + 1 }, zone))
    for (; !start.done && start.value < segment.toMs; start = starts.next())
      times.set(start.value, formatWithOffset(start.value, segment.offsetMs))
  return times
}
