import { allow, type Principal } from '../companies/index.ts'
import type { TrafficOrigin, Unrated, UnratedReason } from '../contract/index.ts'
import { type Failure, ok, type Period, type Result } from '../core/index.ts'
import type { Facts, UnratedGroup } from '../facts/index.ts'
import type { Records } from '../records/index.ts'
import { askedPeriod, inAskedPeriod, periodParams } from './asked-period.ts'
import { companiesBelow } from './priced-companies.ts'

/** Groups of one answer, those with most messages first. */
const maxGroups = 1_000

interface UnratedDeps {
  readonly records: Records
  readonly facts: Pick<Facts, 'forCompany' | 'unratedBelow'>
}

type Group = UnratedGroup & { readonly traffic: TrafficOrigin }

/**
 * Chargeable messages without a price, by what a rate for them would need: the company's own, and those of companies that
 * depend on it which it should be charged for. The sum counts all groups.
 */
export async function unratedMessages(
  { records, facts }: UnratedDeps,
  caller: Principal,
  asked: { readonly from: string; readonly to: string },
): Promise<Result<Unrated, Failure<'forbidden' | 'invalid_period'>>> {
  const allowed = allow(caller, 'billing:read')
  if (!allowed.ok) return allowed
  const period = askedPeriod(asked.from, asked.to)
  if (!period.ok) return period
  const own = await ownGroups(facts, caller.companyId, period.value)
  const companyIds = await companiesBelow(records, caller.companyId)
  const below = await facts.unratedBelow({ payerId: caller.companyId, companyIds, ...period.value })
  const groups: readonly Group[] = [
    ...own.groups.map((group) => ({ ...group, traffic: 'own' as const })),
    ...below.map((group) => ({ ...group, traffic: 'dependants' as const })),
  ]
  return ok({
    messages: below.reduce((sum, { messages }) => sum + messages, own.messages),
    groups: groups
      .toSorted((a, b) => b.messages - a.messages)
      .slice(0, maxGroups)
      .map(toApiGroup),
  })
}

interface GroupRow {
  readonly reason: UnratedReason
  readonly channel: string
  readonly kind: string
  readonly country: string
  readonly network: string
  readonly found: number
  readonly first_ms: number
  readonly last_ms: number
  readonly total: number
}

async function ownGroups(
  facts: UnratedDeps['facts'],
  companyId: string,
  period: Period,
): Promise<{ readonly messages: number; readonly groups: readonly UnratedGroup[] }> {
  const { rows } = await facts.forCompany(companyId).query<GroupRow>({
    sql: ({ messages }) => `SELECT charge_reason AS reason, channel, kind, country, network, count() AS found,
  toUnixTimestamp64Milli(min(created_at)) AS first_ms, toUnixTimestamp64Milli(max(created_at)) AS last_ms,
  sum(count()) OVER () AS total
FROM ${messages}
WHERE ${inAskedPeriod} AND charge_state = 'unrated'
GROUP BY reason, channel, kind, country, network
ORDER BY found DESC, reason, channel, kind, country, network
LIMIT {max_groups:UInt32}`,
    params: { ...periodParams(period), max_groups: maxGroups },
  })
  return {
    messages: Number(rows[0]?.total ?? 0),
    groups: rows.map(({ found, first_ms, last_ms, reason, channel, kind, country, network }) => {
      const times = { firstMs: Number(first_ms), lastMs: Number(last_ms) }
      return { reason, channel, kind, country, network, messages: Number(found), ...times }
    }),
  }
}

function toApiGroup({ firstMs, lastMs, kind, country, network, ...group }: Group): Unrated['groups'][number] {
  return {
    ...group,
    kind: kind || null,
    country: country || null,
    network: network || null,
    first_at: new Date(firstMs).toISOString(),
    last_at: new Date(lastMs).toISOString(),
  }
}
