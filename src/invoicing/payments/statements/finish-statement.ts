import type { StatementFormat } from '../../../contract/index.ts'
import { ok, type Result, toApiMoney } from '../../../core/index.ts'
import {
  type AccountStatement,
  type BankStatement,
  failStatement,
  maxStatementLines,
  type StatementFailure,
  tooManyLines,
  type UnnamedLine,
} from './bank-statement.ts'
import { nameLines } from './name-lines.ts'

/** What one part of a file says of an account; a file may have several parts of one. */
export interface StatementPart extends Omit<AccountStatement, 'lines'> {
  readonly lines: readonly UnnamedLine[]
}

/**
 * Names the lines of each account and holds each part against its own balances; a difference is the failure
 * `balance_mismatch`, which says how much. Parts of the same account and currency become one: it opens as the first and
 * closes as the last.
 */
export function finishStatement(
  format: StatementFormat,
  parts: readonly StatementPart[],
): Result<BankStatement, StatementFailure> {
  if (parts.reduce((sum, { lines }) => sum + lines.length, 0) > maxStatementLines) return tooManyLines()
  for (const part of parts) {
    const mismatch = balanceMismatch(part)
    if (mismatch !== null) return failStatement('balance_mismatch', mismatch)
  }
  const byAccount = Map.groupBy(parts, ({ account, currency }) => `${account ?? ''} ${currency}`)
  const accounts = [...byAccount.values()].flatMap((ofAccount) => {
    const [first, last] = [ofAccount[0], ofAccount.at(-1)]
    if (!first || !last) return []
    const lines = nameLines(ofAccount.flatMap((part) => part.lines))
    const pending = ofAccount.reduce((sum, part) => sum + part.pending, 0)
    return [{ ...first, closingMicros: last.closingMicros, pending, lines }]
  })
  return ok({ format, accounts })
}

function balanceMismatch(part: StatementPart): string | null {
  const { openingMicros, closingMicros, currency } = part
  if (openingMicros === null || closingMicros === null) return null
  // A line in another currency cannot be summed; the bank states the account in one.
  if (part.lines.some((line) => line.currency !== currency)) return null
  const computed = part.lines.reduce((sum, line) => sum + line.amountMicros, openingMicros)
  if (computed === closingMicros) return null
  const written = (amountMicros: bigint) => `${toApiMoney({ amountMicros, currency }).amount} ${currency}`
  const ofAccount = part.account === null ? '' : ` of account ${part.account}`
  return (
    `The closing balance${ofAccount} is ${written(closingMicros)}, but the opening balance and the lines make ` +
    `${written(computed)}: they differ by ${written(closingMicros - computed)}. Export the whole period again.`
  )
}
