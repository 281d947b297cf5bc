import type { Database, Selectable } from '../records/index.ts'

export type ReportsRow = Selectable<Database['reports']>
export type ReportSchedulesRow = Selectable<Database['report_schedules']>
