import { randomUUID } from 'node:crypto'
import {
  type Connection,
  type ConnectionCreate,
  type ConnectionPatch,
  type ConnectionRotate,
  connectionSettingsSchemas,
  type Provider,
  providerDeclarations,
} from '../contract/index.ts'
import { type Clock, type Failure, fail, hourMs, isUuid, ok, type Result } from '../core/index.ts'
import { type Records, sql } from '../records/index.ts'
import { ActivityNotes } from './activity-notes.ts'
import { lockCompany } from './company-rows.ts'
import { connectionColumns, toApiConnection, toProvider } from './connection-rows.ts'
import { type HookConnection, readActive, readForHook } from './hook-connections.ts'
import { noteConnectionChange } from './note-connection-change.ts'
import { can } from './permissions.ts'
import { allow, type Principal } from './principal.ts'
import { type ConnectionSettings, sealSettings } from './sealed-settings.ts'
import { ShortCache } from './short-cache.ts'

export interface Connections {
  listConnections(caller: Principal): Promise<Result<readonly Connection[], Failure<'forbidden'>>>
  createConnection(
    caller: Principal,
    input: ConnectionCreate,
  ): Promise<Result<Connection, Failure<'forbidden' | 'conflict'>>>
  patchConnection(
    caller: Principal,
    connectionId: string,
    patch: ConnectionPatch,
  ): Promise<Result<Connection, Failure<'forbidden' | 'not_found' | 'invalid_settings'>>>
  /** Replaces the settings; those before stay valid for the chosen hours. What was valid before them ends at once. */
  rotateConnection(
    caller: Principal,
    connectionId: string,
    input: ConnectionRotate,
  ): Promise<Result<Connection, Failure<'forbidden' | 'not_found' | 'invalid_settings'>>>
  /** Its messages stay. */
  deleteConnection(
    caller: Principal,
    connectionId: string,
  ): Promise<Result<void, Failure<'forbidden' | 'not_found'>>>
  /** Kept for up to 5 s; changes by this process show at once. */
  connectionForHook(
    provider: string,
    connectionId: string,
  ): Promise<Result<HookConnection, Failure<'not_found' | 'secrets_unreadable'>>>
  /** A connection of the caller's company with its settings, for work on its behalf. */
  connectionFor(
    caller: Principal,
    connectionId: string,
  ): Promise<Result<HookConnection, Failure<'forbidden' | 'not_found' | 'secrets_unreadable'>>>
  /**
   * The connections of all companies to some providers, with their settings, for work that is not asked for by a request. Paused ones, and
   * those whose secrets cannot be read, are left out.
   */
  connectionsTo(asked: readonly Provider[]): Promise<readonly HookConnection[]>
  /** What the connections of a company are called, for commands of the operator. */
  connectionNames(companyId: string): Promise<readonly { readonly id: string; readonly name: string }[]>
  /** Notes that the provider posted, at most every 30 s. Never waits. */
  noteConnectionEvent(connectionId: string): void
}

interface Deps {
  readonly records: Records
  readonly clock: Clock
  readonly key: Buffer
  readonly publicUrl: string
}

export const maxConnections = 1_000
const hookCacheMs = 5_000
const hookCacheEntries = 10_000
const notFound = fail('not_found', 'There is no such connection.')

