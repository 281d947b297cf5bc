import { localTable } from '../connect/topology.ts'
import type { ShardFold } from '../fold/shard-fold.ts'

export interface UnratedPayersAsked {
  /** The payers, and all companies whose traffic they pay for. */
  readonly companyIds: readonly string[]
  /** Messages created in `[fromMs, toMs)`, of each payer its own. */
  readonly periods: readonly { readonly payerId: string; readonly fromMs: number; readonly toMs: number }[]
}

/** How many messages each payer should be charged for and cannot be, as its prices stand; only those who have some. */
export async function unratedPayers(
  shards: readonly ShardFold[],
  asked: UnratedPayersAsked,
): Promise<ReadonlyMap<string, number>> {
  const messagesOf = new Map<string, number>()
  if (asked.periods.length === 0) return messagesOf
  for (const shard of shards)
    for (const { payer, found } of await askShard(shard, asked))
      messagesOf.set(payer, (messagesOf.get(payer) ?? 0) + Number(found))
  return messagesOf
}

async function askShard(
  { engine, layout }: ShardFold,
  { companyIds, periods }: UnratedPayersAsked,
): Promise<readonly { readonly payer: string; readonly found: string }[]> {
  const { rows } = await engine.ask<{ payer: string; found: string }>(
    'check',
    `SELECT payer, toString(count()) AS found
FROM (
SELECT created_at, arrayJoin(arrayConcat(if(charge_state = 'unrated', [company_id], []),
  arrayMap(level -> level.payer, arrayFilter(level -> level.state IN ('no_price_list', 'no_rate'), upper)))) AS payer
FROM ${localTable(layout, 'messages')} FINAL
WHERE company_id IN {companies:Array(UUID)} AND is_deleted = 0
  AND created_hour >= toStartOfHour(fromUnixTimestamp64Milli({first:Int64}, 'UTC'))
  AND created_hour < fromUnixTimestamp64Milli({last:Int64}, 'UTC')
) AS unrated
INNER JOIN (
SELECT period.1 AS payer, period.2 AS from_ms, period.3 AS to_ms
FROM (SELECT arrayJoin(arrayZip({payers:Array(UUID)}, {froms:Array(Int64)}, {tos:Array(Int64)})) AS period)
) AS periods USING (payer)
WHERE toUnixTimestamp64Milli(created_at) >= from_ms AND toUnixTimestamp64Milli(created_at) < to_ms
GROUP BY payer`,
    {
      companies: companyIds,
      payers: periods.map(({ payerId }) => payerId),
      froms: periods.map(({ fromMs }) => fromMs),
      tos: periods.map(({ toMs }) => toMs),
      first: Math.min(...periods.map(({ fromMs }) => fromMs)),
      last: Math.max(...periods.map(({ toMs }) => toMs)),
    },
  )
  return rows
}
