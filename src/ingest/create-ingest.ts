import type { EventsAnswer } from '../contract/index.ts'
import { type Clock, type Failure, ok, type Result } from '../core/index.ts'
import { acceptEvents, type EventsFailure, type EventsRequest } from './accept-events.ts'
import {
  type AcceptedHook,
  acceptHook,
  type HookConnection,
  type HookFailure,
  type ProviderHook,
} from './accept-hook.ts'
import { withoutCredentials } from './archived-request.ts'
import type { Fetch } from './ask-outside.ts'
import type { EventLog } from './event-log.ts'
import { createHookPorts } from './hook-ports.ts'
import { providerAdapters } from './providers/index.ts'
import { type RefusedHook, rereadRefused, takeRefused } from './take-refused.ts'

export interface Ingest {
  /** Events in canonical form. Resolves once the accepted ones are on disk. */
  acceptEvents(request: EventsRequest): Promise<Result<EventsAnswer, EventsFailure>>
  /** A provider's webhook, unmodified. Resolves once it is on disk. */
  acceptHook(hook: ProviderHook): Promise<Result<AcceptedHook, HookFailure>>
  /** Whether a callback that was refused is right now; with `take` it is taken in then, and on disk when it resolves. */
  retryRefused(
    connection: HookConnection,
    refused: RefusedHook,
    take: boolean,
  ): Promise<Result<boolean, Failure<'overloaded'>>>
  /** Path and headers of a webhook as they may be shown; null of a provider that is not known. */
  shownOf(
    hook: Pick<ProviderHook, 'provider' | 'request'>,
  ): { readonly path: string; readonly headers: Record<string, string> } | null
}

export interface IngestOptions {
  readonly facts: EventLog
  readonly clock: Clock
  /** The way out to providers, for certificates and confirmations; without it what needs them is refused. */
  readonly fetch?: Fetch
  /** Where providers reach the server, without a slash at its end: signatures may cover it. */
  readonly publicUrl?: string
}

export function createIngest({ facts, clock, fetch, publicUrl = '' }: IngestOptions): Ingest {
  const hooks = { log: facts, clock, adapters: providerAdapters, ports: createHookPorts(fetch) }
  return {
    acceptEvents: (request) => acceptEvents(facts, clock, request),
    acceptHook: (hook) => acceptHook(hooks, hook),
    retryRefused: async (connection, refused, take) =>
      take
        ? await takeRefused({ ...hooks, publicUrl }, connection, refused)
        : ok((await rereadRefused({ ...hooks, publicUrl }, connection, refused, clock())) !== null),
    shownOf: ({ provider, request }) => {
      const adapter = providerAdapters.find((candidate) => candidate.provider === provider)
      return adapter ? withoutCredentials(adapter, request) : null
    },
  }
}
