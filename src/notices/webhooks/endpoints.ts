import { randomUUID } from 'node:crypto'
import { addAuditEntry, allow, deriveKey, lockCompany, type Principal } from '../../companies/index.ts'
import {
  type auditVerbs,
  maxWebhookEndpoints,
  type WebhookEndpoint,
  type WebhookEndpointCreate,
  type WebhookEndpointPatch,
  type WebhookEndpointSecret,
} from '../../contract/index.ts'
import { type Clock, type Failure, fail, isUuid, ok, type Result } from '../../core/index.ts'
import type { Database, Kysely } from '../../records/index.ts'
import type { NoticesDeps } from '../notices-deps.ts'
import { failWaiting, selectEndpoints, toApiEndpoint } from './endpoint-rows.ts'
import { newSecret, sealSecrets, secretOverlapMs, secretsAt } from './endpoint-secrets.ts'
import { parseWebhookUrl } from './webhook-url.ts'

type Absent = Failure<'forbidden' | 'not_found'>

export interface WebhookEndpoints {
  listEndpoints(caller: Principal): Promise<Result<readonly WebhookEndpoint[], Failure<'forbidden'>>>
  /** The answer has the secret, which is never told again. */
  createEndpoint(
    caller: Principal,
    input: WebhookEndpointCreate,
  ): Promise<Result<WebhookEndpointSecret, Failure<'forbidden' | 'invalid_webhook_url' | 'conflict'>>>
  /** Switched off, what waits for it ends; switched on, it gets what happens from then on. */
  patchEndpoint(
    caller: Principal,
    id: string,
    patch: WebhookEndpointPatch,
  ): Promise<Result<WebhookEndpoint, Absent | Failure<'invalid_webhook_url'>>>
  /** Its deliveries go with it. */
  deleteEndpoint(caller: Principal, id: string): Promise<Result<void, Absent>>
  /** A new secret, told in the answer; the present one signs beside it for 24 hours, one before that no longer. */
  rotateSecret(caller: Principal, id: string): Promise<Result<WebhookEndpointSecret, Absent>>
}

const notFound = fail('not_found', 'There is no such endpoint.')

export function createEndpoints(deps: NoticesDeps): WebhookEndpoints {
  const context: Context = {
    clock: deps.clock,
    key: deriveKey(deps.secretKey, 'webhook secrets'),
    allowsPrivate: deps.allowsPrivateWebhooks,
  }
  const inOwn = async <T, F extends Failure>(
    caller: Principal,
    work: (db: Kysely<Database>) => Promise<Result<T, F>>,
  ): Promise<Result<T, F | Failure<'forbidden'>>> => {
    const allowed = allow(caller, 'company:manage')
    return allowed.ok ? await deps.records.withCompany(caller.companyId, work) : allowed
  }
  const note = (
    db: Kysely<Database>,
    caller: Principal,
    act: `webhook_endpoint.${(typeof auditVerbs)['webhook_endpoint'][number]}`,
    before: WebhookEndpoint | null,
    after: WebhookEndpoint | null,
  ) => {
    const subject = after ?? before
    return addAuditEntry(db, caller, {
      act,
      companyId: caller.companyId,
      subject: { id: subject?.id ?? null, name: subject?.url ?? null },
      before: before && audited(before),
      after: after && audited(after),
      nowMs: deps.clock(),
    })
  }
  return {
    listEndpoints: (caller) =>
      inOwn(caller, async (db) => {
        const rows = await selectEndpoints(db).orderBy('endpoint.created_at').orderBy('endpoint.id').execute()
        return ok(rows.map((row) => toApiEndpoint(row, deps.clock())))
      }),
    createEndpoint: (caller, input) =>
      inOwn(caller, async (db) => {
        const made = await insertEndpoint(db, context, caller.companyId, input)
        if (made.ok) await note(db, caller, 'webhook_endpoint.created', null, made.value)
        return made
      }),
    patchEndpoint: (caller, id, patch) =>
      inOwn(caller, async (db) => {
        const before = await findEndpoint(db, id, deps.clock())
        const patched = await updateEndpoint(db, context, id, patch)
        if (patched.ok) await note(db, caller, 'webhook_endpoint.changed', before, patched.value)
        return patched
      }),
    deleteEndpoint: (caller, id) =>
      inOwn(caller, async (db) => {
        const before = await findEndpoint(db, id, deps.clock())
        const removed = await removeEndpoint(db, id)
        if (removed.ok) await note(db, caller, 'webhook_endpoint.deleted', before, null)
        return removed
      }),
    rotateSecret: (caller, id) =>
      inOwn(caller, async (db) => {
        const rotated = await replaceSecret(db, context, id)
        if (rotated.ok)
          await note(db, caller, 'webhook_endpoint.secret_rotated', rotated.value, rotated.value)
        return rotated
      }),
  }
}

