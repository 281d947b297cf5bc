import type { ColumnType, TableColumn } from '../finished-table.ts'

const widthsChars = {
  text: 24,
  integer: 12,
  number: 12,
  percent: 10,
  instant: 20,
  duration_ms: 14,
  money: 16,
} as const satisfies Record<ColumnType, number>

/** In characters: by the column's type, or wider for a long title. */
export function widthOf(column: TableColumn): number {
  return column.widthChars ?? Math.max(widthsChars[column.type], Math.min(40, column.title.length + 2))
}
