import type { AuditAct } from '../../contract/index.ts'
import { uuidV7 } from '../../core/index.ts'
import type { Database, Kysely } from '../../records/index.ts'
import { callerName } from '../caller-name.ts'
import type { Principal } from '../principal.ts'
import type { Client } from '../sign-in-limit.ts'
import { type AuditValues, auditedDifference, cleanText } from './audit-values.ts'

/** Who acts: a caller, or whom the caller of a route without one is taken for. */
export type Actor =
  | Pick<Principal, 'kind' | 'companyId' | 'homeId' | 'userId' | 'keyId' | 'keyName' | 'client'>
  /** The program by itself. */
  | { readonly kind: 'program' }
  /** Somebody who is not signed in. */
  | { readonly kind: 'stranger'; readonly client?: Client }

export interface AuditedAct {
  readonly act: AuditAct
  /** Whose log it stands in. A transaction of a company can only write into that company's. */
  readonly companyId: string
  readonly subject?: { readonly id?: string | null; readonly name?: string | null }
  /** What it was; null where there was nothing. Without secrets: what has the name of one is hidden. */
  readonly before?: AuditValues | null
  readonly after?: AuditValues | null
  readonly nowMs: number
}

/**
 * Writes down that somebody did something, in the transaction in which it is done: there is no change without its entry, and no
 * entry of a change that was rolled back. Of `before` and `after` is kept what differs.
 */
export async function addAuditEntry(db: Kysely<Database>, actor: Actor, act: AuditedAct): Promise<void> {
  const { before = null, after = null, subject = {} } = act
  const kept = auditedDifference(before, after)
  const { address, userAgent } = ('client' in actor ? actor.client : undefined) ?? {}
  await db
    .insertInto('audit_entries')
    .values({
      id: uuidV7(act.nowMs),
      company_id: act.companyId,
      at: new Date(act.nowMs),
      act: act.act,
      ...(await actorColumns(db, actor)),
      subject_id: shortened(subject.id, 200),
      subject_name: shortened(subject.name, 320),
      before: kept.before && JSON.stringify(kept.before),
      after: kept.after && JSON.stringify(kept.after),
      address: shortened(address, 100),
      user_agent: shortened(userAgent, 500),
    })
    .execute()
}

async function actorColumns(db: Kysely<Database>, actor: Actor) {
  if (actor.kind === 'program' || actor.kind === 'stranger')
    return { actor_kind: actor.kind, actor_id: null, actor_name: null, actor_company_id: null }
  const name = await callerName(db, actor)
  return {
    actor_kind: actor.kind,
    actor_id: actor.userId ?? actor.keyId ?? null,
    actor_name: shortened(name, 320),
    // Somebody from above acts in the company, and is none of its own.
    actor_company_id: actor.homeId ?? actor.companyId,
  }
}

function shortened(text: string | null | undefined, maxLength: number): string | null {
  return text === null || text === undefined ? null : cleanText(text, maxLength)
}
