import type { Period } from '../../core/index.ts'
import { type Database, type Kysely, sql } from '../../records/index.ts'
import { firstBillingMonth, nextBillingMonth } from '../billing-month.ts'
import type { InvoicingDeps } from '../invoicing-deps.ts'
import { toPassVersions } from './month-rows.ts'

/** Rows of one statement. */
const maxRows = 1_000

interface LastMonth {
  readonly company_id: string
  readonly time_zone: string
  readonly period_from: Date | null
  readonly period_to: Date | null
  readonly outcome: string | null
  readonly through_passes: unknown
}

interface EndedMonth {
  readonly companyId: string
  readonly period: Period
  readonly timeZone: string
  readonly afterPasses: object
}

/** A company whose next month cannot be told. */
export interface UnknownMonth {
  readonly companyId: string
  readonly error: Error
}

/**
 * Puts on record the next month of every company whose last one is closed, once that month has ended. A company's first month
 * is the one of its first usage. Done again it adds nothing. One that cannot be told holds up no other.
 */
export async function openEndedMonths(
  { records, facts }: Pick<InvoicingDeps, 'records' | 'facts'>,
  nowMs: number,
  companyId: string | undefined,
): Promise<readonly UnknownMonth[]> {
  const unknown: UnknownMonth[] = []
  const last = await lastMonths(records.system, companyId)
  const isNewSeen = last.some(({ period_to }) => period_to === null)
  const firstUsage = isNewSeen ? await facts.usage.firstUsage() : new Map<string, number>()
  const ended = last.flatMap((month) => {
    try {
      const next = nextMonth(month, firstUsage.get(month.company_id))
      return next && next.period.toMs <= nowMs ? [next] : []
    } catch (error) {
      if (!(error instanceof Error)) throw error
      unknown.push({ companyId: month.company_id, error })
      return []
    }
  })
  for (let at = 0; at < ended.length; at += maxRows)
    await insert(records.system, ended.slice(at, at + maxRows), nowMs)
  return unknown
}

/** Of each company without an open month: the last one that was closed, or nulls. */
async function lastMonths(
  db: Kysely<Database>,
  companyId: string | undefined,
): Promise<readonly LastMonth[]> {
  const { rows } = await sql<LastMonth>`
    select c.id as company_id, c.time_zone, m.period_from, m.period_to, m.outcome, m.through_passes
    from companies c
    left join lateral (
      select period_from, period_to, state, outcome, through_passes from month_closes
      where company_id = c.id and kind = 'usage' order by period_to desc limit 1
    ) m on true
    where coalesce(m.state, 'closed') = 'closed' and (${companyId ?? null}::uuid is null or c.id = ${companyId ?? null}::uuid)`.execute(
    db,
  )
  return rows
}

function nextMonth(last: LastMonth, firstUsageMs: number | undefined): EndedMonth | undefined {
  const { company_id: companyId, time_zone: timeZone } = last
  if (last.period_to === null || last.period_from === null)
    return firstUsageMs === undefined
      ? undefined
      : { companyId, timeZone, period: firstBillingMonth(firstUsageMs, timeZone), afterPasses: {} }
  const next = nextBillingMonth(last.period_to.getTime(), timeZone)
  const fromMs = last.outcome === 'carried' ? last.period_from.getTime() : next.fromMs
  const afterPasses = toPassVersions(last.through_passes)
  return { companyId, timeZone, period: { fromMs, toMs: next.toMs }, afterPasses }
}

async function insert(db: Kysely<Database>, months: readonly EndedMonth[], nowMs: number): Promise<void> {
  await db
    .insertInto('month_closes')
    .values(
      months.map(({ companyId, period, timeZone, afterPasses }) => ({
        company_id: companyId,
        kind: 'usage',
        period_from: new Date(period.fromMs),
        period_to: new Date(period.toMs),
        time_zone: timeZone,
        state: 'waiting',
        after_passes: JSON.stringify(afterPasses),
        updated_at: new Date(nowMs),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
