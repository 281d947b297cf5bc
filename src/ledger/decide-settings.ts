import { mayBill, type Principal } from '../companies/index.ts'
import type { SettingChange } from '../contract/index.ts'
import { type Failure, fail, isUuid, ok, type Result } from '../core/index.ts'
import type { Database, Kysely } from '../records/index.ts'
import { areSame, lockSettings } from './account-settings.ts'
import type { Decision } from './decide-adjustment.ts'
import type { LedgerDeps } from './ledger-records.ts'
import {
  addSettingChange,
  mayDecideSettings,
  readSettingChange,
  type SettingChangeRow,
  settingsOf,
  stateOf,
  toApiSettingChange,
} from './setting-change-rows.ts'

export type SettingDecisionFailure = Failure<
  'forbidden' | 'not_found' | 'already_decided' | 'settings_changed'
>

const acts = { approve: 'approved', decline: 'declined' } as const

/**
 * A second person's word on a change of settings that waits, or the first person's who takes it back. It is approved as it was
 * read or not at all: after another change in between it has to be asked for again. The same decision again changes nothing.
 */
export async function decideSettings(
  { records, clock }: LedgerDeps,
  caller: Principal,
  id: string,
  decision: Decision,
): Promise<Result<SettingChange, SettingDecisionFailure>> {
  if (!isUuid(id)) return noSuchChange()
  return await records.asSystem(async (db): Promise<Result<SettingChange, SettingDecisionFailure>> => {
    const asked = await decidable(db, caller, id, decision)
    if (!asked.ok) return asked
    const companyId = asked.value.company_id
    const current = await lockSettings(db, companyId)
    const row = (await readSettingChange(db, id)) ?? asked.value
    const state = stateOf(row)
    if (state !== 'waiting')
      return state === acts[decision]
        ? ok(toApiSettingChange(row, caller))
        : fail('already_decided', `The change is ${state} already: ask for another one.`)
    const settings = settingsOf(row)
    if (decision === 'approve' && !areSame(current, settings.before))
      return fail(
        'settings_changed',
        'The settings have changed since this was asked for: decline it and ask for it anew.',
      )
    await addSettingChange(db, caller, { companyId, act: acts[decision], decides: id, ...settings }, clock())
    const decided = await readSettingChange(db, id)
    return decided ? ok(toApiSettingChange(decided, caller)) : noSuchChange()
  })
}

async function decidable(
  db: Kysely<Database>,
  caller: Principal,
  id: string,
  decision: Decision,
): Promise<Result<SettingChangeRow, Failure<'forbidden' | 'not_found'>>> {
  const row = await readSettingChange(db, id)
  const billed = await mayBill(db, caller, row?.company_id ?? '')
  if (!billed.ok) return billed.failure.code === 'not_found' ? noSuchChange() : billed
  if (!row) return noSuchChange()
  if (mayDecideSettings(row, caller, decision)) return ok(row)
  return fail(
    'forbidden',
    caller.kind === 'key'
      ? 'An API key cannot decide this: sign in as a person.'
      : 'Somebody else than who asked for it has to approve this.',
  )
}

function noSuchChange(): { ok: false; failure: Failure<'not_found'> } {
  return fail('not_found', 'There is no such change of settings.')
}
