import { addAuditEntry, allow, type Principal } from '../companies/index.ts'
import type { PersonalDataRules } from '../contract/index.ts'
import { type Failure, ok, type Result, startOfUnit } from '../core/index.ts'
import type { AgeCut } from '../facts/index.ts'
import type { Database, Kysely } from '../records/index.ts'
import type { PersonalDataDeps } from './personal-data-deps.ts'

const forEver: PersonalDataRules = { persons_months: null, requests_months: null }

export async function readRules(db: Kysely<Database>, companyId: string): Promise<PersonalDataRules> {
  const row = await db
    .selectFrom('personal_data_rules')
    .select(['persons_months', 'requests_months'])
    .where('company_id', '=', companyId)
    .executeTakeFirst()
  return row ?? forEver
}

/** Says how long people and requests are kept from now on. What is gone does not come back. */
export async function putRules(
  { records, clock }: Pick<PersonalDataDeps, 'records' | 'clock'>,
  caller: Principal,
  rules: PersonalDataRules,
): Promise<Result<PersonalDataRules, Failure<'forbidden'>>> {
  const allowed = allow(caller, 'personal_data:manage')
  if (!allowed.ok) return allowed
  const { companyId, company } = caller
  return await records.withCompany(companyId, async (db) => {
    const before = await readRules(db, companyId)
    await db
      .insertInto('personal_data_rules')
      .values({ company_id: companyId, ...rules })
      .onConflict((conflict) => conflict.column('company_id').doUpdateSet(rules))
      .execute()
    const subject = { id: companyId, name: company.name }
    const act = { act: 'personal_data.rules_changed', companyId, subject, before, after: rules } as const
    await addAuditEntry(db, caller, { ...act, nowMs: clock() })
    return ok(rules)
  })
}

/** Carries out what has become due of all companies' rules: once a month, as whole months go. */
export async function eraseByRules({ records, facts, clock }: PersonalDataDeps): Promise<void> {
  const due = await dueCuts(records.system, clock())
  if (due.length === 0) return
  await facts.persons.eraseOlder(due)
  for (const { companyId, personsBeforeMs, requestsBeforeMs } of due)
    await records.system
      .updateTable('personal_data_rules')
      .set({
        persons_erased_before: new Date(personsBeforeMs),
        requests_deleted_before: new Date(requestsBeforeMs),
      })
      .where('company_id', '=', companyId)
      .execute()
}

async function dueCuts(db: Kysely<Database>, nowMs: number): Promise<readonly AgeCut[]> {
  const rows = await db
    .selectFrom('personal_data_rules')
    .innerJoin('companies', 'companies.id', 'personal_data_rules.company_id')
    .select([
      'company_id',
      'time_zone',
      'persons_months',
      'requests_months',
      'persons_erased_before',
      'requests_deleted_before',
    ])
    .where((eb) => eb.or([eb('persons_months', 'is not', null), eb('requests_months', 'is not', null)]))
    .orderBy('company_id')
    .execute()
  return rows.flatMap((row) => {
    const personsBeforeMs = cutOf(row.persons_months, row.time_zone, nowMs)
    const requestsBeforeMs = cutOf(row.requests_months, row.time_zone, nowMs)
    const isDue =
      personsBeforeMs > (row.persons_erased_before?.getTime() ?? 0) ||
      requestsBeforeMs > (row.requests_deleted_before?.getTime() ?? 0)
    return isDue ? [{ companyId: row.company_id, personsBeforeMs, requestsBeforeMs }] : []
  })
}

/** Start of the month that is so many months ago; 0 where all is kept. */
function cutOf(months: number | null, timeZone: string, nowMs: number): number {
  return months === null ? 0 : startOfUnit(nowMs, 'month', -months, timeZone)
}
