import type { EventsAnswer } from '../contract/index.ts'
import { type Clock, type Failure, ok, type Result } from '../core/index.ts'
import { apiConnectionId, apiProvider } from '../facts/index.ts'
import { toRawRequest } from './archived-request.ts'
import type { EventLog } from './event-log.ts'
import { mapItems } from './map-items.ts'
import type { RefusalCode } from './refusal.ts'
import { type RequestFailureCode, readRequestItems } from './request-items.ts'
import { withoutTexts } from './without-texts.ts'

export interface EventsRequest {
  readonly companyId: string
  readonly contentType: string
  readonly body: Uint8Array
  readonly request: {
    readonly method: string
    /** Path with query. */
    readonly path: string
    /** By lower-case name. */
    readonly headers: Readonly<Record<string, string | undefined>>
  }
}

export type EventsFailure = Failure<RequestFailureCode | 'overloaded'>

/**
 * `POST /api/v1/events`: keeps the good items of a request and names the others. The answer comes once the kept
 * ones are on disk; a request without a good item leaves no trace. Texts are counted and not archived.
 */
export async function acceptEvents(
  log: EventLog,
  clock: Clock,
  { companyId, contentType, body, request }: EventsRequest,
): Promise<Result<EventsAnswer, EventsFailure>> {
  const items = readRequestItems(contentType, body)
  if (!items.ok) return items
  const raw = toRawRequest(
    {
      companyId,
      connectionId: apiConnectionId,
      provider: apiProvider,
      receivedAtMs: clock(),
      ...request,
      keptHeaders: [],
    },
    body,
  )
  const { events, chatEvents, callEvents, refused } = await mapItems(items.value, raw)
  const accepted = events.length + chatEvents.length + callEvents.length
  if (accepted > 0) {
    const archived = { ...raw, body: withoutTexts(body, brokenLines(refused)) }
    const appended = await log.append(archived, events, chatEvents, callEvents)
    if (!appended.ok) return appended
  }
  return ok({ accepted, refused })
}

/** Only a line of NDJSON can be no JSON by itself: a body of another kind would have failed as a whole. */
function brokenLines(refused: EventsAnswer['refused']): ReadonlySet<number> {
  const broken = refused.filter(({ code }) => code === ('invalid_json' satisfies RefusalCode))
  return new Set(broken.map(({ index }) => index))
}
