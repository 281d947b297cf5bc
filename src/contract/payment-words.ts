/** How a bank writes the statement of an account. */
export const statementFormats = ['camt053', 'one_c', 'csv'] as const
export type StatementFormat = (typeof statementFormats)[number]

export const csvEncodings = ['utf-8', 'windows-1251', 'windows-1252'] as const
export type CsvEncoding = (typeof csvEncodings)[number]

export const csvDelimiters = [';', ',', '\t', '|'] as const
export type CsvDelimiter = (typeof csvDelimiters)[number]

export const csvDateFormats = [
  'YYYY-MM-DD',
  'DD.MM.YYYY',
  'DD.MM.YY',
  'DD/MM/YYYY',
  'MM/DD/YYYY',
  'DD-MM-YYYY',
  'YYYYMMDD',
] as const
export type CsvDateFormat = (typeof csvDateFormats)[number]

/**
 * How a line of a statement relates to documents: `exact`, `partial` and `over` compare it with what is due of one
 * document; `double`: that document is paid already; `ambiguous`: a person has to choose; `none`: nothing was found.
 */
export const matchOutcomes = ['exact', 'partial', 'over', 'double', 'ambiguous', 'none'] as const
export type MatchOutcome = (typeof matchOutcomes)[number]

/**
 * What speaks for a proposal, or against being certain of it.
 * - `number`: the document's number is in the reference; `several_numbers`: numbers of several documents are;
 *   `sum_of_documents`: their amounts due make up the line; `short_number`: the number is too plain to be certain of.
 * - `payer_account`, `payer_tax_number`, `payer_name`: the payer is the document's buyer.
 * - `amount`: the amount is the one due; `several_by_amount`: of several documents of this payer.
 * - `currency_differs`: the line is in another currency.
 * - `outgoing`, `reversal`: the line is no payment that came in.
 */
export const matchReasons = [
  'number',
  'several_numbers',
  'sum_of_documents',
  'short_number',
  'payer_account',
  'payer_tax_number',
  'payer_name',
  'amount',
  'several_by_amount',
  'currency_differs',
  'outgoing',
  'reversal',
] as const
export type MatchReason = (typeof matchReasons)[number]
