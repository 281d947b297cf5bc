import { maxEventsPerRequest } from '../../../contract/index.ts'
import { fail, ok } from '../../../core/index.ts'
import { queryOf } from '../../form-fields.ts'
import { fieldOf, listOf, parseJsonBody } from '../../json-fields.ts'
import type { HookAnswer, HookContext, HookRequest, ProviderAdapter } from '../../provider-adapter.ts'
import { eventsOf, type ProviderReport } from '../../provider-event.ts'
import { infobipSignatureHeaders, isSentByInfobip } from './infobip-authentication.ts'
import { readInfobipReport, readInfobipSeen, readInfobipSubmission } from './infobip-report.ts'
import { readInfobipTracking } from './infobip-tracking.ts'

const provider = 'infobip'
const answer: HookAnswer = { status: 200, contentType: 'text/plain; charset=utf-8', body: 'OK' }

/** Reports of delivery, of being seen and of clicks, of all channels. */
export const infobipAdapter: ProviderAdapter = {
  provider,
  keptHeaders: infobipSignatureHeaders,
  answer,
  verify: isSentByInfobip,
  toEvents(request: HookRequest, context: HookContext) {
    const body = parseJsonBody(request.body)?.value
    if (typeof body !== 'object' || body === null) return fail('invalid_body', 'The body is no JSON object.')
    const results = Array.isArray(body) ? body : listOf(fieldOf(body, 'results'))
    if (results.length > maxEventsPerRequest)
      return fail('invalid_body', `The body holds more than ${maxEventsPerRequest} results.`)
    const channel = queryOf(request).get('channel') ?? ''
    const isOne = results.length === 0 && !Array.isArray(body)
    return ok(eventsOf(provider, readReports(isOne ? [body] : results, channel), context))
  },
}

/** A report of delivery also tells when the message was handed over, which nothing else does. */
function* readReports(results: readonly unknown[], channel: string): Generator<ProviderReport | null> {
  for (const [index, result] of results.entries()) {
    const place = { channel, index }
    if (fieldOf(result, 'notificationType') !== undefined) {
      yield readInfobipTracking(result, place)
      continue
    }
    yield readInfobipSubmission(result, place)
    yield fieldOf(result, 'status') === undefined
      ? readInfobipSeen(result, place)
      : readInfobipReport(result, place)
  }
}
