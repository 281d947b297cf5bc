import type { UnratedReason } from '../../contract/index.ts'
import { localTable } from '../connect/topology.ts'
import type { ShardFold } from '../fold/shard-fold.ts'

export interface UnratedAsked {
  /** Who should pay, by way of a company below. */
  readonly payerId: string
  /** Companies that depend on the payer: the caller knows them. */
  readonly companyIds: readonly string[]
  /** Messages created in `[fromMs, toMs)`. */
  readonly fromMs: number
  readonly toMs: number
}

/** Messages that one rate would give a price to. Empty text is "not known". */
export interface UnratedGroup {
  readonly reason: UnratedReason
  readonly channel: string
  readonly kind: string
  readonly country: string
  readonly network: string
  readonly messages: number
  readonly firstMs: number
  readonly lastMs: number
}

interface GroupRow {
  reason: UnratedReason
  channel: string
  kind: string
  country: string
  network: string
  found: string
  first_ms: string
  last_ms: string
}

/** Companies of one question: bounds its text. */
const maxCompanies = 2_000
/** Groups of one question, those with most messages first. */
const maxGroups = 10_000

/**
 * Traffic of companies below a payer that it should be charged for and cannot be, as its prices stand: by what a rate would
 * need, and not by company or message, which are not the payer's to see.
 */
export async function unratedBelow(
  shards: readonly ShardFold[],
  asked: UnratedAsked,
): Promise<readonly UnratedGroup[]> {
  const groups = new Map<string, UnratedGroup>()
  for (const shard of shards) {
    for (let first = 0; first < asked.companyIds.length; first += maxCompanies) {
      const companyIds = asked.companyIds.slice(first, first + maxCompanies)
      for (const group of await askShard(shard, { ...asked, companyIds })) addTo(groups, group)
    }
  }
  return [...groups.values()]
}

async function askShard(
  { engine, layout }: ShardFold,
  { payerId, companyIds, fromMs, toMs }: UnratedAsked,
): Promise<readonly UnratedGroup[]> {
  const { rows } = await engine.ask<GroupRow>(
    'question',
    `SELECT toString(level.state) AS reason, channel, kind, country, network, toString(count()) AS found,
  toString(toUnixTimestamp64Milli(min(created_at))) AS first_ms, toString(toUnixTimestamp64Milli(max(created_at))) AS last_ms
FROM (
SELECT channel, kind, country, network, created_at,
  arrayJoin(arrayFilter(each -> each.payer = {payer:UUID} AND each.state IN ('no_price_list', 'no_rate'), upper)) AS level
FROM ${localTable(layout, 'messages')} FINAL
WHERE company_id IN {companies:Array(UUID)} AND is_deleted = 0
  AND created_hour >= toStartOfHour(fromUnixTimestamp64Milli({from:Int64}, 'UTC'))
  AND created_hour < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
  AND created_at >= fromUnixTimestamp64Milli({from:Int64}, 'UTC') AND created_at < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
)
GROUP BY reason, channel, kind, country, network
ORDER BY count() DESC, reason, channel, kind, country, network
LIMIT ${maxGroups}`,
    { payer: payerId, companies: companyIds, from: fromMs, to: toMs },
    { owner: payerId },
  )
  return rows.map(({ found, first_ms, last_ms, ...group }) => ({
    ...group,
    messages: Number(found),
    firstMs: Number(first_ms),
    lastMs: Number(last_ms),
  }))
}

function addTo(groups: Map<string, UnratedGroup>, group: UnratedGroup): void {
  const key = JSON.stringify([group.reason, group.channel, group.kind, group.country, group.network])
  const before = groups.get(key)
  if (!before) groups.set(key, group)
  else
    groups.set(key, {
      ...group,
      messages: before.messages + group.messages,
      firstMs: Math.min(before.firstMs, group.firstMs),
      lastMs: Math.max(before.lastMs, group.lastMs),
    })
}
