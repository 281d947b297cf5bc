import { localTable } from '../connect/topology.ts'
import type { ShardFold } from '../fold/shard-fold.ts'

/** A month of some companies: as much as one statement compares. */
export interface DriftWindow {
  readonly companyIds: readonly string[]
  /** Epoch ms; the end is not included. */
  readonly fromMs: number
  readonly toMs: number
}

/** Rows of one window, where it takes in several companies; bounds its memory, and how long it is read. */
const maxRowsOfWindow = 500_000
const maxCompaniesOfWindow = 200

interface MonthRow {
  readonly company_id: string
  readonly from_ms: string
  readonly to_ms: string
  readonly rows: string
}

/** Months in which priced companies have messages or posted usage; in one month, small companies share a window. */
export async function driftWindows(shard: ShardFold): Promise<readonly DriftWindow[]> {
  const { rows } = await shard.engine.ask<MonthRow>('check', monthsWithRows(shard))
  const windows: DriftWindow[] = []
  for (const months of Map.groupBy(rows, (row) => row.from_ms).values()) {
    const [first] = months
    if (!first) continue
    const period = { fromMs: Number(first.from_ms), toMs: Number(first.to_ms) }
    for (const companyIds of shared(months)) windows.push({ companyIds, ...period })
  }
  return windows
}

function shared(months: readonly MonthRow[]): readonly (readonly string[])[] {
  const groups: string[][] = []
  let group: string[] = []
  let rows = 0
  for (const month of months) {
    const isFull = rows + Number(month.rows) > maxRowsOfWindow || group.length >= maxCompaniesOfWindow
    if (isFull && group.length > 0) {
      groups.push(group)
      group = []
      rows = 0
    }
    group.push(month.company_id)
    rows += Number(month.rows)
  }
  return group.length > 0 ? [...groups, group] : groups
}

function monthsWithRows({ layout }: ShardFold): string {
  const plans = `SELECT company_id FROM ${localTable(layout, 'price_plans')}`
  // Each row once for each hour or moment of it: what has to be read to compare it.
  return `SELECT company_id, toUnixTimestamp(toDateTime(month, 'UTC')) * 1000 AS from_ms,
  toUnixTimestamp(toDateTime(addMonths(month, 1), 'UTC')) * 1000 AS to_ms, sum(n) AS rows
FROM (
SELECT company_id, toStartOfMonth(created_hour, 'UTC') AS month, count() AS n
FROM ${localTable(layout, 'messages')} WHERE company_id IN (${plans}) GROUP BY company_id, month
UNION ALL
SELECT company_id, toStartOfMonth(created_at, 'UTC') AS month, count() AS n
FROM ${localTable(layout, 'usage_entries')} GROUP BY company_id, month
)
GROUP BY company_id, month ORDER BY month, company_id`
}
