import { hourMs } from '../../core/index.ts'
import { type Database, type Kysely, sql } from '../../records/index.ts'
import { type OpenMonth, selectOpenMonths, toOpenMonth } from './month-rows.ts'

export interface DueAsked {
  readonly nowMs: number
  readonly companyId?: string | undefined
  /** `2026-09`: only months of this name. */
  readonly month?: string | undefined
  /** Also what was set aside a moment ago. */
  readonly isRetried: boolean
  /** Also what is still within its grace time. */
  readonly isGraceSkipped: boolean
  /** Goes on after this one. */
  readonly after?: OpenMonth | undefined
}

/** Of a supplier that settled nothing. */
const defaultGraceHours = 24
/** What was set aside is tried again after so long; its cause may be gone. */
const retryMs = hourMs
/** Where the clock of some place is, hours before or behind UTC, at most. */
const furthestZoneMs = 26 * hourMs

/** Months to close now, those that ended first before the others. */
export async function dueMonths(
  db: Kysely<Database>,
  asked: DueAsked,
  limit: number,
): Promise<readonly OpenMonth[]> {
  const { nowMs, companyId, month, after } = asked
  let query = selectOpenMonths(db).where('kind', '=', 'usage').orderBy('period_to').orderBy('company_id')
  if (companyId !== undefined) query = query.where('company_id', '=', companyId)
  if (month !== undefined) {
    const endMs = endOfMonthInUtc(month)
    query = query
      .where('period_to', '>=', new Date(endMs - furthestZoneMs))
      .where('period_to', '<=', new Date(endMs + furthestZoneMs))
  }
  if (!asked.isGraceSkipped)
    query = query.where(sql<boolean>`period_to + make_interval(hours => ${graceHours}) <= ${new Date(nowMs)}`)
  if (!asked.isRetried)
    query = query.where(({ or, eb }) =>
      or([eb('state', '=', 'waiting'), eb('updated_at', '<=', new Date(nowMs - retryMs))]),
    )
  if (after !== undefined)
    query = query.where(
      sql<boolean>`(period_to, company_id) > (${new Date(after.toMs)}, ${after.companyId}::uuid)`,
    )
  return (await query.limit(limit).execute()).map(toOpenMonth)
}

/** By who sells to the company now. */
const graceHours = sql<number>`coalesce((
  select s.grace_hours from companies c join supplier_settings s
    on s.supplier_id = coalesce(c.parent_id, c.id) and s.supplier_role = case when c.parent_id is null then 'provider' else 'company' end
  where c.id = month_closes.company_id), ${sql.lit(defaultGraceHours)})`

/** @param month `2026-09` */
function endOfMonthInUtc(month: string): number {
  return Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1)
}
