import { allow, mayBill, type Principal } from '../companies/index.ts'
import type { Balance, BalanceSettings } from '../contract/index.ts'
import { type Failure, fail, ok, type Result } from '../core/index.ts'
import type { Database, Kysely } from '../records/index.ts'
import { type AccountSettings, areSame, fromApiSettings, lockSettings, loosens } from './account-settings.ts'
import { type BalanceOwner, readBalance } from './balance.ts'
import type { LedgerDeps } from './ledger-records.ts'
import type { AmountFailure } from './parse-amount.ts'
import { addSettingChange, settingsOf, waitingSettingChange } from './setting-change-rows.ts'

export type SettingsFailure = Failure<'forbidden' | 'not_found' | 'settings_waiting'> | AmountFailure

/**
 * The threshold is the company's own to set; the credit limit, the approval limit and the block are its seller's. What loosens
 * the limits while an approval limit is in force waits, as a whole, for a second person. Every change is kept in a log.
 * What is so already, or waits already, is not noted again.
 */
export async function patchSettings(
  { records, clock }: LedgerDeps,
  caller: Principal,
  settings: BalanceSettings,
  companyId: string | undefined,
): Promise<Result<Balance, SettingsFailure>> {
  return await records.asSystem(async (db): Promise<Result<Balance, SettingsFailure>> => {
    const company = await settable(db, caller, settings, companyId)
    if (!company.ok) return company
    const wanted = fromApiSettings(settings, company.value.currency)
    if (!wanted.ok) return wanted
    const before = await lockSettings(db, company.value.id)
    const after = { ...before, ...wanted.value }
    const changed = areSame(before, after)
      ? ok(undefined)
      : await change(db, caller, { companyId: company.value.id, before, after }, clock())
    return changed.ok ? ok(await readBalance(db, company.value, clock())) : changed
  })
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

interface Change {
  readonly companyId: string
  readonly before: AccountSettings
  readonly after: AccountSettings
}

async function change(
  db: Kysely<Database>,
  caller: Principal,
  { companyId, before, after }: Change,
  nowMs: number,
): Promise<Result<void, Failure<'forbidden' | 'settings_waiting'>>> {
  const line = { companyId, decides: null, before, after }
  if (!loosens(before, after)) {
    await addSettingChange(db, caller, { ...line, act: 'applied' }, nowMs)
    return ok(undefined)
  }
  if (caller.kind === 'key')
    return fail('forbidden', 'Loosening the limits takes two persons: sign in as one of them to ask for it.')
  const waiting = await waitingSettingChange(db, companyId)
  if (!waiting) {
    await addSettingChange(db, caller, { ...line, act: 'requested' }, nowMs)
    return ok(undefined)
  }
  const asked = settingsOf(waiting)
  if (areSame(asked.before, before) && areSame(asked.after, after)) return ok(undefined)
  return fail(
    'settings_waiting',
    'Another change of these settings waits for a second person: have it approved or declined first.',
  )
}
