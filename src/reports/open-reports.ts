import type { Principal } from '../companies/index.ts'
import type {
  Report,
  ReportCreate,
  Reports as ReportList,
  ReportPreview,
  ReportPreviewQuery,
  ReportSchedule,
  ReportScheduleCreate,
  ReportSchedulePatch,
  ReportSchedules,
  ReportsQuery,
  ReportTypes,
} from '../contract/index.ts'
import type { Failure, Result } from '../core/index.ts'
import { deleteReport, regenerateReport } from './change-report.ts'
import { watchReports } from './changed-companies.ts'
import type { ContentFailure } from './check-content.ts'
import { type CreateFailure, createReport } from './create-report.ts'
import type { OpenFailure } from './definitions/definition.ts'
import { listReports, readReport } from './list-reports.ts'
import { listTypes } from './list-types.ts'
import { previewReport } from './preview-report.ts'
import { recoverReports } from './queue/recover-reports.ts'
import { ReportRunner } from './queue/report-runner.ts'
import { type ReportFile, readReportFile } from './read-file.ts'
import { removeOldReports } from './remove-old.ts'
import { removePersonalReports } from './remove-personal.ts'
import type { ReportsDeps } from './reports-deps.ts'
import {
  createSchedule,
  deleteSchedule,
  listSchedules,
  patchSchedule,
  type ScheduleFailure,
} from './schedules/schedules.ts'

export interface Reports {
  listTypes(caller: Principal): ReportTypes
  list(
    caller: Principal,
    query: ReportsQuery,
  ): Promise<Result<ReportList, Failure<'invalid_cursor' | 'invalid_period'>>>
  /** A new report, which is made in the background; with an idempotency key once, however often it is asked for. */
  create(
    caller: Principal,
    body: ReportCreate,
    idempotencyKey?: string,
  ): Promise<Result<Report, CreateFailure>>
  preview(
    caller: Principal,
    body: ReportPreviewQuery,
  ): Promise<Result<ReportPreview, ContentFailure | OpenFailure>>
  read(caller: Principal, id: string): Promise<Result<Report, Failure<'not_found'>>>
  remove(caller: Principal, id: string): Promise<Result<void, Failure<'not_found'>>>
  /** Failure `report_generating` for all but one of those who ask at once. */
  regenerate(
    caller: Principal,
    id: string,
  ): Promise<Result<Report, Failure<'not_found' | 'report_generating'>>>
  file(caller: Principal, id: string): Promise<Result<ReportFile, Failure<'not_found' | 'report_not_ready'>>>
  listSchedules(caller: Principal): Promise<ReportSchedules>
  createSchedule(
    caller: Principal,
    body: ReportScheduleCreate,
    idempotencyKey?: string,
  ): Promise<Result<ReportSchedule, ScheduleFailure>>
  patchSchedule(
    caller: Principal,
    id: string,
    patch: ReportSchedulePatch,
  ): Promise<Result<ReportSchedule, Failure<'not_found' | 'schedule_automatic'>>>
  deleteSchedule(
    caller: Principal,
    id: string,
  ): Promise<Result<void, Failure<'not_found' | 'schedule_automatic'>>>
  /** Companies of which a report changed since the last call, in whatever process. */
  changedCompanies(): Promise<readonly string[]>
  /** Begins to make reports, and goes on until `stop`. */
  start(): Promise<void>
  /** What is due of schedules now; by itself every 30 s. */
  runSchedules(): Promise<void>
  /** Looks after reports whose job is gone; by itself every 5 s. */
  recover(): Promise<void>
  /** Removes reports that were kept long enough; by itself every 10 minutes. */
  removeOld(): Promise<void>
  /** Removes a company's reports that hold people in full: somebody of them was erased. */
  removePersonal(companyId: string): Promise<void>
  /** Reports under way are left to the next start, or to another process. The records stay open. */
  stop(): Promise<void>
}

/** Lists as files, made in the background. */
export function openReports(deps: ReportsDeps): Reports {
  const runner = new ReportRunner(deps)
  return {
    listTypes,
    list: (caller, query) => listReports(deps, caller, query),
    create: (caller, body, key) => createReport(deps, caller, body, key),
    preview: (caller, body) => previewReport(deps, caller, body),
    read: (caller, id) => readReport(deps, caller, id),
    remove: (caller, id) => deleteReport(deps, caller, id),
    regenerate: (caller, id) => regenerateReport(deps, caller, id),
    file: (caller, id) => readReportFile(deps, caller, id),
    listSchedules: (caller) => listSchedules(deps, caller),
    createSchedule: (caller, body, key) => createSchedule(deps, caller, body, key),
    patchSchedule: (caller, id, patch) => patchSchedule(deps, caller, id, patch),
    deleteSchedule: (caller, id) => deleteSchedule(deps, caller, id),
    changedCompanies: watchReports(deps),
    start: () => runner.start(),
    runSchedules: () => runner.runSchedules(),
    recover: () => recoverReports(deps),
    removeOld: () => removeOldReports(deps),
    removePersonal: async (companyId) => {
      await removePersonalReports(deps, companyId)
      await removeOldReports(deps)
    },
    stop: () => runner.stop(),
  }
}
