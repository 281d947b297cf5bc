import { addAuditEntry, allow, type Principal } from '../companies/index.ts'
import type { PersonCountsView } from '../contract/index.ts'
import { type Failure, ok, type Result } from '../core/index.ts'
import type { PersonItem } from '../facts/index.ts'
import { maskedPerson, personOf } from './person-of.ts'
import type { PersonalDataDeps } from './personal-data-deps.ts'

/** How much there is of a person. */
export async function findPerson(
  { facts }: Pick<PersonalDataDeps, 'facts'>,
  caller: Principal,
  entered: string,
): Promise<Result<PersonCountsView, Failure<'forbidden'>>> {
  const allowed = allow(caller, 'personal_data:manage')
  if (!allowed.ok) return allowed
  return ok(await facts.persons.find(caller.companyId, personOf(entered)))
}

/** All that is known of a person as JSON, piece by piece (GDPR, articles 15 and 20). That it was taken stands in the audit log. */
export async function personFile(
  { records, facts, clock }: PersonalDataDeps,
  caller: Principal,
  entered: string,
): Promise<Result<AsyncIterable<string>, Failure<'forbidden'>>> {
  const allowed = allow(caller, 'personal_data:manage')
  if (!allowed.ok) return allowed
  const { companyId, company } = caller
  const nowMs = clock()
  const person = personOf(entered)
  const found = await facts.persons.find(companyId, person)
  await records.withCompany(companyId, (db) =>
    addAuditEntry(db, caller, {
      act: 'personal_data.exported',
      companyId,
      subject: { name: maskedPerson(entered) },
      after: { ...found },
      nowMs,
    }),
  )
  const head = { person: entered, company: company.name, made_at: new Date(nowMs).toISOString(), found }
  return ok(asJson(head, facts.persons.items(companyId, person)))
}

/** One object; `items` stands last in it, an item to a line. Moments of items are UTC. */
async function* asJson(
  head: Readonly<Record<string, unknown>>,
  items: AsyncIterable<PersonItem>,
): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"items":[`
  let separator = '\n'
  for await (const item of items) {
    yield `${separator}${JSON.stringify(item)}`
    separator = ',\n'
  }
  yield '\n]}\n'
}
