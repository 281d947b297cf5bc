import { allow, type Principal } from '../companies/index.ts'
import type { Unrated, UnratedReason } from '../contract/index.ts'
import { type Failure, ok, type Result } from '../core/index.ts'
import type { Facts } from '../facts/index.ts'
import { askedPeriod, inAskedPeriod, periodParams } from './asked-period.ts'

/** Groups of one answer, those with most messages first. */
const maxGroups = 1_000

interface GroupRow {
  readonly reason: UnratedReason
  readonly channel: string
  readonly kind: string
  readonly country: string
  readonly network: string
  readonly found: number
  readonly first_ms: number
  readonly last_ms: number
}

/** Chargeable messages without a price, by what a rate for them would need. The sum counts all groups. */
export async function unratedMessages(
  facts: Pick<Facts, 'forCompany'>,
  caller: Principal,
  asked: { readonly from: string; readonly to: string },
): Promise<Result<Unrated, Failure<'forbidden' | 'invalid_period'>>> {
  const allowed = allow(caller, 'billing:read')
  if (!allowed.ok) return allowed
  const period = askedPeriod(asked.from, asked.to)
  if (!period.ok) return period
  const { rows } = await facts.forCompany(caller.companyId).query<GroupRow & { total: number }>({
    sql: ({ messages }) => `SELECT charge_reason AS reason, channel, kind, country, network, count() AS found,
  toUnixTimestamp64Milli(min(created_at)) AS first_ms, toUnixTimestamp64Milli(max(created_at)) AS last_ms,
  sum(count()) OVER () AS total
FROM ${messages}
WHERE ${inAskedPeriod} AND charge_state = 'unrated'
GROUP BY reason, channel, kind, country, network
ORDER BY found DESC, reason, channel, kind, country, network
LIMIT {max_groups:UInt32}`,
    params: { ...periodParams(period.value), max_groups: maxGroups },
  })
  return ok({
    messages: Number(rows[0]?.total ?? 0),
    groups: rows.map((row) => ({
      reason: row.reason,
      channel: row.channel,
      kind: row.kind || null,
      country: row.country || null,
      network: row.network || null,
      messages: Number(row.found),
      first_at: new Date(Number(row.first_ms)).toISOString(),
      last_at: new Date(Number(row.last_ms)).toISOString(),
    })),
  })
}
