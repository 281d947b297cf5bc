import type { z } from 'zod'
import type {
  ReportSchedulePatch,
  reportCreateSchema,
  reportPreviewQuerySchema,
  reportScheduleCreateSchema,
  reportsQuerySchema,
} from '../../src/contract/index.ts'
import { reportAnswers } from './report-answers.ts'
import { requestJson, requestNothing } from './request.ts'
import { onceBy, withQuery } from './request-parts.ts'

type Signal = AbortSignal | undefined
export type ReportsQuestion = z.input<typeof reportsQuerySchema>
export type ReportCreation = z.input<typeof reportCreateSchema>
export type ReportPreviewQuestion = z.input<typeof reportPreviewQuerySchema>
export type ScheduleCreation = z.input<typeof reportScheduleCreateSchema>

const reports = '/api/v1/reports'
const schedules = '/api/v1/report-schedules'
const report = (id: string): string => `${reports}/${encodeURIComponent(id)}`
const schedule = (id: string): string => `${schedules}/${encodeURIComponent(id)}`

/** The part of the API about reports, as the pages use it. Every call throws `ApiError`. */
export const reportApi = {
  types: (signal?: Signal) => requestJson('/api/v1/report-types', reportAnswers.types, { signal }),
  list: (question: ReportsQuestion, signal?: Signal) =>
    requestJson(withQuery(reports, question), reportAnswers.reports, { signal }),
  get: (id: string, signal?: Signal) => requestJson(report(id), reportAnswers.report, { signal }),
  preview: (body: ReportPreviewQuestion, signal?: Signal) =>
    requestJson(`${reports}/preview`, reportAnswers.preview, { method: 'POST', body, signal }),
  create: (body: ReportCreation, key: string) =>
    requestJson(reports, reportAnswers.report, { method: 'POST', body, headers: onceBy(key) }),
  regenerate: (id: string) =>
    requestJson(`${report(id)}/regenerate`, reportAnswers.report, { method: 'POST' }),
  delete: (id: string) => requestNothing(report(id), { method: 'DELETE' }),
  /** Where the file is; a browser that is led there downloads it by itself, however large it is. */
  fileAddress: (id: string): string => `${report(id)}/file`,
  /** Whether the file can be had now, by its first byte; a browser would say no more than that a download failed. */
  tryFile: (id: string) => requestNothing(`${report(id)}/file`, { headers: { range: 'bytes=0-0' } }),

  schedules: {
    list: (signal?: Signal) => requestJson(schedules, reportAnswers.schedules, { signal }),
    create: (body: ScheduleCreation, key: string) =>
      requestJson(schedules, reportAnswers.schedule, { method: 'POST', body, headers: onceBy(key) }),
    change: (id: string, body: ReportSchedulePatch) =>
      requestJson(schedule(id), reportAnswers.schedule, { method: 'PATCH', body }),
    delete: (id: string) => requestNothing(schedule(id), { method: 'DELETE' }),
  },
} as const
