import type { Provider } from '../contract/index.ts'
import { type Failure, ok, type Result } from '../core/index.ts'
import type { Records } from '../records/index.ts'
import { toProvider } from './connection-rows.ts'
import { type ConnectionSettings, openSettings } from './sealed-settings.ts'

/** A connection as the hook of its provider needs it. */
export interface HookConnection {
  readonly id: string
  readonly provider: Provider
  readonly paused: boolean
  readonly companyId: string
  /** Decrypted; by provider as in `connectionSettingsSchemas`. */
  readonly settings: ConnectionSettings
  /** The settings before, which are taken too until then; null where there are none. */
  readonly previous: PreviousSettings | null
}

export interface PreviousSettings {
  readonly settings: ConnectionSettings
  readonly untilMs: number
}

interface Deps {
  readonly records: Records
  readonly key: Buffer
}

/** Of all companies, that are looked after without being asked. */
const maxActiveConnections = 100_000

/** Null where there is none. */
export async function readForHook(
  deps: Deps,
  id: string,
): Promise<{ answer: Result<HookConnection, Failure<'secrets_unreadable'>> } | null> {
  const row = await deps.records.asSystem((db) =>
    db
      .selectFrom('connections')
      .where('id', '=', id)
      .select(['company_id', 'provider', 'secrets', 'paused', 'previous_secrets', 'previous_secrets_until'])
      .executeTakeFirst(),
  )
  const provider = row && toProvider(row.provider)
  if (!row || !provider) return null
  const settings = openSettings(deps.key, id, row.secrets)
  if (!settings.ok) return { answer: settings }
  const { company_id: companyId, paused } = row
  const previous = openPrevious(deps.key, id, row)
  return { answer: ok({ id, provider, paused, companyId, settings: settings.value, previous }) }
}

/** Null also where they cannot be read: the present ones count. */
function openPrevious(
  key: Buffer,
  id: string,
  row: { readonly previous_secrets: Buffer | null; readonly previous_secrets_until: Date | null },
): PreviousSettings | null {
  if (row.previous_secrets === null || row.previous_secrets_until === null) return null
  const settings = openSettings(key, id, row.previous_secrets)
  return settings.ok ? { settings: settings.value, untilMs: row.previous_secrets_until.getTime() } : null
}

/** Of all companies; paused ones, and those whose secrets cannot be read, are left out. */
export async function readActive(
  { records, key }: Deps,
  asked: readonly Provider[],
): Promise<readonly HookConnection[]> {
  const rows = await records.asSystem((db) =>
    db
      .selectFrom('connections')
      .where('provider', 'in', [...asked])
      .where('paused', '=', false)
      .select(['id', 'company_id', 'provider', 'secrets'])
      .orderBy('id')
      .limit(maxActiveConnections)
      .execute(),
  )
  return rows.flatMap(({ id, company_id: companyId, provider: name, secrets }) => {
    const provider = toProvider(name)
    const settings = openSettings(key, id, secrets)
    return provider && settings.ok
      ? [{ id, provider, companyId, paused: false, settings: settings.value, previous: null }]
      : []
  })
}