export function createConnections(deps: Deps): Connections & { settled(): Promise<void> } {
  const { records, clock } = deps
  const hooks = new ShortCache<{ answer: Result<HookConnection, Failure<'secrets_unreadable'>> }>({
    clock,
    keepMs: hookCacheMs,
    max: hookCacheEntries,
  })
  const notes = new ActivityNotes({ clock, write: (id, at) => noteLastEvent(records, id, at) })
  return {
    async listConnections(caller) {
      // Whoever sees numbers sees the names of the connections they came through.
      const allowed = allow(caller, can(caller, 'connections:manage') ? 'connections:manage' : 'metrics:read')
      if (!allowed.ok) return allowed
      const rows = await records.withCompany(caller.companyId, (db) =>
        db
          .selectFrom('connections')
          .select(connectionColumns)
          .orderBy('created_at')
          .orderBy('id')
          .limit(maxConnections)
          .execute(),
      )
      return ok(rows.map((row) => toApiConnection(row, deps)))
    },

    async createConnection(caller, input) {
      const allowed = allow(caller, 'connections:manage')
      if (!allowed.ok) return allowed
      const created = await insertConnection(deps, caller, input)
      hooks.clear()
      return created
    },

    async patchConnection(caller, connectionId, patch) {
      const allowed = allow(caller, 'connections:manage')
      if (!allowed.ok) return allowed
      const patched = isUuid(connectionId)
        ? await updateConnection(deps, caller, connectionId, patch)
        : notFound
      hooks.clear()
      return patched
    },

    async rotateConnection(caller, connectionId, input) {
      const allowed = allow(caller, 'connections:manage')
      if (!allowed.ok) return allowed
      const rotated = isUuid(connectionId)
        ? await rotateSettings(deps, caller, connectionId, input)
        : notFound
      hooks.clear()
      return rotated
    },

    async deleteConnection(caller, connectionId) {
      const allowed = allow(caller, 'connections:manage')
      if (!allowed.ok) return allowed
      if (!isUuid(connectionId)) return notFound
      const deleted = await records.withCompany(caller.companyId, async (db) => {
        const row = await db
          .deleteFrom('connections')
          .where('id', '=', connectionId)
          .returning(connectionColumns)
          .executeTakeFirst()
        if (row)
          await noteConnectionChange(db, caller, deps.clock(), {
            act: 'connection.deleted',
            before: row,
            after: null,
          })
        return row !== undefined
      })
      hooks.clear()
      return deleted ? ok(undefined) : notFound
    },

    async connectionForHook(provider, connectionId) {
      const known = toProvider(provider)
      if (!known || !isUuid(connectionId)) return notFound
      const found = await hooks.get(connectionId.toLowerCase(), () =>
        readForHook(deps, connectionId.toLowerCase()),
      )
      if (!found) return notFound
      return found.answer.ok && found.answer.value.provider !== known ? notFound : found.answer
    },

    async connectionFor(caller, connectionId) {
      const allowed = allow(caller, 'connections:manage')
      if (!allowed.ok) return allowed
      const found = isUuid(connectionId) ? await readForHook(deps, connectionId.toLowerCase()) : null
      if (!found) return notFound
      return found.answer.ok && found.answer.value.companyId !== caller.companyId ? notFound : found.answer
    },

    connectionsTo: (asked) => readActive(deps, asked),

    connectionNames: (companyId) =>
      deps.records.withCompany(companyId, (db) =>
        db
          .selectFrom('connections')
          .where('company_id', '=', companyId)
          .select(['id', 'name'])
          .orderBy('id')
          .limit(maxConnections)
          .execute(),
      ),

    noteConnectionEvent: (connectionId) => notes.note(connectionId),
    settled: () => notes.settled(),
  }
}

