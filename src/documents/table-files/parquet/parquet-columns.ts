import type { SchemaElement } from 'hyparquet'
import { readCell } from '../../cell-value.ts'
import type { ColumnType, TableColumn } from '../../finished-table.ts'

/** A column of the file: how it is declared and which value a row has in it. */
export interface ParquetColumn {
  readonly schema: SchemaElement
  /** Throws for a value of another type: the format has no cell for it. */
  read(row: readonly unknown[]): ParquetValue
}

export type ParquetValue = string | number | bigint | null

/** As money is kept: 12 digits before the point, a millionth behind it. */
const moneyScale = 6
const moneyPrecision = 18

const plainTypes = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  percent: { type: 'DOUBLE' },
  duration_ms: { type: 'DOUBLE' },
  instant: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
} as const satisfies Record<Exclude<ColumnType, 'money'>, Omit<SchemaElement, 'name'>>

const money = {
  type: 'INT64',
  converted_type: 'DECIMAL',
  logical_type: { type: 'DECIMAL', precision: moneyPrecision, scale: moneyScale },
  precision: moneyPrecision,
  scale: moneyScale,
} as const satisfies Omit<SchemaElement, 'name'>

/** Columns are named by their keys, for programs; money is an exact decimal beside a column with its currency. */
export function parquetColumns(columns: readonly TableColumn[]): readonly ParquetColumn[] {
  return columns.flatMap(({ key, type }, index) => {
    if (type !== 'money')
      return [{ schema: optional(key, plainTypes[type]), read: (row) => plainValue(key, type, row[index]) }]
    return [
      { schema: optional(key, money), read: (row) => moneyOf(key, row[index])?.unscaled ?? null },
      {
        schema: optional(`${key}_currency`, plainTypes.text),
        read: (row) => moneyOf(key, row[index])?.currency ?? null,
      },
    ]
  })
}

function optional(name: string, element: Omit<SchemaElement, 'name'>): SchemaElement {
  return { name, repetition_type: 'OPTIONAL', ...element }
}

function plainValue(key: string, type: Exclude<ColumnType, 'money'>, value: unknown): ParquetValue {
  const cell = readCell(type, value)
  if (!cell) return null
  if (type === 'text' && cell.kind === 'text') return cell.text
  if (type === 'instant' && cell.kind === 'instant') return BigInt(Math.round(cell.epochMs))
  if (type === 'integer' && cell.kind === 'number') return wholeNumber(key, cell.digits)
  if (type !== 'integer' && cell.kind === 'number') return cell.number
  throw unfit(key, type)
}

function wholeNumber(key: string, digits: string): bigint {
  const whole = /^(-?\d{1,19})(?:\.0*)?$/.exec(digits)?.[1]
  if (whole === undefined || BigInt(whole) !== BigInt.asIntN(64, BigInt(whole))) throw unfit(key, 'integer')
  return BigInt(whole)
}

function moneyOf(key: string, value: unknown): { unscaled: bigint; currency: string } | null {
  const cell = readCell('money', value)
  if (!cell) return null
  const parts = cell.kind === 'money' ? /^(-?)(\d{1,12})(?:\.(\d{1,6})0*)?$/.exec(cell.amount) : null
  if (cell.kind !== 'money' || !parts) throw unfit(key, 'money')
  const [, sign = '', whole = '', fraction = ''] = parts
  return { unscaled: BigInt(sign + whole + fraction.padEnd(moneyScale, '0')), currency: cell.currency }
}

function unfit(key: string, type: ColumnType): Error {
  return new TypeError(`A value of the column ${key} is not of its type, ${type}.`)
}
