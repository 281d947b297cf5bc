import type { Translation } from '../catalogue-types.ts'
import type { reportProblems as english } from '../en/report-problems.ts'

export const reportProblems = {
  too_many_reports: 'Формируется слишком много отчётов сразу. Подождите, пока часть из них будет готова.',
  too_many_schedules: 'У компании больше не может быть регулярных отчётов. Сначала удалите один из них.',
  report_generating: 'Отчёт уже формируется. Подождите.',
  report_not_ready: 'Файла ещё нет. Подождите, пока отчёт будет сформирован.',
  report_file_missing: 'Файла больше нет. Сформируйте отчёт заново.',
  schedule_automatic: 'Этот отчёт автоматический. Его можно только выключить.',
  unknown_report_type: 'Отчёты этого типа здесь не формируются.',
  storage_full: 'На сервере нет места для файлов. Освободите место и повторите.',
  storage_unavailable: 'Хранилище файлов не отвечает. Повторите позже.',
  too_many_rows: 'Строк было бы слишком много. Выберите период короче или добавьте фильтры.',
  too_many_buckets: 'Шагов времени было бы слишком много. Выберите период короче или шаг длиннее.',
} as const satisfies Translation<'ru', typeof english>
