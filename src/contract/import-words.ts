/** What a file is about. */
export const importKinds = ['messages', 'calls'] as const
export type ImportKind = (typeof importKinds)[number]

export const importFormats = ['csv', 'xlsx'] as const
export type ImportFormat = (typeof importFormats)[number]

/**
 * `uploaded`: the columns are to be chosen; `checking`: every row is tried, nothing is taken; `checked`: the result of that is there;
 * `importing`; `imported`, `cancelled` and `failed` are ends, of which the last may be started again.
 */
export const importStates = [
  'uploaded',
  'checking',
  'checked',
  'importing',
  'imported',
  'cancelled',
  'failed',
] as const
export type ImportState = (typeof importStates)[number]

/** What a file of messages can tell, column by column. */
export const messageFields = [
  'message_id',
  'channel',
  'recipient',
  'sender',
  'status',
  'created_at',
  'sent_at',
  'delivered_at',
  'read_at',
  'clicked_at',
  'status_at',
  'error_code',
  'error_reason',
  'price',
  'currency',
  'segments',
  'text',
  'campaign',
  'template',
  'kind',
  'category',
  'country',
  'network',
  'direction',
  'receipt',
  'connection_id',
] as const
export type MessageField = (typeof messageFields)[number]

/** What a row of a file of calls (call detail records) can tell, column by column. Durations are in seconds. */
export const callFields = [
  'call_id',
  'sequence',
  'direction',
  'from',
  'to',
  'started_at',
  'answered_at',
  'ended_at',
  'duration',
  'talk_time',
  'result',
  'operator_id',
  'cost',
  'currency',
] as const
export type CallField = (typeof callFields)[number]

/** What a word in the column of statuses can mean; `ignored`: only the dates of the row count. */
export const statusMeanings = [
  'accepted',
  'queued',
  'sent',
  'carrier_delivered',
  'delivered',
  'read',
  'failed',
  'rejected',
  'expired',
  'cancelled',
  'unconfirmed',
  'clicked',
  'replied',
  'unsubscribed',
  'complained',
  'inbound',
  'ignored',
] as const
export type StatusMeaning = (typeof statusMeanings)[number]

/** Why a row is not taken. `column` and `value` say what of it. */
export const rowFaults = [
  'missing',
  'no_date',
  'too_long',
  'invalid_characters',
  'unknown_status',
  'invalid_date',
  'no_such_time',
  'date_out_of_range',
  'invalid_amount',
  'invalid_currency',
  'missing_currency',
  'invalid_channel',
  'invalid_recipient',
  'invalid_country',
  'invalid_network',
  'invalid_kind',
  'invalid_segments',
  'invalid_receipt',
  'inbound',
  'invalid_value',
] as const
export type RowFault = (typeof rowFaults)[number]

/** Why an import came to its end before its file did. */
export const importErrors = [
  'broken_csv',
  'broken_encoding',
  'too_many_columns',
  'row_too_long',
  'too_many_rows',
  'file_missing',
  'source_unavailable',
  'interrupted',
  'internal',
] as const
export type ImportError = (typeof importErrors)[number]

export const importEncodings = ['utf-8', 'utf-16le', 'windows-1251', 'windows-1252'] as const
export type ImportEncoding = (typeof importEncodings)[number]
export const importDelimiters = [',', ';', '\t', '|'] as const
export type ImportDelimiter = (typeof importDelimiters)[number]
export const importDateOrders = ['day_first', 'month_first'] as const
export type ImportDateOrder = (typeof importDateOrders)[number]

/** Bytes of a file that is uploaded; of Excel less, as all of it is in memory at once. */
export const maxImportBytes = 1024 * 1024 * 1024
export const maxImportExcelBytes = 32 * 1024 * 1024
export const maxImportRows = 20_000_000
export const maxImportColumns = 200
export const maxImportNameLength = 200
/** Rows that a preview shows. */
export const importPreviewRows = 20
