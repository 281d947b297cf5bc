import { type Connection, type Provider, providers } from '../contract/index.ts'
import type { Clock } from '../core/index.ts'

export interface ConnectionRow {
  readonly id: string
  readonly provider: string
  readonly name: string
  readonly paused: boolean
  readonly created_at: Date
  readonly last_event_at: Date | null
  readonly previous_secrets_until: Date | null
}
export const connectionColumns = [
  'id',
  'provider',
  'name',
  'paused',
  'created_at',
  'last_event_at',
  'previous_secrets_until',
] as const

export function toProvider(text: string): Provider | undefined {
  return providers.find((provider) => provider === text)
}

export function toApiConnection(
  row: ConnectionRow,
  { publicUrl, clock }: { readonly publicUrl: string; readonly clock: Clock },
): Connection {
  const provider = toProvider(row.provider)
  const until = row.previous_secrets_until
  // Only this program writes them, and it takes providers that it knows.
  if (!provider) throw new Error(`The connection ${row.id} is of a provider that this version does not know.`)
  return {
    id: row.id,
    provider,
    name: row.name,
    paused: row.paused,
    webhook_url: `${publicUrl}/hooks/${row.provider}/${row.id}`,
    created_at: row.created_at.toISOString(),
    last_event_at: row.last_event_at?.toISOString() ?? null,
    previous_secret_until: until !== null && until.getTime() > clock() ? until.toISOString() : null,
  }
}
