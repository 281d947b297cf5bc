import type { ChatEvent } from '../chats/index.ts'
import type { ArchiveReader, MessageEvent, RawRequest, ReadEvents } from '../facts/index.ts'
import { apiProvider } from '../facts/index.ts'
import type { HookConnection } from './accept-hook.ts'
import { mapItems } from './map-items.ts'
import type { ProviderAdapter } from './provider-adapter.ts'
import { readRequestItems } from './request-items.ts'
import { takeTurns } from './take-turns.ts'

export interface ArchiveReaderDependencies {
  readonly adapters: readonly ProviderAdapter[]
  /** Null where there is none any more, or its settings cannot be read. */
  readonly connectionOf: (provider: string, id: string) => Promise<HookConnection | null>
}

/** An archived path has no host: nothing in an adapter's reading depends on it. */
const someHost = 'https://archive.invalid'
const nothing: ReadEvents = { events: [], chatEvents: [], callEvents: [] }

/**
 * What an archived request gives today, as if it came now with the time of receipt that it has. Null, and so what it gave stays, where
 * it cannot be told: its connection is gone, it is now one to another account, or it is an answer that was asked for and no callback.
 * A connection that is paused is read: what came meanwhile was kept for that.
 */
export function createArchiveReader({ adapters, connectionOf }: ArchiveReaderDependencies): ArchiveReader {
  return async (request) => {
    if (request.provider === apiProvider) return await readCanonical(request)
    const adapter = adapters.find(({ provider }) => provider === request.provider)
    const isCallback = request.method === 'POST' || adapter?.takesGet === true
    if (!adapter || !isCallback) return null
    const connection = await connectionOf(request.provider, request.connectionId)
    return connection?.companyId === request.companyId
      ? await readCallback(request, adapter, connection)
      : null
  }
}

async function readCanonical(request: RawRequest): Promise<ReadEvents> {
  const items = readRequestItems(request.headers['content-type'] ?? '', request.body)
  return items.ok ? await mapItems(items.value, request) : nothing
}

async function readCallback(
  request: RawRequest,
  adapter: ProviderAdapter,
  { settings }: HookConnection,
): Promise<ReadEvents | null> {
  const { companyId, connectionId, requestId, receivedAtMs, method, headers, body } = request
  const hook = { method, url: `${someHost}${request.path}`, headers, body }
  const read = adapter.toEvents(hook, { companyId, connectionId, settings, requestId, receivedAtMs })
  if (!read.ok) return read.failure.code === 'wrong_account' ? null : nothing
  const events: MessageEvent[] = []
  const chatEvents: ChatEvent[] = []
  for await (const event of takeTurns(read.value))
    if ('chatKey' in event) chatEvents.push(event)
    else events.push(event)
  return { events, chatEvents, callEvents: [] }
}
