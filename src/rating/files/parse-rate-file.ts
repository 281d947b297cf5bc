import { ok } from '../../core/index.ts'
import { parseRateRows } from './parse-rate-rows.ts'
import type { RateFileAnswer, RateFileJob } from './rate-file-job.ts'
import { readCsvRows } from './read-csv-rows.ts'
import { readExcelRows } from './read-excel-rows.ts'

export async function parseRateFile({ format, bytes }: RateFileJob): Promise<RateFileAnswer> {
  const rows = format === 'csv' ? readCsvRows(bytes) : await readExcelRows(bytes)
  return rows.ok ? ok(parseRateRows(rows.value)) : rows
}
