import { randomUUID } from 'node:crypto'
import { dayMs, formatInstant, type Period } from '../../core/index.ts'
import { createFormats } from '../../messages/index.ts'
import type { Database, Kysely } from '../../records/index.ts'
import { enqueue, insertReport } from '../create-report.ts'
import { customersOf } from '../customers-of.ts'
import type { ReportContent, ReportPeriod } from '../definitions/definition.ts'
import { makerOf } from '../maker-of.ts'
import type { ReportSchedulesRow } from '../report-columns.ts'
import { definitionOf } from '../report-definitions.ts'
import { filtersOf, granularityOf, languageOf, toApiSchedule } from '../report-row.ts'
import type { ReportsDeps } from '../reports-deps.ts'
import { periodAfter, periodAround, periodInZone } from './period-of-unit.ts'

/** Schedules of one look; the next look takes the others. */
const schedulesAtOnce = 100
/** What a server missed that stood still for so long is not made up for, but the last whole period. */
const missedMs = 62 * dayMs
const maxNameLength = 100

/** Has the reports made whose periods have ended. Looked at by several processes, each period is made once. */
export async function runDueSchedules(deps: ReportsDeps): Promise<void> {
  const due = await deps.records.system
    .selectFrom('report_schedules')
    .select('id')
    .where('is_enabled', '=', true)
    .where('next_at', '<=', new Date(deps.clock()))
    .orderBy('next_at')
    .limit(schedulesAtOnce)
    .execute()
  for (const { id } of due) {
    try {
      await runDue(deps, id)
    } catch (error) {
      // One company's trouble holds up no other; it is due still.
      deps.onError(error)
    }
  }
}

async function runDue(deps: ReportsDeps, id: string): Promise<void> {
  const jobId = randomUUID()
  const companyId = await deps.records.asSystem(async (db) => {
    const row = await lockDue(db, id)
    if (!row) return null
    const due = dueOf(row, deps.clock())
    if (!due) return null
    const { period, next, isEnded } = due
    const reportId =
      isEnded && (!row.schedule.is_automatic || (await isInUse(deps, row, period)))
        ? await insertDue(db, { ...row, period, jobId, nowMs: deps.clock() })
        : null
    await db
      .updateTable('report_schedules')
      .set({
        next_from: new Date(next.fromMs),
        next_at: new Date(next.toMs),
        ...(reportId === null ? {} : { last_report_id: reportId }),
      })
      .where('id', '=', id)
      .execute()
    return reportId === null ? null : row.schedule.company_id
  })
  if (companyId !== null) await enqueue(deps, jobId, companyId)
}

interface DueRow {
  readonly schedule: ReportSchedulesRow
  readonly zone: string
}

async function lockDue(db: Kysely<Database>, id: string): Promise<DueRow | null> {
  const schedule = await db
    .selectFrom('report_schedules')
    .where('id', '=', id)
    .where('is_enabled', '=', true)
    .selectAll()
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!schedule) return null
  const { time_zone: companyZone } = await db
    .selectFrom('companies')
    .select('time_zone')
    .where('id', '=', schedule.company_id)
    .executeTakeFirstOrThrow()
  return { schedule, zone: schedule.time_zone ?? companyZone }
}

interface Due {
  readonly period: Period
  readonly next: Period
  /** False: in the zone of now it has not ended. */
  readonly isEnded: boolean
}

/** Null: another process has made it meanwhile. */
function dueOf({ schedule, zone }: DueRow, nowMs: number): Due | null {
  if (schedule.next_at.getTime() > nowMs) return null
  const { frequency } = toApiSchedule(schedule, zone)
  const kept = { fromMs: schedule.next_from.getTime(), toMs: schedule.next_at.getTime() }
  const asked = periodInZone(kept, frequency, zone)
  if (asked.toMs > nowMs) return { period: asked, next: asked, isEnded: false }
  const current = periodAround(nowMs, frequency, zone)
  const period = nowMs - asked.toMs > missedMs ? periodAround(current.fromMs - 1, frequency, zone) : asked
  return { period, next: periodAfter(period, frequency, zone), isEnded: true }
}

function contentOf({ schedule, zone }: DueRow): ReportContent {
  return {
    type: toApiSchedule(schedule, zone).type,
    filters: filtersOf(schedule.filters),
    columns: schedule.columns,
    groupBy: schedule.group_by,
    granularity: granularityOf(schedule.granularity),
    timeZone: zone,
    language: languageOf(schedule.language),
  }
}

function toReportPeriod({ fromMs, toMs }: Period, zone: string): ReportPeriod {
  return { from: formatInstant(fromMs, zone), to: formatInstant(toMs, zone) }
}

/** Whether there is anything in the period: an automatic report of nothing is not made. */
async function isInUse(deps: ReportsDeps, row: DueRow, period: Period): Promise<boolean> {
  const definition = definitionOf(row.schedule.type)
  const caller = await makerOf(deps.records, row.schedule.company_id, row.schedule.scopes)
  if (!definition || caller === null) return false
  const opened = await definition.open(
    { ...contentOf(row), caller, period: toReportPeriod(period, row.zone) },
    {
      ...deps.sources,
      metrics: deps.sources.metrics.forReader(caller),
      customersOf: (companyId) => customersOf(deps.records, companyId),
    },
  )
  // What is wrong with it, the report says.
  if (!opened.ok) return true
  if (opened.value.totalRows !== null) return opened.value.totalRows > 0
  for await (const page of opened.value.pages) if (page.length > 0) return true
  return false
}

async function insertDue(
  db: Kysely<Database>,
  due: DueRow & { readonly period: Period; readonly jobId: string; readonly nowMs: number },
): Promise<string | null> {
  const { schedule, zone, period, jobId, nowMs } = due
  const definition = definitionOf(schedule.type)
  if (!definition) return null
  const report = await insertReport(db, schedule.company_id, {
    definition,
    content: contentOf(due),
    scopes: definition.scopesOf(filtersOf(schedule.filters)),
    period: toReportPeriod(period, zone),
    name: nameOf(due),
    format: schedule.format,
    csvBom: schedule.csv_bom,
    createdByName: null,
    scheduleId: schedule.id,
    jobId,
    nowMs,
  })
  return report.id
}

/** Its own name with the period that it is of. */
function nameOf({ schedule, zone, period }: DueRow & { readonly period: Period }): string {
  const formats = createFormats({ language: languageOf(schedule.language), timeZone: zone })
  const { frequency } = toApiSchedule(schedule, zone)
  const last = period.toMs - 1
  const spoken = {
    daily: () => formats.date(period.fromMs),
    weekly: () => `${formats.date(period.fromMs)} – ${formats.date(last)}`,
    monthly: () => formats.month(period.fromMs),
  }[frequency]()
  return `${schedule.name.slice(0, maxNameLength - spoken.length - 2)}, ${spoken}`
}
