import { allow, type Principal } from '../companies/index.ts'
import type {
  ErasureView,
  PersonalDataAnswer,
  PersonalDataRules,
  PersonCountsView,
} from '../contract/index.ts'
import { type Failure, ok, type Result } from '../core/index.ts'
import { askErasure, carryOutErasures, listErasures } from './erasures.ts'
import { findPerson, personFile } from './person-file.ts'
import type { PersonalDataDeps } from './personal-data-deps.ts'
import { eraseByRules, putRules, readRules } from './rules.ts'

export interface PersonalData {
  /** How long people are kept, and who was erased. */
  view(caller: Principal): Promise<Result<PersonalDataAnswer, Failure<'forbidden'>>>
  putRules(
    caller: Principal,
    rules: PersonalDataRules,
  ): Promise<Result<PersonalDataRules, Failure<'forbidden'>>>
  find(caller: Principal, person: string): Promise<Result<PersonCountsView, Failure<'forbidden'>>>
  /** All that is known of a person, as JSON. */
  file(caller: Principal, person: string): Promise<Result<AsyncIterable<string>, Failure<'forbidden'>>>
  askErasure(
    caller: Principal,
    person: string,
  ): Promise<Result<ErasureView, Failure<'forbidden' | 'too_many_erasures'>>>
  /**
   * Carries out what waits: people who are to be erased, and what rules let go of. In the process that folds, while no replay reads. Answers
   * the companies of people who were erased.
   */
  carryOut(signal?: AbortSignal): Promise<readonly string[]>
}

/** What people may ask for about themselves, and how long they are remembered. */
export function openPersonalData(deps: PersonalDataDeps): PersonalData {
  return {
    view: async (caller) => {
      const allowed = allow(caller, 'personal_data:manage')
      if (!allowed.ok) return allowed
      const { companyId } = caller
      return await deps.records.withCompany(companyId, async (db) =>
        ok({ rules: await readRules(db, companyId), erasures: [...(await listErasures(db))] }),
      )
    },
    putRules: (caller, rules) => putRules(deps, caller, rules),
    find: (caller, person) => findPerson(deps, caller, person),
    file: (caller, person) => personFile(deps, caller, person),
    askErasure: (caller, person) => askErasure(deps, caller, person),
    carryOut: async (signal) => {
      const companies = await carryOutErasures(deps, signal)
      await eraseByRules(deps)
      return companies
    },
  }
}
