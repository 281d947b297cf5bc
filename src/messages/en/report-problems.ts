import type { Area } from '../catalogue-types.ts'

/** What the API may refuse about reports. */
export const reportProblems = {
  too_many_reports: 'Too many reports are being made at once. Wait until some of them are ready.',
  too_many_schedules: 'The company has as many recurring reports as it may. Delete one first.',
  report_generating: 'The report is being made already. Wait for it.',
  report_not_ready: 'The report has no file yet. Wait until it is made.',
  report_file_missing: 'The file is no longer there. Make the report again.',
  schedule_automatic: 'This report is there by itself. Switch it off instead.',
  unknown_report_type: 'Reports of this type cannot be made here.',
  storage_full: 'There is no room for files on the server. Free some space, then try again.',
  storage_unavailable: 'The storage of files does not answer. Try again later.',
  too_many_rows: 'There would be too many rows. Choose a shorter period or more filters.',
  too_many_buckets: 'There would be too many steps of time. Choose a shorter period or longer steps.',
} as const satisfies Area
