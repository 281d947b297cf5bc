import { fromApiMoney, toApiMoney } from '../../../../src/core/money.ts'

/** The form of a credit note. */
export type CreditValues = {
  scope: 'all' | 'lines'
  reason: string
  /** Every line of which something is left. */
  lines: { position: number; isChosen: boolean; amount: string }[]
}

export interface CreditableLine {
  readonly position: number
  readonly description: string
  /** What may still be taken back of it; never zero. */
  readonly left: string
}

export function chosenOf(lines: CreditValues['lines']): CreditValues['lines'] {
  return lines.filter(({ isChosen }) => isChosen)
}

/** What is wrong with an amount that is to be taken back of a line. */
export type CreditProblem = 'credit_too_much' | 'credit_too_little' | 'amount_zero'

/**
 * Whether so much may be taken back of a line: up to what is left of it, with its sign.
 * @param left decimal, as the document has it
 */
export function creditProblem(amount: string, left: string): CreditProblem | null {
  const [asked, rest] = [microsOf(amount), microsOf(left)]
  if (asked === 0n) return 'amount_zero'
  if (rest < 0n) return asked < 0n && asked >= rest ? null : 'credit_too_little'
  return asked > 0n && asked <= rest ? null : 'credit_too_much'
}

/** The exact sum of decimals, as a decimal. */
export function sumOf(amounts: readonly string[]): string {
  const amountMicros = amounts.reduce((sum, amount) => sum + microsOf(amount), 0n)
  return toApiMoney({ amountMicros, currency: '' }).amount
}

export function isPositive(amount: string): boolean {
  return microsOf(amount) > 0n
}

/** Any currency: only the digits are read. */
function microsOf(amount: string): bigint {
  const parsed = fromApiMoney({ amount, currency: 'EUR' })
  if (!parsed.ok) throw new Error(`no decimal number: ${amount}`)
  return parsed.value.amountMicros
}
