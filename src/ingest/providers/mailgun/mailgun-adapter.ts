import { createHmac } from 'node:crypto'
import type { MessageStep } from '../../../contract/index.ts'
import { fail, ok } from '../../../core/index.ts'
import { maxLength } from '../../field-limits.ts'
import { fieldOf, listOf, parseJsonBody } from '../../json-fields.ts'
import type {
  CheckContext,
  ConnectionSettings,
  HookAnswer,
  HookContext,
  HookRequest,
  ProviderAdapter,
} from '../../provider-adapter.ts'
import { eventsOf, type ProviderReport, tidyText } from '../../provider-event.ts'
import { readEpochSeconds } from '../../provider-time.ts'
import { mailboxKey, mailboxOf, recipientFields } from '../../recipient-fields.ts'
import { equalsSecret } from '../../secret-text.ts'

const provider = 'mailgun'
const channel = 'email'

/** Mailgun's event → step; `failed` is told apart by its severity and reason. Others are noted and move nothing. */
const stepByEvent: ReadonlyMap<string, MessageStep> = new Map([
  ['accepted', 'accepted'],
  ['rejected', 'rejected'],
  ['delivered', 'delivered'],
  ['failed', 'failed'],
  ['opened', 'read'],
  ['clicked', 'clicked'],
  ['unsubscribed', 'unsubscribed'],
  ['complained', 'complained'],
])

/** Mailgun repeats what was not taken for eight hours; it does not say whether a repeat is signed anew. */
const maxSignatureAgeMs = 9 * 3_600_000
const maxSignatureAheadMs = 15 * 60_000
const answer: HookAnswer = { status: 200, contentType: 'text/plain; charset=utf-8', body: 'OK' }

/** Webhooks of Mailgun: one event each, in `event-data`. */
export const mailgunAdapter: ProviderAdapter = {
  provider,
  keptHeaders: [],
  answer,
  verify: isSigned,
  toEvents(request: HookRequest, context: HookContext) {
    const event = fieldOf(parseJsonBody(request.body)?.value, 'event-data')
    if (typeof event !== 'object') return fail('invalid_body', 'The body holds no "event-data".')
    return ok(eventsOf(provider, [readReport(event)], context))
  },
}

/**
 * Hex HMAC-SHA256 of timestamp and token. The event itself is not signed, so a signature counts for nine hours only, and its
 * token for the body that it first came with. Source: Mailgun, "Securing webhooks".
 */
function isSigned(request: HookRequest, settings: ConnectionSettings, context: CheckContext): boolean {
  const key = settings.signing_key ?? ''
  const signature = fieldOf(parseJsonBody(request.body)?.value, 'signature')
  const timestamp = tidyText(fieldOf(signature, 'timestamp'), maxLength.id)
  const token = tidyText(fieldOf(signature, 'token'), maxLength.id)
  const signedMs = readEpochSeconds(timestamp)
  if (key === '' || token === '' || signedMs === null) return false
  const expected = createHmac('sha256', key).update(`${timestamp}${token}`).digest('hex')
  if (!equalsSecret(tidyText(fieldOf(signature, 'signature')).toLowerCase(), expected)) return false
  const ageMs = context.nowMs - signedMs
  if (ageMs > maxSignatureAgeMs || ageMs < -maxSignatureAheadMs) return false
  return context.ports.tokens.belongsTo(`${context.connectionId} ${token}`, request.body)
}

/** Null where the event names no message, no recipient or nothing that happened. */
function readReport(event: unknown): ProviderReport | null {
  const messageId = tidyText(fieldOf(event, 'message', 'headers', 'message-id'), maxLength.id)
  const mailbox = mailboxOf(fieldOf(event, 'recipient'))
  const name = tidyText(fieldOf(event, 'event')).toLowerCase()
  if (messageId === '' || mailbox === '' || name === '') return null
  const timestamp = tidyText(fieldOf(event, 'timestamp'))
  return {
    messageId: messageId.replace(/^<|>$/g, ''),
    participant: mailboxKey(mailbox),
    identity: [name, timestamp, tidyText(fieldOf(event, 'id'))],
    step: stepOf(name, event),
    channel,
    providerTimeMs: readEpochSeconds(timestamp),
    requestIndex: 0,
    sender: mailboxOf(fieldOf(event, 'message', 'headers', 'from') ?? fieldOf(event, 'envelope', 'sender')),
    ...recipientFields(channel, mailbox),
    category: tidyText(listOf(fieldOf(event, 'tags'))[0]),
    campaign: readCampaign(event),
    template: tidyText(fieldOf(event, 'template', 'name')),
    url: tidyText(fieldOf(event, 'url'), maxLength.url),
    machine: tidyText(fieldOf(event, 'client-info', 'bot')) !== '',
    ...readError(event),
  }
}

/** A failure that is tried again is on its way; what Mailgun did not even try, for an earlier bounce or complaint, is rejected. */
function stepOf(name: string, event: unknown): MessageStep {
  if (name !== 'failed') return stepByEvent.get(name) ?? 'noted'
  if (fieldOf(event, 'severity') === 'temporary') return 'queued'
  return tidyText(fieldOf(event, 'reason')).startsWith('suppress-') ? 'rejected' : 'failed'
}

/** Names of campaigns are texts, or objects with a name. */
function readCampaign(event: unknown): string {
  const [campaign] = listOf(fieldOf(event, 'campaigns'))
  return tidyText(fieldOf(campaign, 'name') ?? campaign)
}

function readError(event: unknown): Required<Pick<ProviderReport, 'errorCode' | 'errorReason'>> {
  const status = fieldOf(event, 'delivery-status')
  const reasons = [
    fieldOf(status, 'description'),
    fieldOf(status, 'message'),
    fieldOf(event, 'reject', 'reason'),
    fieldOf(event, 'reason'),
  ].map((reason) => tidyText(reason, maxLength.errorReason))
  const hasFailed = ['failed', 'rejected'].includes(tidyText(fieldOf(event, 'event')).toLowerCase())
  if (!hasFailed) return { errorCode: '', errorReason: '' }
  const code = fieldOf(status, 'enhanced-code') ?? fieldOf(status, 'code')
  return {
    errorCode: tidyText(code, maxLength.errorCode),
    errorReason: reasons.find((reason) => reason !== '') ?? '',
  }
}