interface Context {
  readonly clock: Clock
  readonly key: Buffer
  readonly allowsPrivate: boolean
}

/** How it does (when it last delivered) is no part of it. */
function audited({ url, types, state }: WebhookEndpoint) {
  return { url, types, state }
}

async function insertEndpoint(
  db: Kysely<Database>,
  { clock, key, allowsPrivate }: Context,
  companyId: string,
  { url, types }: WebhookEndpointCreate,
): Promise<Result<WebhookEndpointSecret, Failure<'invalid_webhook_url' | 'conflict'>>> {
  const parsed = parseWebhookUrl(url, { allowsPrivate })
  if (!parsed.ok) return parsed
  if (!(await hasRoom(db, companyId)))
    return fail('conflict', `A company may have ${maxWebhookEndpoints} endpoints: delete one first.`)
  const id = randomUUID()
  const secret = newSecret()
  const at = new Date(clock())
  await db
    .insertInto('webhook_endpoints')
    .values({
      id,
      company_id: companyId,
      url: parsed.value,
      types,
      secrets: sealSecrets(key, id, secret),
      created_at: at,
      updated_at: at,
    })
    .execute()
  return ok({ ...(await readEndpoint(db, id, clock())), secret })
}

async function updateEndpoint(
  db: Kysely<Database>,
  { clock, allowsPrivate }: Context,
  id: string,
  { url, types, state }: WebhookEndpointPatch,
): Promise<Result<WebhookEndpoint, Failure<'not_found' | 'invalid_webhook_url'>>> {
  const before = await lockEndpoint(db, id)
  if (!before) return notFound
  const parsed = url === undefined ? ok(before.url) : parseWebhookUrl(url, { allowsPrivate })
  if (!parsed.ok) return parsed
  await db
    .updateTable('webhook_endpoints')
    .set({
      url: parsed.value,
      updated_at: new Date(clock()),
      ...(types === undefined ? {} : { types }),
      ...(state === 'on' ? { off_reason: null } : {}),
      ...(state === 'off' && before.off_reason === null ? { off_reason: 'by_hand' } : {}),
    })
    .where('id', '=', id)
    .execute()
  if (state === 'off') await failWaiting(db, id, clock())
  return ok(await readEndpoint(db, id, clock()))
}

async function removeEndpoint(db: Kysely<Database>, id: string): Promise<Result<void, Failure<'not_found'>>> {
  if (!isUuid(id)) return notFound
  const removed = await db
    .deleteFrom('webhook_endpoints')
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return removed ? ok(undefined) : notFound
}

async function replaceSecret(
  db: Kysely<Database>,
  { clock, key }: Context,
  id: string,
): Promise<Result<WebhookEndpointSecret, Failure<'not_found'>>> {
  const before = await lockEndpoint(db, id)
  if (!before) return notFound
  const nowMs = clock()
  // Sealed with a key that is lost, the present secret cannot sign beside the new one: which is the way out of that.
  const known = secretsAt(key, before, nowMs)
  const [previous] = known.ok ? known.value : []
  const secret = newSecret()
  await db
    .updateTable('webhook_endpoints')
    .set({
      secrets: sealSecrets(key, id, secret, previous),
      previous_secret_until: previous === undefined ? null : new Date(nowMs + secretOverlapMs),
      updated_at: new Date(nowMs),
    })
    .where('id', '=', id)
    .execute()
  return ok({ ...(await readEndpoint(db, id, nowMs)), secret })
}

async function hasRoom(db: Kysely<Database>, companyId: string): Promise<boolean> {
  await lockCompany(db, companyId)
  const { count } = await db
    .selectFrom('webhook_endpoints')
    .select(db.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count) < maxWebhookEndpoints
}

async function lockEndpoint(db: Kysely<Database>, id: string) {
  if (!isUuid(id)) return undefined
  return await db
    .selectFrom('webhook_endpoints')
    .select(['id', 'url', 'off_reason', 'secrets', 'previous_secret_until'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

async function readEndpoint(db: Kysely<Database>, id: string, nowMs: number): Promise<WebhookEndpoint> {
  return toApiEndpoint(
    await selectEndpoints(db).where('endpoint.id', '=', id).executeTakeFirstOrThrow(),
    nowMs,
  )
}

async function findEndpoint(
  db: Kysely<Database>,
  id: string,
  nowMs: number,
): Promise<WebhookEndpoint | null> {
  const row = isUuid(id)
    ? await selectEndpoints(db).where('endpoint.id', '=', id).executeTakeFirst()
    : undefined
  return row ? toApiEndpoint(row, nowMs) : null
}
