import type { EventsAnswer } from '../contract/index.ts'
import type { Clock, Result } from '../core/index.ts'
import { acceptEvents, type EventsFailure, type EventsRequest } from './accept-events.ts'
import { acceptHook, type HookFailure, type ProviderHook } from './accept-hook.ts'
import type { EventLog } from './event-log.ts'
import type { HookAnswer } from './provider-adapter.ts'
import { providerAdapters } from './providers/index.ts'

export interface Ingest {
  /** Events in canonical form. Resolves once the accepted ones are on disk. */
  acceptEvents(request: EventsRequest): Promise<Result<EventsAnswer, EventsFailure>>
  /** A provider's webhook, unmodified. Resolves once it is on disk. */
  acceptHook(hook: ProviderHook): Promise<Result<HookAnswer, HookFailure>>
}

export function createIngest({ facts, clock }: { readonly facts: EventLog; readonly clock: Clock }): Ingest {
  return {
    acceptEvents: (request) => acceptEvents(facts, clock, request),
    acceptHook: (hook) => acceptHook(facts, clock, providerAdapters, hook),
  }
}
