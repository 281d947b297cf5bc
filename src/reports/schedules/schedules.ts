import { callerName, type Principal } from '../../companies/index.ts'
import {
  maxReportSchedules,
  type ReportSchedule,
  type ReportScheduleCreate,
  type ReportSchedulePatch,
  type ReportSchedules,
  reportServices,
} from '../../contract/index.ts'
import { type Failure, fail, isUuid, ok, type Result, uuidV7 } from '../../core/index.ts'
import { createTranslate } from '../../messages/index.ts'
import type { Database, Kysely } from '../../records/index.ts'
import { changeOnce, type KeyFailure } from '../change-once.ts'
import { type ContentFailure, checkContent } from '../check-content.ts'
import { isSeenBy } from '../list-reports.ts'
import { noteReport } from '../note-report.ts'
import type { ReportSchedulesRow } from '../report-columns.ts'
import { languageOf, toApiSchedule } from '../report-row.ts'
import type { ReportsDeps } from '../reports-deps.ts'
import { ensureAutomatic } from './automatic.ts'
import { periodAround } from './period-of-unit.ts'

export type ScheduleFailure = ContentFailure | KeyFailure | Failure<'too_many_schedules'>

const notFound = () => fail('not_found', 'There is no such schedule of reports.')

/** Schedules that the caller may see: those that are there by themselves first, then by when they were made. */
export async function listSchedules(
  { records, clock, sendsMail }: Pick<ReportsDeps, 'records' | 'clock' | 'sendsMail'>,
  caller: Principal,
): Promise<ReportSchedules> {
  await ensureAutomatic({ records, clock }, caller.companyId)
  const rows = await records.withCompany(caller.companyId, (db) =>
    db.selectFrom('report_schedules').where(isSeenBy(caller)).orderBy('id').selectAll().execute(),
  )
  const schedules = rows.map((row) => toApiSchedule(row, caller.company.time_zone))
  const automatic = reportServices.flatMap((service) =>
    schedules.filter((schedule) => schedule.automatic && schedule.service === service),
  )
  return {
    schedules: [...automatic, ...schedules.filter((schedule) => !schedule.automatic)],
    sends_mail: sendsMail,
  }
}

