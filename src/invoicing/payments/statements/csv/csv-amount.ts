import type { CsvMapping } from '../../../../contract/index.ts'
import { parseBankAmount } from '../parse-bank-amount.ts'
import { signOfWord } from './direction-words.ts'

/** The text of a column by its number from 1; empty when it is not given. */
export type CellAt = (column: number | undefined) => string

/** The signed amount of a row, and whether it takes another one back; or what is wrong, in words. */
export type RowAmount = { readonly amountMicros: bigint; readonly reversal: boolean } | { fault: string }

/** A negative amount in a column of credits is a credit taken back. In a column of debits the sign says nothing: banks differ. */
export function amountOfRow(cellAt: CellAt, { columns, decimal_sign }: CsvMapping): RowAmount {
  const read = (cell: string) => (cell === '' ? 0n : parseBankAmount(cell, decimal_sign))
  if (columns.amount !== undefined) {
    const cell = cellAt(columns.amount)
    const micros = cell === '' ? null : read(cell)
    if (micros === null) return noAmount(columns.amount, cell)
    if (columns.direction === undefined) return { amountMicros: micros, reversal: false }
    const word = cellAt(columns.direction)
    const sign = signOfWord(word)
    if (sign === null)
      return { fault: `column ${columns.direction}: “${word.slice(0, 40)}” is neither debit nor credit.` }
    return { amountMicros: sign * magnitude(micros), reversal: false }
  }
  const [debitCell, creditCell] = [cellAt(columns.debit), cellAt(columns.credit)]
  const [debit, credit] = [read(debitCell), read(creditCell)]
  if (debit === null) return noAmount(columns.debit, debitCell)
  if (credit === null) return noAmount(columns.credit, creditCell)
  if (debit !== 0n && credit !== 0n) return { fault: 'both a debit and a credit: choose the right columns.' }
  if (debitCell === '' && creditCell === '') return { fault: 'neither a debit nor a credit.' }
  return { amountMicros: debit === 0n ? credit : -magnitude(debit), reversal: credit < 0n }
}

function noAmount(column: number | undefined, cell: string): { fault: string } {
  return { fault: `column ${column}: “${cell.slice(0, 40)}” is no amount with this decimal sign.` }
}

const magnitude = (micros: bigint): bigint => (micros < 0n ? -micros : micros)
