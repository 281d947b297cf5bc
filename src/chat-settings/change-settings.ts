import { addAuditEntry, allow, lockCompany, type Principal } from '../companies/index.ts'
import type { ChatSettingsChanged } from '../contract/index.ts'
import { dayMs, type Failure, ok, type Result } from '../core/index.ts'
import { type Database, type Kysely, sql } from '../records/index.ts'
import type { ChatSettingsDeps } from './chat-settings-deps.ts'
import { type SettingsSubject, settingsOf } from './settings-of.ts'
import type { SettingsRefused } from './settings-refused.ts'
import { toApiMoment } from './version-moment.ts'

export type Changed<F extends Failure = never> = Promise<
  Result<ChatSettingsChanged, Failure<'forbidden'> | SettingsRefused | F>
>

/** What a change comes to: from which moment on chats are measured differently; null: none is. */
export interface Effect {
  readonly foldFromMs: number | null
}

/** The transaction of a change; whoever else changes settings of the company waits. */
export interface SettingsChange {
  readonly db: Kysely<Database>
  readonly companyId: string
  readonly nowMs: number
}

/**
 * Makes a change with what follows from it: a new revision, and where chats are measured differently the request to fold them
 * again, and the entry of the audit log, all in one transaction. `work` writes nothing when it fails.
 */
export async function changeSettings<F extends Failure>(
  { records, clock, onRefoldAsked }: ChatSettingsDeps,
  caller: Principal,
  subject: SettingsSubject,
  work: (change: SettingsChange) => Promise<Result<Effect, F>>,
): Promise<Result<ChatSettingsChanged, F | Failure<'forbidden'>>> {
  const allowed = allow(caller, 'chats:manage')
  if (!allowed.ok) return allowed
  const { companyId } = caller
  const nowMs = clock()
  const changed = await records.withCompany(companyId, async (db) => {
    await lockCompany(db, companyId)
    const before = await settingsOf(db, companyId, subject)
    const done = await work({ db, companyId, nowMs })
    if (!done.ok) return done
    const after = await settingsOf(db, companyId, subject)
    await addAuditEntry(db, caller, {
      act: `chat_settings.${subject.kind}_changed`,
      companyId,
      subject: { id: subject.id, name: String((after ?? before)?.['name'] ?? '') },
      before,
      after,
      nowMs,
    })
    const { foldFromMs } = done.value
    const revision = await raiseRevision(db, companyId, nowMs)
    if (foldFromMs !== null)
      await db
        .insertInto('chat_refold_requests')
        .values({ company_id: companyId, fold_from: new Date(foldFromMs), created_at: new Date(nowMs) })
        .execute()
    return ok({ revision, refold: toApiRefold(foldFromMs, nowMs) })
  })
  if (changed.ok) onRefoldAsked()
  return changed
}

async function raiseRevision(db: Kysely<Database>, companyId: string, nowMs: number): Promise<number> {
  const { revision } = await db
    .insertInto('chat_settings')
    .values({ company_id: companyId, revision: 1, updated_at: new Date(nowMs) })
    .onConflict((conflict) =>
      conflict
        .column('company_id')
        .doUpdateSet({ revision: sql`chat_settings.revision + 1`, updated_at: new Date(nowMs) }),
    )
    .returning('revision')
    .executeTakeFirstOrThrow()
  return Number(revision)
}

function toApiRefold(foldFromMs: number | null, nowMs: number): ChatSettingsChanged['refold'] {
  if (foldFromMs === null || foldFromMs > nowMs) return null
  const from = toApiMoment(foldFromMs)
  return { from, days: from === null ? null : Math.ceil((nowMs - foldFromMs) / dayMs) }
}
