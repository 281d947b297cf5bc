import type { CsvMapping, StatementFormat } from '../../../contract/index.ts'
import type { Result } from '../../../core/index.ts'
import type { BankStatement, StatementFailure } from './bank-statement.ts'
import { readCamt } from './camt/read-camt.ts'
import { readCsvStatement } from './csv/read-csv-statement.ts'
import { type OneCOptions, readOneC } from './one-c/read-one-c.ts'

/** How to read a file; CSV needs to be told what its columns mean. */
export type StatementReading =
  | { readonly format: 'camt053' }
  | ({ readonly format: 'one_c' } & OneCOptions)
  | { readonly format: 'csv'; readonly mapping: CsvMapping }

/** Reads the statement of a bank, see `StatementFault` for what can be wrong. Takes no more than 16 MB and 50,000 lines. */
export function readBankStatement(
  bytes: Uint8Array,
  reading: StatementReading,
): Result<BankStatement, StatementFailure> {
  if (reading.format === 'camt053') return readCamt(bytes)
  return reading.format === 'one_c' ? readOneC(bytes, reading) : readCsvStatement(bytes, reading.mapping)
}

/** The format that a file begins like; what is neither XML nor the exchange format of 1C can only be CSV. */
export function statementFormatOf(bytes: Uint8Array): StatementFormat {
  const start = new TextDecoder('utf-8').decode(bytes.subarray(0, 200)).trimStart()
  if (start.startsWith('<')) return 'camt053'
  return start.startsWith('1CClientBankExchange') ? 'one_c' : 'csv'
}
