import { createHmac } from 'node:crypto'
import type { MessageStep } from '../../../contract/index.ts'
import { fail, ok } from '../../../core/index.ts'
import { maxLength } from '../../field-limits.ts'
import { fieldOf, parseJsonBody } from '../../json-fields.ts'
import type { HookAnswer, HookContext, HookRequest, ProviderAdapter } from '../../provider-adapter.ts'
import { eventsOf, type ProviderReport, tidyText } from '../../provider-event.ts'
import { readEpochMs } from '../../provider-time.ts'
import { equalsSecret } from '../../secret-text.ts'

const provider = 'viber'
const channel = 'viber'

/** Events on messages that the bot sent; all others are about what came in, or about nobody's message. */
const stepByEvent: ReadonlyMap<string, MessageStep> = new Map([
  ['delivered', 'delivered'],
  ['seen', 'read'],
  ['failed', 'failed'],
])

const signatureHeader = 'x-viber-content-signature'
const answer: HookAnswer = { status: 200, contentType: 'text/plain; charset=utf-8', body: 'OK' }

/** Callbacks of the Viber bot API. */
export const viberAdapter: ProviderAdapter = {
  provider,
  keptHeaders: [signatureHeader],
  answer,
  /** Hex HMAC-SHA256 of the raw body. Source: Viber REST API, "Callbacks". */
  verify({ headers, body }, settings) {
    const token = settings.auth_token ?? ''
    if (token === '') return false
    const expected = createHmac('sha256', token).update(body).digest('hex')
    return equalsSecret((headers[signatureHeader] ?? '').toLowerCase(), expected)
  },
  toEvents(request: HookRequest, context: HookContext) {
    const event = parseJsonBody(request.body)?.value
    if (typeof event !== 'object' || event === null || Array.isArray(event))
      return fail('invalid_body', 'The body is not a JSON object.')
    return ok(eventsOf(provider, [readReport(event)], context))
  },
}

function readReport(event: object): ProviderReport | null {
  const name = tidyText(fieldOf(event, 'event')).toLowerCase()
  const step = stepByEvent.get(name)
  // Numbers above 2⁵³ have become text, and kept their digits.
  const messageId = tidyText(fieldOf(event, 'message_token'), maxLength.id)
  const userId = tidyText(fieldOf(event, 'user_id'), maxLength.address)
  if (!step || messageId === '') return null
  const timestamp = tidyText(fieldOf(event, 'timestamp'))
  return {
    messageId,
    participant: userId,
    identity: [name, timestamp],
    step,
    channel,
    providerTimeMs: readEpochMs(timestamp),
    requestIndex: 0,
    recipient: userId,
    errorReason: step === 'failed' ? tidyText(fieldOf(event, 'desc'), maxLength.errorReason) : '',
  }
}
