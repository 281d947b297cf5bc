import { allow, mayBill, type Principal } from '../companies/index.ts'
import type { Balance, BalanceSettings } from '../contract/index.ts'
import { type ApiMoney, type Failure, ok, type Result, toApiMoney } from '../core/index.ts'
import { type Database, type Kysely, sql } from '../records/index.ts'
import type { LedgerDeps } from './ledger-records.ts'
import { type AmountFailure, parseAmount } from './parse-amount.ts'
import { viewedCompany } from './viewed-company.ts'

export interface Balances {
  /** Of the caller's company, or of one that it sells to. */
  balance(
    caller: Principal,
    asked?: { readonly companyId?: string | undefined },
  ): Promise<Result<Balance, Failure<'forbidden' | 'not_found'>>>
  /** The threshold is the company's own to set; the credit limit, the approval limit and the block are its seller's. */
  patchSettings(
    caller: Principal,
    settings: BalanceSettings,
    asked?: { readonly companyId?: string | undefined },
  ): Promise<Result<Balance, Failure<'forbidden' | 'not_found'> | AmountFailure>>
}

export function createBalances({ records, clock }: LedgerDeps): Balances {
  return {
    async balance(caller, asked = {}) {
      const company = await viewedCompany(records, caller, asked.companyId)
      if (!company.ok) return company
      return ok(await records.asSystem((db) => readBalance(db, company.value, clock())))
    },

    async patchSettings(caller, settings, asked = {}) {
      return await records.asSystem(async (db) => {
        const company = await settable(db, caller, settings, asked.companyId)
        if (!company.ok) return company
        const changes = toRowChanges(settings, company.value.currency)
        if (!changes.ok) return changes
        await sql`select lock_balances(array[${company.value.id}]::uuid[])`.execute(db)
        if (Object.keys(changes.value).length > 0)
          await db
            .updateTable('accounts')
            .set(changes.value)
            .where('company_id', '=', company.value.id)
            .where('kind', '=', 'balance')
            .execute()
        return ok(await readBalance(db, company.value, clock()))
      })
    },
  }
}

interface BalanceOwner {
  readonly id: string
  readonly currency: string
}

/** The company whose settings the caller may change so. */
async function settable(
  db: Kysely<Database>,
  caller: Principal,
  settings: BalanceSettings,
  companyId: string | undefined,
): Promise<Result<BalanceOwner, Failure<'forbidden' | 'not_found'>>> {
  const { low_balance_threshold: _threshold, ...ofTheSeller } = settings
  const isOwn = companyId === undefined || companyId === caller.companyId
  const isForSeller = Object.values(ofTheSeller).some((value) => value !== undefined)
  if (!isOwn || isForSeller) return await mayBill(db, caller, companyId ?? caller.companyId)
  const allowed = allow(caller, 'company:manage')
  if (!allowed.ok && !allow(caller, 'billing:manage').ok) return allowed
  return ok(caller.company)
}

interface RowChanges {
  low_balance_threshold_micros?: string | null
  credit_limit_micros?: string
  approval_limit_micros?: string | null
  blocked?: boolean
}

function toRowChanges(settings: BalanceSettings, currency: string): Result<RowChanges, AmountFailure> {
  const changes: RowChanges = {}
  const threshold = optionalAmount(settings.low_balance_threshold, currency, 'any')
  if (!threshold.ok) return threshold
  if (threshold.value !== undefined) changes.low_balance_threshold_micros = threshold.value
  const approval = optionalAmount(settings.approval_limit, currency, 'not_negative')
  if (!approval.ok) return approval
  if (approval.value !== undefined) changes.approval_limit_micros = approval.value
  const credit = optionalAmount(settings.credit_limit, currency, 'not_negative')
  if (!credit.ok) return credit
  if (typeof credit.value === 'string') changes.credit_limit_micros = credit.value
  if (settings.blocked !== undefined) changes.blocked = settings.blocked
  return ok(changes)
}

/** Null takes the setting away, undefined leaves it. */
function optionalAmount(
  money: ApiMoney | null | undefined,
  currency: string,
  rule: 'any' | 'not_negative',
): Result<string | null | undefined, AmountFailure> {
  if (money === null || money === undefined) return ok(money)
  const parsed = parseAmount(money, currency, rule)
  return parsed.ok ? ok(parsed.value.toString()) : parsed
}

async function readBalance(db: Kysely<Database>, owner: BalanceOwner, nowMs: number): Promise<Balance> {
  const row = await db
    .selectFrom('accounts')
    .selectAll()
    .where('company_id', '=', owner.id)
    .where('kind', '=', 'balance')
    .executeTakeFirst()
  const money = (amountMicros: bigint): ApiMoney => toApiMoney({ currency: owner.currency, amountMicros })
  const balance = BigInt(row?.balance_micros ?? 0)
  const held = BigInt(row?.held_micros ?? 0)
  const credit = BigInt(row?.credit_limit_micros ?? 0)
  const threshold = optionalMicros(row?.low_balance_threshold_micros)
  const approval = optionalMicros(row?.approval_limit_micros)
  return {
    balance: money(balance),
    held: money(held),
    available: money(balance - held + credit),
    credit_limit: money(credit),
    low_balance_threshold: threshold === null ? null : money(threshold),
    is_low: threshold !== null && balance <= threshold,
    blocked: row?.blocked ?? false,
    approval_limit: approval === null ? null : money(approval),
    as_of: new Date(await usagePostedThroughMs(db, nowMs)).toISOString(),
  }
}

function optionalMicros(text: string | null | undefined): bigint | null {
  return text === null || text === undefined ? null : BigInt(text)
}

/** Of the shard that is furthest behind; before the first pass there is none to wait for. */
async function usagePostedThroughMs(db: Kysely<Database>, nowMs: number): Promise<number> {
  const row = await db
    .selectFrom('usage_progress')
    .select(({ fn }) => fn.min('posted_through').as('through'))
    .executeTakeFirst()
  return Math.min(nowMs, row?.through?.getTime() ?? nowMs)
}
