import { randomUUID } from 'node:crypto'
import { callerName, type Principal } from '../companies/index.ts'
import { maxGeneratingReports, type Report, type ReportCreate } from '../contract/index.ts'
import { type Failure, fail, ok, type Result, uuidV7 } from '../core/index.ts'
import { type Database, type Kysely, sql } from '../records/index.ts'
import { changeOnce, type KeyFailure } from './change-once.ts'
import { type CheckedContent, type ContentFailure, checkContent, checkPeriod } from './check-content.ts'
import type { ReportPeriod } from './definitions/definition.ts'
import { noteReport } from './note-report.ts'
import { toApiReport } from './report-row.ts'
import type { ReportsDeps } from './reports-deps.ts'

export type CreateFailure = ContentFailure | KeyFailure | Failure<'too_many_reports'>

/** A new report; it is made in the background. With a key it is made once, however often it is asked for. */
export async function createReport(
  deps: Pick<ReportsDeps, 'records' | 'queue' | 'clock' | 'onError'>,
  caller: Principal,
  body: ReportCreate,
  idempotencyKey?: string,
): Promise<Result<Report, CreateFailure>> {
  const checked = checkContent(caller, body)
  if (!checked.ok) return checked
  const period = checkPeriod(body)
  if (!period.ok) return period
  const nowMs = deps.clock()
  const name = await callerName(deps.records.system, caller)
  const jobId = randomUUID()
  const asked = { companyId: caller.companyId, what: 'report', body, key: idempotencyKey } as const
  const made = await changeOnce(deps.records, asked, (records) =>
    records.withCompany(caller.companyId, async (db) => {
      if (await hasTooMany(db))
        return fail(
          'too_many_reports',
          `${maxGeneratingReports} reports are being made: wait until some of them are ready.`,
        )
      const report = await insertReport(db, caller.companyId, {
        ...checked.value,
        period: period.value,
        name: body.name,
        format: body.format,
        csvBom: body.csv_bom,
        createdByName: name,
        scheduleId: null,
        jobId,
        nowMs,
      })
      const { type, format, period: reported, filters } = report
      await noteReport(db, caller, report, {
        act: 'report.created',
        after: { type, format, period: reported, filters },
        nowMs,
      })
      return ok(report)
    }),
  )
  if (made.ok) await enqueue(deps, jobId, caller.companyId)
  return made
}

async function hasTooMany(db: Kysely<Database>): Promise<boolean> {
  const { waiting } = await db
    .selectFrom('reports')
    .select((eb) => eb.fn.countAll<string>().as('waiting'))
    .where('state', '=', 'generating')
    .executeTakeFirstOrThrow()
  return Number(waiting) >= maxGeneratingReports
}

export interface NewReport extends CheckedContent {
  readonly period: ReportPeriod | null
  readonly name: string
  readonly format: string
  readonly csvBom: boolean
  readonly createdByName: string | null
  readonly scheduleId: string | null
  readonly jobId: string
  readonly nowMs: number
}

/** In a transaction of the company, or of the system where its schedule is due. */
export async function insertReport(
  db: Kysely<Database>,
  companyId: string,
  report: NewReport,
): Promise<Report> {
  const { definition, content, scopes, period } = report
  const row = await db
    .insertInto('reports')
    .values({
      id: uuidV7(report.nowMs),
      company_id: companyId,
      name: report.name,
      service: definition.service,
      type: definition.type,
      scopes: [...scopes],
      format: report.format,
      language: content.language,
      csv_bom: report.csvBom,
      filters: JSON.stringify(content.filters),
      columns: content.columns && JSON.stringify(content.columns),
      group_by: content.groupBy && JSON.stringify(content.groupBy),
      granularity: content.granularity,
      created_at: new Date(report.nowMs),
      created_by_name: report.createdByName,
      time_zone: content.timeZone,
      period_from: period && new Date(period.from),
      period_to: period && new Date(period.to),
      schedule_id: report.scheduleId,
      job_id: report.jobId,
      touched_at: sql<Date>`clock_timestamp()`,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toApiReport(row)
}

/** Whoever dies before this leaves it to `recoverReports`, and so does a queue that does not answer. */
export async function enqueue(
  { queue, onError }: Pick<ReportsDeps, 'queue' | 'onError'>,
  jobId: string,
  companyId: string,
): Promise<void> {
  try {
    await queue.add({ id: jobId, groupId: companyId })
  } catch (error) {
    onError(error)
  }
}
