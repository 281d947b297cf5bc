import type { BilledCompany, Principal } from '../companies/index.ts'
import type {
  Adjustment,
  AdjustmentCreate,
  AdjustmentKind,
  AdjustmentsQuery,
  Balance,
  BalanceSettings,
  CompaniesBelow,
  CompaniesBelowQuery,
  CompanyBelow,
  SettingChange,
  SettingChangesQuery,
  Transactions,
  TransactionsQuery,
} from '../contract/index.ts'
import type { Failure, Result } from '../core/index.ts'
import { type Authorizations, createAuthorizations } from './authorizations.ts'
import { viewBalance } from './balance.ts'
import { type AdjustmentFailure, createAdjustment } from './create-adjustment.ts'
import { type Decision, type DecisionFailure, decideAdjustment } from './decide-adjustment.ts'
import { decideSettings, type SettingDecisionFailure } from './decide-settings.ts'
import { createHolds, type Holds } from './holds.ts'
import type { LedgerDeps } from './ledger-records.ts'
import { listAdjustments } from './list-adjustments.ts'
import { type CompaniesFailure, listCompanies, readCompany } from './list-companies.ts'
import { listSettingChanges } from './list-setting-changes.ts'
import { patchSettings, type SettingsFailure } from './patch-settings.ts'
import { type PostedUsage, postedUsage } from './posted-usage.ts'
import { listTransactions, type TransactionsFailure } from './transactions.ts'
import { createUsagePasses, type UsagePasses } from './usage-passes.ts'
import { createSetAside, type SetAside } from './usage-set-aside.ts'
import { type Drift, type VerifyOptions, verifyBalances } from './verify-balances.ts'
import { viewedCompany } from './viewed-company.ts'

interface Asked {
  /** One that the caller's company sells to; its own by default. */
  readonly companyId?: string | undefined
}

export interface Ledger extends Omit<Authorizations, 'close'>, Holds, UsagePasses, SetAside {
  /** Of the caller's company, or of one that it sells to. */
  balance(caller: Principal, asked?: Asked): Promise<Result<Balance, Failure<'forbidden' | 'not_found'>>>
  /** Changes settings, or has what loosens the limits wait for a second person. */
  patchSettings(
    caller: Principal,
    settings: BalanceSettings,
    asked?: Asked,
  ): Promise<Result<Balance, SettingsFailure>>
  listSettingChanges(
    caller: Principal,
    query: SettingChangesQuery,
  ): Promise<Result<readonly SettingChange[], Failure<'forbidden' | 'invalid_cursor' | 'not_found'>>>
  decideSettings(
    caller: Principal,
    id: string,
    decision: Decision,
  ): Promise<Result<SettingChange, SettingDecisionFailure>>
  /** Name, zone and currency of the company whose money the caller wants to see. */
  viewedCompany(
    caller: Principal,
    companyId: string | undefined,
  ): Promise<Result<BilledCompany, Failure<'forbidden' | 'not_found'>>>
  transactions(
    caller: Principal,
    query: TransactionsQuery,
  ): Promise<Result<Transactions, TransactionsFailure>>
  /** Posts a deposit, correction or refund, or has it wait for a second person. */
  createAdjustment(
    caller: Principal,
    kind: AdjustmentKind,
    body: AdjustmentCreate,
    idempotencyKey: string | undefined,
  ): Promise<Result<Adjustment, AdjustmentFailure>>
  listAdjustments(
    caller: Principal,
    query: AdjustmentsQuery,
  ): Promise<Result<readonly Adjustment[], Failure<'forbidden' | 'invalid_cursor'>>>
  decideAdjustment(
    caller: Principal,
    id: string,
    decision: Decision,
  ): Promise<Result<Adjustment, DecisionFailure>>
  /** Companies below the caller's, at any depth, with how they stand. */
  listCompanies(
    caller: Principal,
    query: CompaniesBelowQuery,
  ): Promise<Result<CompaniesBelow, CompaniesFailure>>
  readCompany(
    caller: Principal,
    companyId: string,
  ): Promise<Result<CompanyBelow, Failure<'forbidden' | 'not_found'>>>
  /** Usage of all passes by payer, what was set aside included. */
  postedUsage(): Promise<readonly PostedUsage[]>
  /** Every place where a stored sum is not that of its parts; none in a sound ledger. */
  verifyBalances(options?: VerifyOptions): Promise<readonly Drift[]>
  /** Decides the authorizations that were accepted. The records stay open. */
  close(): Promise<void>
}

/** Accounts, transfers and holds of all companies. */
export function openLedger(deps: LedgerDeps): Ledger {
  return {
    ...createAuthorizations(deps),
    ...createHolds(deps),
    ...createUsagePasses(deps),
    ...createSetAside(deps),
    balance: (caller, asked) => viewBalance(deps, caller, asked?.companyId),
    patchSettings: (caller, settings, asked) => patchSettings(deps, caller, settings, asked?.companyId),
    listSettingChanges: (caller, query) => listSettingChanges(deps, caller, query),
    decideSettings: (caller, id, decision) => decideSettings(deps, caller, id, decision),
    viewedCompany: (caller, companyId) => viewedCompany(deps.records, caller, companyId),
    transactions: (caller, query) => listTransactions(deps, caller, query),
    createAdjustment: (caller, kind, body, idempotencyKey) =>
      createAdjustment(deps, { caller, kind, body, idempotencyKey }),
    listAdjustments: (caller, query) => listAdjustments(deps, caller, query),
    decideAdjustment: (caller, id, decision) => decideAdjustment(deps, caller, id, decision),
    listCompanies: (caller, query) => listCompanies(deps, caller, query),
    readCompany: (caller, companyId) => readCompany(deps, caller, companyId),
    postedUsage: () => postedUsage(deps),
    verifyBalances: (options) => verifyBalances(deps, options),
  }
}
