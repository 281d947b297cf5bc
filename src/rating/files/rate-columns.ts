/** Columns of a file of rates, in the order in which they are written; they may be read in any order. */
export const rateColumns = [
  'channel',
  'kind',
  'destination',
  'unit',
  'price',
  'first_increment_s',
  'increment_s',
] as const
export type RateColumn = (typeof rateColumns)[number]

/** Columns that a file must have; a missing one of the others reads as empty cells. */
export const requiredColumns = [
  'channel',
  'destination',
  'unit',
  'price',
] as const satisfies readonly RateColumn[]

/** A row of a file as text, cell by cell. Empty text is an empty cell. */
export interface FileRow {
  /** As a spreadsheet numbers it: the line of titles is row 1. */
  readonly row: number
  readonly cells: readonly string[]
}

export interface RowRefusal {
  readonly row: number
  readonly column: string | null
  readonly code: RowRefusalCode
  readonly detail: string
}

export type RowRefusalCode =
  | 'unknown_column'
  | 'missing_column'
  | 'duplicate_column'
  | 'too_many_cells'
  | 'too_many_rows'
  | 'missing_value'
  | 'invalid_channel'
  | 'invalid_kind'
  | 'invalid_destination'
  | 'unknown_unit'
  | 'unit_not_for_channel'
  | 'invalid_price'
  | 'price_too_fine'
  | 'negative_price'
  | 'invalid_increment'
  | 'duplicate_rate'
