import { createPublicKey, verify } from 'node:crypto'
import { type MessageStep, maxEventsPerRequest } from '../../../contract/index.ts'
import { fail, ok } from '../../../core/index.ts'
import { maxLength } from '../../field-limits.ts'
import { fieldOf, isTrue, parseJsonBody } from '../../json-fields.ts'
import type { HookAnswer, HookContext, HookRequest, ProviderAdapter } from '../../provider-adapter.ts'
import { eventsOf, type ProviderReport, tidyText } from '../../provider-event.ts'
import { readEpochSeconds } from '../../provider-time.ts'
import { mailboxKey, mailboxOf, recipientFields } from '../../recipient-fields.ts'

const provider = 'sendgrid'
const channel = 'email'

/** SendGrid's event → step. `dropped` was never handed over; others are noted and move nothing. */
const stepByEvent: ReadonlyMap<string, MessageStep> = new Map([
  ['processed', 'accepted'],
  ['deferred', 'queued'],
  ['delivered', 'delivered'],
  ['bounce', 'failed'],
  ['dropped', 'rejected'],
  ['open', 'read'],
  ['click', 'clicked'],
  ['spamreport', 'complained'],
  ['unsubscribe', 'unsubscribed'],
  ['group_unsubscribe', 'unsubscribed'],
])

const signatureHeader = 'x-twilio-email-event-webhook-signature'
const timestampHeader = 'x-twilio-email-event-webhook-timestamp'
const answer: HookAnswer = { status: 200, contentType: 'text/plain; charset=utf-8', body: 'OK' }

/** The signed Event Webhook: a JSON list of events of many messages. */
export const sendgridAdapter: ProviderAdapter = {
  provider,
  keptHeaders: [signatureHeader, timestampHeader],
  answer,
  verify: (request, settings) => isSigned(request, settings.public_key ?? ''),
  toEvents(request: HookRequest, context: HookContext) {
    const body = parseJsonBody(request.body)
    if (!body || !Array.isArray(body.value)) return fail('invalid_body', 'The body is not a JSON list.')
    if (body.value.length > maxEventsPerRequest)
      return fail('invalid_body', `The body holds more than ${maxEventsPerRequest} events.`)
    return ok(eventsOf(provider, readReports(body.value), context))
  },
}

/** ECDSA over P-256 with SHA-256, of the timestamp and the raw body. Source: SendGrid, "Event Webhook security features". */
function isSigned({ headers, body }: HookRequest, publicKey: string): boolean {
  const signature = headers[signatureHeader] ?? ''
  const timestamp = headers[timestampHeader] ?? ''
  if (publicKey === '' || signature === '' || timestamp === '') return false
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    const signed = Buffer.concat([Buffer.from(timestamp), body])
    return verify('sha256', signed, key, Buffer.from(signature, 'base64'))
  } catch {
    // A key or signature that is none.
    return false
  }
}

function* readReports(events: readonly unknown[]): Generator<ProviderReport | null> {
  for (const [index, event] of events.entries()) yield readReport(event, index)
}

/** Null where the event names no message, no recipient or nothing that happened. */
function readReport(event: unknown, index: number): ProviderReport | null {
  const messageId = readMessageId(event)
  const mailbox = mailboxOf(fieldOf(event, 'email'))
  const name = tidyText(fieldOf(event, 'event')).toLowerCase()
  if (messageId === '' || mailbox === '' || name === '') return null
  const timestamp = tidyText(fieldOf(event, 'timestamp'))
  return {
    messageId,
    participant: mailboxKey(mailbox),
    identity: [name, timestamp, tidyText(fieldOf(event, 'sg_event_id'))],
    step: stepByEvent.get(name) ?? 'noted',
    channel,
    providerTimeMs: readEpochSeconds(timestamp),
    requestIndex: index,
    ...recipientFields(channel, mailbox),
    category: firstText(fieldOf(event, 'category')),
    campaign: tidyText(fieldOf(event, 'singlesend_name') ?? fieldOf(event, 'marketing_campaign_name')),
    template: tidyText(fieldOf(event, 'sg_template_name') ?? fieldOf(event, 'sg_template_id')),
    url: tidyText(fieldOf(event, 'url'), maxLength.url),
    machine: isTrue(fieldOf(event, 'sg_machine_open')),
    ...readError(event),
  }
}

/**
 * `<id>.filter…` and `<id>.recvd-…` name the server that handled the message besides the message itself: only the part before is in
 * every event, and is what the sender was given as X-Message-Id.
 */
function readMessageId(event: unknown): string {
  return tidyText(fieldOf(event, 'sg_message_id'), maxLength.id).replace(/\.(?:filter|recvd).*$/s, '')
}

function readError(event: unknown): Required<Pick<ProviderReport, 'errorCode' | 'errorReason'>> {
  const status = tidyText(fieldOf(event, 'status'), maxLength.errorCode)
  const name = fieldOf(event, 'event')
  const reason = fieldOf(event, 'reason') ?? (name === 'deferred' ? fieldOf(event, 'response') : undefined)
  return {
    errorCode: /^[45]\.\d/.test(status) ? status : '',
    errorReason: tidyText(reason, maxLength.errorReason),
  }
}

/** One category is written as text, several as a list. */
function firstText(value: unknown): string {
  return tidyText(Array.isArray(value) ? value[0] : value)
}
