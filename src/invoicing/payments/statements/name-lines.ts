import { createHash } from 'node:crypto'
import type { StatementLine, UnnamedLine } from './bank-statement.ts'
import { accountNumber } from './one-line.ts'

/**
 * Names lines of one account, in the order of the file. A line is named by the bank's own reference, else by its content,
 * with its day and amount: a reversal repeats the reference, and the parts of a batch share it. Equal ones are told apart
 * by counting; they have the same day, and a statement holds whole days, so every file counts them alike.
 */
export function nameLines(lines: readonly UnnamedLine[]): StatementLine[] {
  const seen = new Map<string, number>()
  return lines.map((line) => {
    const { bankReference: _named, ...rest } = line
    const digest = digestOf(line)
    const occurrence = (seen.get(digest) ?? 0) + 1
    seen.set(digest, occurrence)
    return { lineId: `${digest}-${occurrence}`, ...rest }
  })
}

function digestOf(line: UnnamedLine): string {
  const { bookedOn, amountMicros, currency, endToEndId } = line
  const content =
    line.bankReference === null
      ? [line.payerName, accountNumber(line.payerAccount ?? undefined), line.reference, line.purpose]
      : [line.bankReference]
  const identity = JSON.stringify([
    line.bankReference === null ? 'content' : 'reference',
    bookedOn,
    String(amountMicros),
    currency,
    endToEndId,
    ...content,
  ])
  return createHash('sha256').update(identity).digest('hex').slice(0, 32)
}
