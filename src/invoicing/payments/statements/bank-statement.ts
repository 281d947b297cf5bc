import type { StatementFormat } from '../../../contract/index.ts'
import { type Failure, fail } from '../../../core/index.ts'

/** Bytes of one file; a year of a busy account takes about half. */
export const maxStatementBytes = 16 * 1024 * 1024
/** Lines of one file, over all of its accounts. */
export const maxStatementLines = 50_000
/** Characters of one text of a line; what is longer is cut, the bank's longest purpose has 140 × 35. */
export const maxTextLength = 5_000
/** Micro-units of one amount; the ledger has the same bound. */
export const maxAmountMicros = 10n ** 18n

/** One booked movement of an account, as the bank states it. */
export interface StatementLine {
  /** Names the line within its account, the same in every file of this format that holds it. */
  readonly lineId: string
  /** Date in the bank's zone, `2026-10-02`. */
  readonly bookedOn: string
  readonly valueOn: string | null
  /** Signed: a credit is positive. */
  readonly amountMicros: bigint
  readonly currency: string
  /** The other side: who paid, or, of a debit, who was paid. */
  readonly payerName: string | null
  readonly payerAccount: string | null
  readonly payerTaxNumber: string | null
  /** Structured creditor reference (ISO 11649, or the bank's own kind). */
  readonly reference: string | null
  /** What the payer wrote, in one piece. */
  readonly purpose: string
  readonly endToEndId: string | null
  /** The line takes another one back. */
  readonly reversal: boolean
  /** The line as the file has it, by the file's own names. */
  readonly raw: Readonly<Record<string, string>>
}

/** A line before it has its name: `bankReference` is the bank's own name of it, where it gives one. */
export interface UnnamedLine extends Omit<StatementLine, 'lineId'> {
  readonly bankReference: string | null
}

export interface AccountStatement {
  /** As the bank writes it, without spaces; null where the file does not say. */
  readonly account: string | null
  readonly currency: string
  readonly openingMicros: bigint | null
  readonly closingMicros: bigint | null
  /** Entries that the bank has not booked yet; they are no lines. */
  readonly pending: number
  readonly lines: readonly StatementLine[]
}

/** A file: usually one account, one entry per account where it has several. */
export interface BankStatement {
  readonly format: StatementFormat
  readonly accounts: readonly AccountStatement[]
}

/**
 * - `invalid_statement`: the file is not what its format says; `line` is the place.
 * - `statement_too_large`: beyond the limits above.
 * - `balance_mismatch`: opening balance and lines do not make the closing balance: something is missing or double.
 */
export type StatementFault = 'invalid_statement' | 'statement_too_large' | 'balance_mismatch'
export interface StatementFailure extends Failure<StatementFault> {
  /** Line of the file (row of a CSV file), from 1; null where the whole file is at fault. */
  readonly line: number | null
}
type Failed = { readonly ok: false; readonly failure: StatementFailure }

/** A failure that names its place in the sentence too. */
export function failStatement(code: StatementFault, detail: string, line: number | null = null): Failed {
  const place = line === null ? '' : `Line ${line}: `
  return { ok: false, failure: { ...fail(code, `${place}${detail}`).failure, line } }
}

export function tooLarge(bytes: Uint8Array): Failed | null {
  if (bytes.length <= maxStatementBytes) return null
  return failStatement(
    'statement_too_large',
    `The file has more than ${maxStatementBytes / 1024 / 1024} MB: ask the bank for a shorter period.`,
  )
}

export function tooManyLines(): Failed {
  return failStatement(
    'statement_too_large',
    `The file has more than ${maxStatementLines} lines: ask the bank for a shorter period.`,
  )
}
