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
  let query = selectOpenMonths(db)
    .where('m.kind', '=', 'usage')
    .orderBy('m.period_to')
    .orderBy('m.company_id')
  if (companyId !== undefined) query = query.where('m.company_id', '=', companyId)
  if (month !== undefined) query = query.where(endsWithMonth(month))
  if (!asked.isGraceSkipped)
    query = query.where(
      sql<boolean>`m.period_to + make_interval(hours => ${graceHoursOfMonth}) <= ${new Date(nowMs)}`,
    )
  if (!asked.isRetried)
    query = query.where(({ or, eb }) =>
      or([eb('m.state', '=', 'waiting'), eb('m.updated_at', '<=', new Date(nowMs - retryMs))]),
    )
  if (after !== undefined)
    query = query.where(
      sql<boolean>`(m.period_to, m.company_id) > (${new Date(after.toMs)}, ${after.companyId}::uuid)`,
    )
  return (await query.limit(limit).execute()).map(toOpenMonth)
}

/** Of the month `m`, by who sells to its company now. */
export const graceHoursOfMonth = sql<number>`coalesce((
  select s.grace_hours from companies of_month join supplier_settings s on s.supplier_id = of_month.seller_id
    and s.supplier_role = case when of_month.parent_id is null then 'provider' else 'company' end
  where of_month.id = m.company_id), ${sql.lit(defaultGraceHours)})`

/**
 * Whether the month `m` is the one of this name.
 * @param month `2026-09`
 */
export function endsWithMonth(month: string) {
  const endMs = Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1)
  return sql<boolean>`m.period_to between ${new Date(endMs - furthestZoneMs)} and ${new Date(endMs + furthestZoneMs)}`
}
