import type { ChatEvent } from '../chats/index.ts'
import { maxHookBodyBytes } from '../contract/index.ts'
import { type Clock, type Failure, fail, ok, type Result } from '../core/index.ts'
import type { MessageEvent } from '../facts/index.ts'
import { pathOf, toRawRequest } from './archived-request.ts'
import type { EventLog } from './event-log.ts'
import type { HookPorts } from './hook-ports.ts'
import type {
  CheckContext,
  ConnectionSettings,
  HookAnswer,
  HookRequest,
  ProviderAdapter,
} from './provider-adapter.ts'
import { takeTurns } from './take-turns.ts'

/** A connection of a company to a provider, with its secrets. */
export interface HookConnection {
  readonly id: string
  readonly companyId: string
  readonly provider: string
  readonly settings: ConnectionSettings
  /** The settings before, which are taken too until then (epoch ms). */
  readonly previous?: { readonly settings: ConnectionSettings; readonly untilMs: number } | null
  readonly paused: boolean
}

export interface ProviderHook {
  /** As in the path: `/hooks/<provider>/<connection id>`. */
  readonly provider: string
  readonly connection: HookConnection
  readonly request: HookRequest
}

export type HookFailure = Failure<
  | 'unknown_connection'
  | 'unsupported_method'
  | 'body_too_large'
  | 'invalid_verify_token'
  | 'invalid_signature'
  | 'confirmation_failed'
  | 'wrong_account'
  | 'invalid_body'
  | 'overloaded'
>

/** What the provider is answered, and whether the request stands in the archive now. */
export interface AcceptedHook extends HookAnswer {
  readonly isArchived: boolean
}

/** What webhooks are taken in with. */
export interface HookDependencies {
  readonly log: EventLog
  readonly clock: Clock
  readonly adapters: readonly ProviderAdapter[]
  readonly ports: HookPorts
}

/**
 * A provider's webhook: checked, kept raw, read, on disk, answered. Nothing of a request that fails is stored. While
 * the connection is paused the request is only archived, to be read later: a refusal would make the provider
 * retry and then give up.
 */
export async function acceptHook(
  { log, clock, adapters, ports }: HookDependencies,
  { provider, connection, request }: ProviderHook,
): Promise<Result<AcceptedHook, HookFailure>> {
  const adapter = adapters.find((candidate) => candidate.provider === provider)
  if (!adapter || connection.provider !== provider)
    return fail('unknown_connection', 'There is no such connection of this provider.')
  const nowMs = clock()
  if (request.method === 'GET' && adapter.handshake)
    return notArchived(shakeHands(adapter.handshake, request, validSettings(connection, nowMs)))
  if (request.method !== 'POST' && !(request.method === 'GET' && adapter.takesGet))
    return fail('unsupported_method', 'Send the webhook as a POST request.')
  if (request.body.byteLength > maxHookBodyBytes)
    return fail('body_too_large', `Send at most ${maxHookBodyBytes} bytes in one request.`)
  const context = { connectionId: connection.id, nowMs, ports }
  const settings = await verifiedWith(adapter, request, validSettings(connection, nowMs), context)
  if (!settings)
    return fail('invalid_signature', "The signature does not match this connection's secret and address.")
  const confirmation = adapter.confirm?.(request, context, settings) ?? null
  if (confirmation) return notArchived(await confirmation)
  return await store(log, clock(), adapter, { ...connection, settings }, request)
}

/** The present settings first, then those before while they are valid. */
export function validSettings(
  { settings, previous }: HookConnection,
  nowMs: number,
): readonly [ConnectionSettings, ...ConnectionSettings[]] {
  return previous && nowMs < previous.untilMs ? [settings, previous.settings] : [settings]
}

/** The settings that the request is signed with; null where it is with none of them. */
export async function verifiedWith(
  adapter: ProviderAdapter,
  request: HookRequest,
  valid: readonly ConnectionSettings[],
  context: CheckContext,
): Promise<ConnectionSettings | null> {
  for (const settings of valid) if (await adapter.verify(request, settings, context)) return settings
  return null
}

function shakeHands(
  handshake: NonNullable<ProviderAdapter['handshake']>,
  request: HookRequest,
  [present, ...before]: readonly [ConnectionSettings, ...ConnectionSettings[]],
): Result<HookAnswer, Failure<'invalid_verify_token'>> {
  const answer = handshake(request, present)
  if (answer.ok) return answer
  return before.map((settings) => handshake(request, settings)).find((given) => given.ok) ?? answer
}

function notArchived<F extends Failure>(answer: Result<HookAnswer, F>): Result<AcceptedHook, F> {
  return answer.ok ? ok({ ...answer.value, isArchived: false }) : answer
}

async function store(
  log: EventLog,
  receivedAtMs: number,
  adapter: ProviderAdapter,
  connection: HookConnection,
  request: HookRequest,
): Promise<Result<AcceptedHook, HookFailure>> {
  const { companyId, id: connectionId, settings } = connection
  const raw = toRawRequest(
    {
      companyId,
      connectionId,
      provider: adapter.provider,
      receivedAtMs,
      method: request.method,
      path: pathOf(request.url, adapter.secretParameters ?? []),
      headers: request.headers,
      keptHeaders: adapter.keptHeaders,
    },
    request.body,
  )
  const events = adapter.toEvents(request, {
    companyId,
    connectionId,
    settings,
    requestId: raw.requestId,
    receivedAtMs,
  })
  if (!events.ok) return events
  const messages: MessageEvent[] = []
  const chats: ChatEvent[] = []
  if (!connection.paused)
    for await (const event of takeTurns(events.value))
      if ('chatKey' in event) chats.push(event)
      else messages.push(event)
  const appended = await log.append(raw, messages, chats)
  return appended.ok ? ok({ ...adapter.answer, isArchived: true }) : appended
}
