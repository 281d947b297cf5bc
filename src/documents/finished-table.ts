import type { Language } from '../messages/index.ts'

/**
 * How a column's values are written. Values: `text` string; `integer`, `number` number or bigint; `percent` a ratio (0.97);
 * `instant` epoch milliseconds or RFC 3339; `duration_ms` milliseconds; `money` `{ amount, currency }`. Null is "not known".
 */
export type ColumnType = 'text' | 'integer' | 'number' | 'percent' | 'instant' | 'duration_ms' | 'money'

export interface TableColumn {
  readonly key: string
  readonly title: string
  readonly type: ColumnType
  /** In characters, for Excel; by type where it is not given. */
  readonly widthChars?: number
}

/** A line of what the file is about: company, period, zone, filters, totals. */
export interface TableNote {
  readonly label: string
  readonly value: unknown
  /** `text` by default. */
  readonly type?: ColumnType
}

/** A table with every value in place; rows hold one value per column, in the columns' order. */
export interface FinishedTable {
  readonly name: string
  readonly about: readonly TableNote[]
  readonly columns: readonly TableColumn[]
  readonly rows: Iterable<readonly unknown[]> | AsyncIterable<readonly unknown[]>
  /** IANA zone of every instant in the file. */
  readonly timeZone: string
  readonly language: Language
}
