import type {
  Report,
  ReportPreview,
  ReportSchedule,
  ReportSchedules,
  Reports,
  ReportTypes,
} from '../../src/contract/index.ts'
import { answerWith } from './answer-check.ts'

const contentFields = [
  'id',
  'name',
  'service',
  'type',
  'format',
  'language',
  'csv_bom',
  'filters',
  'columns',
  'group_by',
  'granularity',
  'created_at',
  'created_by',
] as const

/** What the answers about reports must hold; a test holds it against the schemas of the contract. */
export const reportAnswers = {
  reports: answerWith<Reports>('reports', 'counts', 'next_cursor', 'retention_days'),
  report: answerWith<Report>(
    ...contentFields,
    'state',
    'percent',
    'rows',
    'period',
    'error',
    'file',
    'generation',
    'formed_at',
    'kept_until',
    'schedule_id',
  ),
  types: answerWith<ReportTypes>('types', 'formats'),
  preview: answerWith<ReportPreview>('columns', 'rows', 'total_rows', 'about'),
  schedules: answerWith<ReportSchedules>('schedules', 'sends_mail'),
  schedule: answerWith<ReportSchedule>(
    ...contentFields,
    'frequency',
    'time_zone',
    'recipients',
    'enabled',
    'automatic',
    'next_at',
    'last_report_id',
  ),
} as const
