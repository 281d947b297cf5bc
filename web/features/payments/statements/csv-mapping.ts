import type { CsvMapping, CsvPreview } from '../../../../src/contract/index.ts'

type Columns = CsvMapping['columns']
export const csvFields = [
  'booked_on',
  'value_on',
  'amount',
  'debit',
  'credit',
  'direction',
  'currency',
  'payer_name',
  'payer_account',
  'payer_tax_number',
  'purpose',
  'reference',
  'end_to_end_id',
  'bank_reference',
] as const satisfies readonly (keyof Columns)[]
export type CsvField = (typeof csvFields)[number]

/** No column has this number: the field is still to be chosen. */
const unset = 0

/** What a file is read with whose columns were not guessed: a person chooses them. */
export function firstMapping({ encoding, delimiter }: CsvPreview, currency: string): CsvMapping {
  return {
    encoding,
    delimiter,
    first_row: 1,
    skipped_last_rows: 0,
    decimal_sign: ',',
    date_format: 'DD.MM.YYYY',
    account: null,
    currency,
    columns: { booked_on: unset, purpose: [] },
  }
}

/** What a column, from 1, is read as; null where it is not used. */
export function fieldOfColumn({ columns }: CsvMapping, column: number): CsvField | null {
  if (columns.purpose.includes(column)) return 'purpose'
  return csvFields.find((field) => field !== 'purpose' && columns[field] === column) ?? null
}

/** Reads a column as something else. A field has one column, but for the purpose, which may have several. */
export function withColumn(mapping: CsvMapping, column: number, field: CsvField | null): CsvMapping {
  const { purpose, ...single } = mapping.columns
  const others = Object.fromEntries(
    Object.entries(single).filter(([name, at]) => at !== column && name !== field),
  )
  const purposes = purpose.filter((at) => at !== column)
  return {
    ...mapping,
    columns: {
      booked_on: unset,
      ...others,
      ...(field !== null && field !== 'purpose' && { [field]: column }),
      purpose: field === 'purpose' ? [...purposes, column].sort((a, b) => a - b) : purposes,
    },
  }
}

/** What is missing before the file can be read. */
export function mappingProblem({ columns }: CsvMapping): 'missing_date' | 'missing_amount' | null {
  if (columns.booked_on === unset) return 'missing_date'
  const hasAmount = columns.amount !== undefined
  const hasSides = columns.debit !== undefined || columns.credit !== undefined
  return hasAmount !== hasSides ? null : 'missing_amount'
}
