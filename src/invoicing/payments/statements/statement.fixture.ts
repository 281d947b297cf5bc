import type { Result } from '../../../core/index.ts'
import type { AccountStatement, BankStatement, StatementFailure, StatementLine } from './bank-statement.ts'

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Letters of the first 128 and of Russian as Windows-1251 has them; anything else is a question mark. */
export function windows1251(text: string): Uint8Array {
  const table = new TextDecoder('windows-1251').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))
  return Uint8Array.from([...text].map((letter) => Math.max(table.indexOf(letter), 0) || 0x3f))
}

export function statementOf(result: Result<BankStatement, StatementFailure>): BankStatement {
  if (!result.ok) throw new Error(result.failure.detail)
  return result.value
}

/** The only account of a file. */
export function accountOf(result: Result<BankStatement, StatementFailure>): AccountStatement {
  const { accounts } = statementOf(result)
  const [account] = accounts
  if (!account || accounts.length !== 1) throw new Error(`The file has ${accounts.length} accounts.`)
  return account
}

export function linesOf(result: Result<BankStatement, StatementFailure>): readonly StatementLine[] {
  return accountOf(result).lines
}

export function failureOf(result: Result<BankStatement, StatementFailure>): StatementFailure {
  if (result.ok) throw new Error('The file was read.')
  return result.failure
}

/** Micro-units of cents. */
export const cents = (amount: number): bigint => BigInt(amount) * 10_000n

/** Cents as a decimal number with a point. */
export const written = (amount: number): string =>
  `${Math.trunc(Math.abs(amount) / 100)}.${String(Math.abs(amount) % 100).padStart(2, '0')}`