export async function createSchedule(
  deps: Pick<ReportsDeps, 'records' | 'clock'>,
  caller: Principal,
  body: ReportScheduleCreate,
  idempotencyKey?: string,
): Promise<Result<ReportSchedule, ScheduleFailure>> {
  const checked = checkContent(caller, body)
  if (!checked.ok) return checked
  const { definition, content, scopes } = checked.value
  if (!definition.isSchedulable || body.filters?.invoice_id !== undefined)
    return fail('invalid_filter', 'A schedule is of what comes again: leave out the invoice.')
  const nowMs = deps.clock()
  const period = periodAround(nowMs, body.frequency, content.timeZone)
  const name = await callerName(deps.records.system, caller)
  const asked = { companyId: caller.companyId, what: 'report schedule', body, key: idempotencyKey } as const
  return await changeOnce(deps.records, asked, (records) =>
    records.withCompany(caller.companyId, async (db) => {
      if (await hasTooMany(db))
        return fail('too_many_schedules', `A company has at most ${maxReportSchedules} schedules of reports.`)
      const row = await db
        .insertInto('report_schedules')
        .values({
          id: uuidV7(nowMs),
          company_id: caller.companyId,
          name: body.name,
          service: definition.service,
          type: definition.type,
          scopes: [...scopes],
          format: body.format,
          language: body.language,
          csv_bom: body.csv_bom,
          filters: JSON.stringify(content.filters),
          columns: content.columns && JSON.stringify(content.columns),
          group_by: content.groupBy && JSON.stringify(content.groupBy),
          granularity: content.granularity,
          created_at: new Date(nowMs),
          created_by_name: name,
          time_zone: body.time_zone ?? null,
          frequency: body.frequency,
          recipients: JSON.stringify(body.recipients),
          next_from: new Date(period.fromMs),
          next_at: new Date(period.toMs),
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      await noteReport(db, caller, row, { act: 'report.schedule_created', after: audited(row), nowMs })
      return ok(toApiSchedule(row, caller.company.time_zone))
    }),
  )
}

async function hasTooMany(db: Kysely<Database>): Promise<boolean> {
  const { schedules } = await db
    .selectFrom('report_schedules')
    .select((eb) => eb.fn.countAll<string>().as('schedules'))
    .where('is_automatic', '=', false)
    .executeTakeFirstOrThrow()
  return Number(schedules) >= maxReportSchedules
}

async function findSchedule(
  db: Kysely<Database>,
  caller: Principal,
  id: string,
): Promise<Result<ReportSchedulesRow, Failure<'not_found'>>> {
  if (!isUuid(id)) return notFound()
  const row = await db
    .selectFrom('report_schedules')
    .where('id', '=', id)
    .where(isSeenBy(caller))
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
  return row ? ok(row) : notFound()
}

/** Changes a schedule or switches it off; one that is switched on again begins with the period of now. */
export async function patchSchedule(
  { records, clock }: Pick<ReportsDeps, 'records' | 'clock'>,
  caller: Principal,
  id: string,
  patch: ReportSchedulePatch,
): Promise<Result<ReportSchedule, Failure<'not_found' | 'schedule_automatic'>>> {
  return await records.withCompany(caller.companyId, async (db) => {
    const found = await findSchedule(db, caller, id)
    if (!found.ok) return found
    const before = found.value
    if (before.is_automatic && patch.name !== undefined)
      return fail('schedule_automatic', 'The name of an automatic schedule is that of its type.')
    const { frequency } = toApiSchedule(before, caller.company.time_zone)
    const zone = before.time_zone ?? caller.company.time_zone
    const now = periodAround(clock(), frequency, zone)
    const isSwitchedOn = patch.enabled === true && !before.is_enabled
    const row = await db
      .updateTable('report_schedules')
      .set({
        name: patch.name ?? nameIn(before, patch.language),
        format: patch.format ?? before.format,
        language: patch.language ?? before.language,
        csv_bom: patch.csv_bom ?? before.csv_bom,
        is_enabled: patch.enabled ?? before.is_enabled,
        recipients: JSON.stringify(patch.recipients ?? before.recipients),
        ...(isSwitchedOn ? { next_from: new Date(now.fromMs), next_at: new Date(now.toMs) } : {}),
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await noteReport(db, caller, row, {
      act: 'report.schedule_changed',
      before: audited(before),
      after: audited(row),
      nowMs: clock(),
    })
    return ok(toApiSchedule(row, caller.company.time_zone))
  })
}

/** What a person says of a schedule. */
function audited({ name, type, format, language, frequency, recipients, is_enabled }: ReportSchedulesRow) {
  return { name, type, format, language, frequency, recipients, is_enabled }
}

function nameIn(row: ReportSchedulesRow, language: string | undefined): string {
  if (!row.is_automatic || language === undefined) return row.name
  return createTranslate(languageOf(language))(`reports.type_${toApiSchedule(row, 'UTC').type}`)
}

/** Its reports stay. */
export async function deleteSchedule(
  { records, clock }: Pick<ReportsDeps, 'records' | 'clock'>,
  caller: Principal,
  id: string,
): Promise<Result<void, Failure<'not_found' | 'schedule_automatic'>>> {
  return await records.withCompany(caller.companyId, async (db) => {
    const found = await findSchedule(db, caller, id)
    if (!found.ok) return found
    if (found.value.is_automatic)
      return fail('schedule_automatic', 'This schedule is there by itself: switch it off instead.')
    await db.deleteFrom('report_schedules').where('id', '=', id).execute()
    await noteReport(db, caller, found.value, {
      act: 'report.schedule_deleted',
      before: audited(found.value),
      after: null,
      nowMs: clock(),
    })
    return ok(undefined)
  })
}
