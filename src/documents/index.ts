export type { ColumnType, FinishedTable, TableColumn, TableNote } from './finished-table.ts'
export { createTurns } from './turns.ts'
export { type CsvOptions, writeCsv } from './write-csv.ts'
export { maxXlsxCells, maxXlsxRows, writeXlsx, type XlsxFailure } from './write-xlsx.ts'
