import type { AccountSettings as ApiAccountSettings, BalanceSettings } from '../contract/index.ts'
import { type ApiMoney, ok, type Result, toApiMoney } from '../core/index.ts'
import { type Database, type Kysely, sql } from '../records/index.ts'
import { type AmountFailure, parseAmount } from './parse-amount.ts'

/** Of a company's balance, in micro-units of its currency. Null: no such limit or threshold. */
export interface AccountSettings {
  readonly thresholdMicros: bigint | null
  readonly creditLimitMicros: bigint
  readonly approvalLimitMicros: bigint | null
  readonly blocked: boolean
}

/** Locks the balance: until the end of the transaction nobody else changes its settings, and nothing is posted. */
export async function lockSettings(db: Kysely<Database>, companyId: string): Promise<AccountSettings> {
  await sql`select lock_balances(array[${companyId}]::uuid[])`.execute(db)
  const row = await db
    .selectFrom('accounts')
    .select(['low_balance_threshold_micros', 'credit_limit_micros', 'approval_limit_micros', 'blocked'])
    .where('company_id', '=', companyId)
    .where('kind', '=', 'balance')
    .executeTakeFirstOrThrow()
  return {
    thresholdMicros: optionalMicros(row.low_balance_threshold_micros),
    creditLimitMicros: BigInt(row.credit_limit_micros),
    approvalLimitMicros: optionalMicros(row.approval_limit_micros),
    blocked: row.blocked,
  }
}

/** Whether one person could move more after the change than before it, where two are asked for. */
export function loosens(before: AccountSettings, after: AccountSettings): boolean {
  if (before.approvalLimitMicros === null) return false
  return (
    after.approvalLimitMicros === null ||
    after.approvalLimitMicros > before.approvalLimitMicros ||
    after.creditLimitMicros > before.creditLimitMicros
  )
}

export function areSame(one: AccountSettings, other: AccountSettings): boolean {
  return (
    one.thresholdMicros === other.thresholdMicros &&
    one.creditLimitMicros === other.creditLimitMicros &&
    one.approvalLimitMicros === other.approvalLimitMicros &&
    one.blocked === other.blocked
  )
}

/** Fields that are given, as settings: null takes one away, one left out stays. */
export function fromApiSettings(
  settings: BalanceSettings,
  currency: string,
): Result<Partial<AccountSettings>, AmountFailure> {
  const threshold = optionalAmount(settings.low_balance_threshold, currency, 'any')
  if (!threshold.ok) return threshold
  const approval = optionalAmount(settings.approval_limit, currency, 'not_negative')
  if (!approval.ok) return approval
  const credit = optionalAmount(settings.credit_limit, currency, 'not_negative')
  if (!credit.ok) return credit
  return ok({
    ...(threshold.value === undefined ? {} : { thresholdMicros: threshold.value }),
    ...(approval.value === undefined ? {} : { approvalLimitMicros: approval.value }),
    ...(typeof credit.value === 'bigint' ? { creditLimitMicros: credit.value } : {}),
    ...(settings.blocked === undefined ? {} : { blocked: settings.blocked }),
  })
}

function optionalAmount(
  money: ApiMoney | null | undefined,
  currency: string,
  rule: 'any' | 'not_negative',
): Result<bigint | null | undefined, AmountFailure> {
  return money === null || money === undefined ? ok(money) : parseAmount(money, currency, rule)
}

export function toApiSettings(settings: AccountSettings, currency: string): ApiAccountSettings {
  const money = (amountMicros: bigint): ApiMoney => toApiMoney({ currency, amountMicros })
  const optional = (micros: bigint | null): ApiMoney | null => (micros === null ? null : money(micros))
  return {
    low_balance_threshold: optional(settings.thresholdMicros),
    credit_limit: money(settings.creditLimitMicros),
    approval_limit: optional(settings.approvalLimitMicros),
    blocked: settings.blocked,
  }
}

export function optionalMicros(text: string | null | undefined): bigint | null {
  return text === null || text === undefined ? null : BigInt(text)
}
