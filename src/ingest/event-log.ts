import type { ChatEvent } from '../chats/index.ts'
import type { Failure, Result } from '../core/index.ts'
import type { CallEvent, MessageEvent, RawRequest } from '../facts/index.ts'

/** What ingestion needs of the facts: one durable append. */
export interface EventLog {
  append(
    request: RawRequest,
    events: readonly MessageEvent[],
    chatEvents?: readonly ChatEvent[],
    callEvents?: readonly CallEvent[],
  ): Promise<Result<void, Failure<'overloaded'>>>
}
