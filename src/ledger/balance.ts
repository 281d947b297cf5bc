import type { Principal } from '../companies/index.ts'
import type { Balance } from '../contract/index.ts'
import { type ApiMoney, type Failure, ok, type Result, toApiMoney } from '../core/index.ts'
import type { Database, Kysely } from '../records/index.ts'
import { optionalMicros } from './account-settings.ts'
import type { LedgerDeps } from './ledger-records.ts'
import { isSettingChangeWaiting } from './setting-change-rows.ts'
import { viewedCompany } from './viewed-company.ts'

/** A company whose balance may be seen; its money is in one currency. */
export interface BalanceOwner {
  readonly id: string
  readonly currency: string
}

/** Of the caller's company, or of one that it sells to. */
export async function viewBalance(
  { records, clock }: LedgerDeps,
  caller: Principal,
  companyId: string | undefined,
): Promise<Result<Balance, Failure<'forbidden' | 'not_found'>>> {
  const company = await viewedCompany(records, caller, companyId)
  if (!company.ok) return company
  return ok(await records.asSystem((db) => readBalance(db, company.value, clock())))
}

/** `db` is a transaction of the system: how far usage has come concerns all companies. */
export async function readBalance(
  db: Kysely<Database>,
  owner: BalanceOwner,
  nowMs: number,
): Promise<Balance> {
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
    settings_waiting: await isSettingChangeWaiting(db, owner.id),
    as_of: new Date(await usagePostedThroughMs(db, nowMs)).toISOString(),
  }
}

/** Of the shard that is furthest behind; before the first pass there is none to wait for. */
async function usagePostedThroughMs(db: Kysely<Database>, nowMs: number): Promise<number> {
  const row = await db
    .selectFrom('usage_progress')
    .select(({ fn }) => fn.min('posted_through').as('through'))
    .executeTakeFirst()
  return Math.min(nowMs, row?.through?.getTime() ?? nowMs)
}
