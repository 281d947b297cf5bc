import type { CsvMapping } from '../../../../contract/index.ts'
import type { Result } from '../../../../core/index.ts'
import {
  type BankStatement,
  failStatement,
  type StatementFailure,
  tooLarge,
  type UnnamedLine,
} from '../bank-statement.ts'
import { parseCalendarDate } from '../calendar-date.ts'
import { decodeText } from '../decode-text.ts'
import { finishStatement } from '../finish-statement.ts'
import { accountNumber, oneLine } from '../one-line.ts'
import { amountOfRow, type CellAt } from './csv-amount.ts'
import { readCsvRows } from './csv-rows.ts'

/**
 * Reads a bank's CSV as its mapping says. Everything or nothing: a row that cannot be read is a failure with its number and
 * column. Rows without any text are left out. CSV has no balances to check against.
 */
export function readCsvStatement(
  bytes: Uint8Array,
  mapping: CsvMapping,
): Result<BankStatement, StatementFailure> {
  const large = tooLarge(bytes)
  if (large) return large
  const text = decodeText(bytes, mapping.encoding)
  if (text === null)
    return failStatement(
      'invalid_statement',
      `The file is not in ${mapping.encoding}: choose another encoding.`,
    )
  const rows = readCsvRows(text, mapping.delimiter)
  if (!rows.ok) return rows
  const filled = rows.value
    .map((cells, place) => ({ cells, row: place + 1 }))
    .filter(({ cells, row }) => row >= mapping.first_row && cells.length > 0)
  const lines: UnnamedLine[] = []
  for (const { cells, row } of filled.slice(0, Math.max(0, filled.length - mapping.skipped_last_rows))) {
    const line = lineOfRow(cells, mapping)
    if ('fault' in line) return failStatement('invalid_statement', line.fault, row)
    lines.push(line)
  }
  const byCurrency = Map.groupBy(lines, ({ currency }) => currency)
  if (byCurrency.size === 0) byCurrency.set(mapping.currency, [])
  return finishStatement(
    'csv',
    [...byCurrency].map(([currency, ofCurrency]) => ({
      account: accountNumber(mapping.account ?? undefined),
      currency,
      openingMicros: null,
      closingMicros: null,
      pending: 0,
      lines: ofCurrency,
    })),
  )
}

function lineOfRow(cells: readonly string[], mapping: CsvMapping): UnnamedLine | { readonly fault: string } {
  const { columns, date_format } = mapping
  const cellAt: CellAt = (column) => (column === undefined ? '' : (cells[column - 1]?.trim() ?? ''))
  const bookedOn = parseCalendarDate(cellAt(columns.booked_on), date_format)
  if (bookedOn === null) return noDate(columns.booked_on, cellAt, date_format)
  const valueCell = cellAt(columns.value_on)
  const valueOn = valueCell === '' ? null : parseCalendarDate(valueCell, date_format)
  if (valueCell !== '' && valueOn === null) return noDate(columns.value_on, cellAt, date_format)
  const currency = cellAt(columns.currency).toUpperCase() || mapping.currency
  if (!/^[A-Z]{3}$/.test(currency))
    return { fault: `column ${columns.currency}: “${currency.slice(0, 40)}” is no currency (ISO 4217).` }
  const amount = amountOfRow(cellAt, mapping)
  if ('fault' in amount) return amount
  return {
    bookedOn,
    valueOn,
    ...amount,
    currency,
    payerName: oneLine(cellAt(columns.payer_name)),
    payerAccount: accountNumber(cellAt(columns.payer_account)),
    payerTaxNumber: oneLine(cellAt(columns.payer_tax_number)),
    reference: oneLine(cellAt(columns.reference)),
    purpose: oneLine(columns.purpose.map((column) => cellAt(column)).join(' ')) ?? '',
    endToEndId: oneLine(cellAt(columns.end_to_end_id)),
    bankReference: oneLine(cellAt(columns.bank_reference)),
    raw: Object.fromEntries(cells.map((cell, place) => [String(place + 1), oneLine(cell) ?? ''])),
  }
}

function noDate(column: number | undefined, cellAt: CellAt, format: string): { readonly fault: string } {
  return { fault: `column ${column}: “${cellAt(column).slice(0, 40)}” is no date written ${format}.` }
}
