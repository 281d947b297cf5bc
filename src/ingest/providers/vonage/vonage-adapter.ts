import { fail, ok } from '../../../core/index.ts'
import { isJson } from '../../form-fields.ts'
import { fieldOf, parseJsonBody } from '../../json-fields.ts'
import type { HookAnswer, HookContext, HookRequest, ProviderAdapter } from '../../provider-adapter.ts'
import { eventsOf } from '../../provider-event.ts'
import { readVonageFields } from './vonage-fields.ts'
import { readVonageMessage } from './vonage-message.ts'
import { readVonageReceipt } from './vonage-receipt.ts'
import { isSignedByVonage } from './vonage-signature.ts'

const provider = 'vonage'
const answer: HookAnswer = { status: 200, contentType: 'text/plain; charset=utf-8', body: 'OK' }

/** Delivery receipts of the SMS API and status webhooks of the Messages API. */
export const vonageAdapter: ProviderAdapter = {
  provider,
  keptHeaders: [],
  takesGet: true,
  answer,
  verify: isSignedByVonage,
  toEvents(request: HookRequest, context: HookContext) {
    const body = request.method === 'POST' && isJson(request) ? parseJsonBody(request.body)?.value : undefined
    if (fieldOf(body, 'message_uuid') !== undefined)
      return ok(eventsOf(provider, [readVonageMessage(body)], context))
    const fields = readVonageFields(request)
    if (!fields) return fail('invalid_body', 'The body is neither a form nor a JSON object.')
    const values = new Map(fields.map(({ name, value }) => [name, value]))
    return ok(eventsOf(provider, [readVonageReceipt((name) => values.get(name) ?? '')], context))
  },
}
