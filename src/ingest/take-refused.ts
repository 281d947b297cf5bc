import { type Failure, ok, type Result } from '../core/index.ts'
import type { RawRequest } from '../facts/index.ts'
import { type HookConnection, type HookDependencies, validSettings, verifiedWith } from './accept-hook.ts'
import { createArchiveReader } from './read-archived.ts'

/** A callback that was refused, as it was kept. */
export interface RefusedHook {
  /** UUID of version 7; becomes the id of the request in the archive, so that taking it in twice changes nothing. */
  readonly id: string
  readonly receivedAtMs: number
  /** The check of the signature had been passed then, where another reason is given. */
  readonly reason: string
  readonly method: string
  /** Path with query; values that are credentials are left out. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

export interface RefusedDependencies extends HookDependencies {
  /** Without a slash at its end: signatures may cover the address. */
  readonly publicUrl: string
}

/**
 * What a refused callback would be today, with the connection's present settings and adapter: the request as it goes into the archive with
 * the events that it gives; null where it is refused still. The check is made as at the moment of receipt. What an
 * authorization header or a secret in the address proved cannot be proved again: neither is kept.
 */
export async function rereadRefused(
  { adapters, ports, publicUrl }: Omit<RefusedDependencies, 'log' | 'clock'>,
  connection: HookConnection,
  refused: RefusedHook,
  nowMs: number,
) {
  const adapter = adapters.find(({ provider }) => provider === connection.provider)
  if (!adapter) return null
  const { id: requestId, method, path, headers, body, receivedAtMs } = refused
  const wasVerified = refused.reason === 'wrong_account' || refused.reason === 'invalid_body'
  const hook = { method, url: `${publicUrl}${path}`, headers, body }
  const context = { connectionId: connection.id, nowMs: receivedAtMs, ports }
  const settings = wasVerified
    ? connection.settings
    : await verifiedWith(adapter, hook, validSettings(connection, nowMs), context)
  if (!settings) return null
  const { companyId, id: connectionId, provider } = connection
  const request: RawRequest = {
    companyId,
    requestId,
    connectionId,
    provider,
    receivedAtMs,
    method,
    path,
    headers,
    body,
  }
  const read = createArchiveReader({
    adapters,
    connectionOf: () => Promise.resolve({ ...connection, settings }),
  })
  const given = await read(request)
  const isRefused = !given || given.events.length + given.chatEvents.length === 0
  return isRefused ? null : { request, ...given }
}

/** Takes in a refused callback that is right now; answers whether it was. On disk when it resolves. */
export async function takeRefused(
  deps: RefusedDependencies,
  connection: HookConnection,
  refused: RefusedHook,
): Promise<Result<boolean, Failure<'overloaded'>>> {
  const right = await rereadRefused(deps, connection, refused, deps.clock())
  if (!right) return ok(false)
  const appended = await deps.log.append(right.request, right.events, right.chatEvents)
  return appended.ok ? ok(true) : appended
}