async function insertConnection(
  deps: Deps,
  caller: Principal,
  input: ConnectionCreate,
): Promise<Result<Connection, Failure<'conflict'>>> {
  const { companyId } = caller
  const id = randomUUID()
  return await deps.records.withCompany(companyId, async (db) => {
    await lockCompany(db, companyId)
    const { count } = await db
      .selectFrom('connections')
      .select(db.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow()
    if (Number(count) >= maxConnections)
      return fail('conflict', `A company may have ${maxConnections} connections: delete one first.`)
    const row = await db
      .insertInto('connections')
      .values({
        id,
        company_id: companyId,
        provider: input.provider,
        name: input.name,
        secrets: sealSettings(deps.key, id, givenSettings(input.settings)),
        created_at: new Date(deps.clock()),
      })
      .returning(connectionColumns)
      .executeTakeFirstOrThrow()
    await noteConnectionChange(db, caller, deps.clock(), {
      act: 'connection.created',
      before: null,
      after: row,
    })
    return ok(toApiConnection(row, deps))
  })
}

async function updateConnection(
  deps: Deps,
  caller: Principal,
  id: string,
  patch: ConnectionPatch,
): Promise<Result<Connection, Failure<'not_found' | 'invalid_settings'>>> {
  return await deps.records.withCompany(caller.companyId, async (db) => {
    const before = await db
      .selectFrom('connections')
      .select(connectionColumns)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    const provider = before && toProvider(before.provider)
    if (!before || !provider) return notFound
    const settings = patch.settings === undefined ? ok(null) : parseSettings(provider, patch.settings)
    if (!settings.ok) return settings
    const row = await db
      .updateTable('connections')
      .set({
        name: patch.name ?? before.name,
        paused: patch.paused ?? before.paused,
        ...(settings.value === null
          ? {}
          : {
              secrets: sealSettings(deps.key, id, settings.value),
              previous_secrets: null,
              previous_secrets_until: null,
            }),
      })
      .where('id', '=', id)
      .returning(connectionColumns)
      .executeTakeFirstOrThrow()
    await noteConnectionChange(db, caller, deps.clock(), {
      act: settings.value === null ? 'connection.changed' : 'connection.rotated',
      before,
      after: row,
    })
    return ok(toApiConnection(row, deps))
  })
}

async function rotateSettings(
  deps: Deps,
  caller: Principal,
  id: string,
  { settings, previous_valid_hours: hours }: ConnectionRotate,
): Promise<Result<Connection, Failure<'not_found' | 'invalid_settings'>>> {
  return await deps.records.withCompany(caller.companyId, async (db) => {
    const before = await db
      .selectFrom('connections')
      .select([...connectionColumns, 'secrets'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    const provider = before && toProvider(before.provider)
    if (!before || !provider) return notFound
    const parsed = parseSettings(provider, settings)
    if (!parsed.ok) return parsed
    const until = hours === 0 ? null : new Date(deps.clock() + hours * hourMs)
    const row = await db
      .updateTable('connections')
      .set({
        secrets: sealSettings(deps.key, id, parsed.value),
        // Sealed for the same row: it opens as it is.
        previous_secrets: until === null ? null : before.secrets,
        previous_secrets_until: until,
      })
      .where('id', '=', id)
      .returning(connectionColumns)
      .executeTakeFirstOrThrow()
    await noteConnectionChange(db, caller, deps.clock(), { act: 'connection.rotated', before, after: row })
    return ok(toApiConnection(row, deps))
  })
}

function parseSettings(
  provider: Provider,
  settings: ConnectionSettings,
): Result<ConnectionSettings, Failure<'invalid_settings'>> {
  const parsed = connectionSettingsSchemas[provider].safeParse(settings)
  if (parsed.success) return ok(givenSettings(parsed.data))
  const names = providerDeclarations[provider].settings.map(({ name, isOptional }) =>
    isOptional ? `${name} (optional)` : name,
  )
  const { path, message } = parsed.error.issues[0] ?? { path: [], message: '' }
  const wrong = path.length === 0 ? ` ${message}.` : ` ${path.join('.')}: ${message}.`
  return fail('invalid_settings', `Give all settings of ${provider} together: ${names.join(', ')}.${wrong}`)
}

/** Optional settings that are not given are not kept. */
function givenSettings(settings: Readonly<Record<string, string | undefined>>): ConnectionSettings {
  return Object.fromEntries(
    Object.entries(settings).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

async function noteLastEvent(records: Records, id: string, at: Date): Promise<void> {
  await records.asSystem((db) =>
    sql`update connections set last_event_at = greatest(last_event_at, ${at}) where id = ${id}`.execute(db),
  )
}
