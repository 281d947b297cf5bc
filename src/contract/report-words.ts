/** What a report is about: the column Service. */
export const reportServices = ['messages', 'chats', 'calls', 'payments', 'companies'] as const
export type ReportService = (typeof reportServices)[number]

export const reportTypes = [
  'message_detail',
  'message_summary',
  'campaigns',
  'chat_sessions',
  'chat_operators',
  'calls',
  'charges',
  'account_statement',
  'dependent_companies',
] as const
export type ReportType = (typeof reportTypes)[number]

export const reportFormats = ['xlsx', 'csv', 'parquet'] as const
export type ReportFormat = (typeof reportFormats)[number]

export const reportStates = ['generating', 'generated', 'error'] as const
export type ReportState = (typeof reportStates)[number]

/** Why a report could not be made; what to do about each is said in `detail` and by the pages. */
export const reportErrors = [
  'too_many_rows',
  'invalid_selection',
  'not_found',
  'not_allowed',
  'storage_full',
  'storage_unavailable',
  'source_unavailable',
  'interrupted',
  'internal',
] as const
export type ReportErrorCode = (typeof reportErrors)[number]

export const reportFrequencies = ['daily', 'weekly', 'monthly'] as const
export type ReportFrequency = (typeof reportFrequencies)[number]

/** What a report may be narrowed by; each type takes some of them, `GET /api/v1/report-types` says which. */
export const reportFilterNames = [
  'channel',
  'status',
  'connection',
  'sender',
  'country',
  'network',
  'campaign',
  'template',
  'kind',
  'error',
  'weekday',
  'hour',
  'latency',
  'messenger',
  'chat',
  'group',
  'operator',
  'close_by',
  'band',
  'direction',
  'result',
  'currency',
  'with_customer_messages',
  'business_time',
  'clock',
  'metric',
  'search',
  'invoice_id',
  'company_id',
  'transaction_kind',
  'usage',
  'with_expenses',
] as const
export type ReportFilterName = (typeof reportFilterNames)[number]

/** Rows that one report holds at most; Excel splits them into sheets. */
export const maxReportRows = 5_000_000
export const maxReportNameLength = 100
export const maxReportRecipients = 20
export const maxReportSchedules = 50
/** Of one company, at once. */
export const maxGeneratingReports = 100
