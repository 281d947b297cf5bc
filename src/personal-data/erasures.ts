import { randomBytes } from 'node:crypto'
import { addAuditEntry, allow, callerName, type Principal } from '../companies/index.ts'
import { type ErasureView, maxWaitingErasures } from '../contract/index.ts'
import { type Failure, fail, ok, type Result, uuidV7 } from '../core/index.ts'
import { standInPrefix } from '../facts/index.ts'
import type { Database, Kysely, Selectable } from '../records/index.ts'
import { maskedPerson, personOf } from './person-of.ts'
import type { PersonalDataDeps } from './personal-data-deps.ts'

const maxListed = 100

type ErasureRow = Selectable<Database['erasures']>

export async function listErasures(db: Kysely<Database>): Promise<readonly ErasureView[]> {
  const rows = await db.selectFrom('erasures').selectAll().orderBy('id', 'desc').limit(maxListed).execute()
  return rows.map(toApiErasure)
}

/** Puts on record that a person is to be erased; carried out by the process that folds. */
export async function askErasure(
  { records, clock }: Pick<PersonalDataDeps, 'records' | 'clock'>,
  caller: Principal,
  entered: string,
): Promise<Result<ErasureView, Failure<'forbidden' | 'too_many_erasures'>>> {
  const allowed = allow(caller, 'personal_data:manage')
  if (!allowed.ok) return allowed
  const { companyId } = caller
  const nowMs = clock()
  return await records.withCompany(companyId, async (db) => {
    const { waiting } = await db
      .selectFrom('erasures')
      .select((eb) => eb.fn.countAll<string>().as('waiting'))
      .where('done_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (Number(waiting) >= maxWaitingErasures)
      return fail('too_many_erasures', 'Many people wait to be erased already: try again when they are.')
    const row = await db
      .insertInto('erasures')
      .values({
        id: uuidV7(nowMs),
        company_id: companyId,
        person: entered,
        person_masked: maskedPerson(entered),
        // At random: nothing about the person follows from it.
        stand_in: `${standInPrefix}${randomBytes(8).toString('hex')}`,
        asked_at: new Date(nowMs),
        asked_by_name: await callerName(db, caller),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    const subject = { id: row.id, name: row.person_masked }
    await addAuditEntry(db, caller, { act: 'personal_data.erasure_asked', companyId, subject, nowMs })
    return ok(toApiErasure(row))
  })
}

/**
 * Carries out the erasures that wait, of all companies, the oldest first. In the process that folds; one that was cut off is begun
 * anew and ends what is left. Answers the companies whose data changed.
 */
export async function carryOutErasures(
  deps: PersonalDataDeps,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const { records } = deps
  const waiting = await records.system
    .selectFrom('erasures')
    .selectAll()
    .where('done_at', 'is', null)
    .orderBy('asked_at')
    .orderBy('id')
    .execute()
  for (const row of waiting) {
    signal?.throwIfAborted()
    await carryOut(deps, row)
  }
  return [...new Set(waiting.map(({ company_id: companyId }) => companyId))]
}

async function carryOut(
  { records, facts, clock, forgetElsewhere }: PersonalDataDeps,
  row: ErasureRow,
): Promise<void> {
  const { id, company_id: companyId, person: entered, stand_in: standIn } = row
  if (entered === null) return
  const person = personOf(entered)
  const counts = await facts.persons.erase({ companyId, erasureId: id, person, standIn })
  for (const forget of forgetElsewhere) await forget(companyId, person)
  await records.asSystem(async (db) => {
    const nowMs = clock()
    await db
      .updateTable('erasures')
      .set({ person: null, done_at: new Date(nowMs), ...counts })
      .where('id', '=', id)
      .execute()
    const subject = { id, name: row.person_masked }
    const act = { act: 'personal_data.erased', companyId, subject, after: { ...counts }, nowMs } as const
    await addAuditEntry(db, { kind: 'program' }, act)
  })
  await facts.persons.forget({ companyId, erasureId: id })
}

function toApiErasure(row: ErasureRow): ErasureView {
  const { messages, chats, calls } = row
  return {
    id: row.id,
    person: row.person_masked,
    asked_at: row.asked_at.toISOString(),
    asked_by: row.asked_by_name,
    done_at: row.done_at?.toISOString() ?? null,
    erased:
      messages === null || chats === null || calls === null
        ? null
        : { messages: Number(messages), chats: Number(chats), calls: Number(calls) },
  }
}
