import { createPublicKey, verify } from 'node:crypto'
import { type MessageStep, maxEventsPerRequest } from '../../../contract/index.ts'
import { fail, ok } from '../../../core/index.ts'
import { maxLength } from '../../field-limits.ts'
import { fieldOf, listOf, parseJsonBody } from '../../json-fields.ts'
import type { HookAnswer, HookContext, HookRequest, ProviderAdapter } from '../../provider-adapter.ts'
import { readCost, readCount } from '../../provider-cost.ts'
import { eventsOf, type ProviderReport, tidyText } from '../../provider-event.ts'
import { readEpochSeconds, readInstant } from '../../provider-time.ts'
import { recipientFields, senderOf } from '../../recipient-fields.ts'

const provider = 'telnyx'

/** Telnyx's status of a recipient → step. Others are noted and move nothing. */
const stepByStatus: ReadonlyMap<string, MessageStep> = new Map([
  ['queued', 'queued'],
  ['sending', 'queued'],
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'read'],
  ['sending_failed', 'failed'],
  ['delivery_failed', 'failed'],
  ['expired', 'expired'],
  ['cancelled', 'cancelled'],
  ['delivery_unconfirmed', 'unconfirmed'],
])

const signatureHeader = 'telnyx-signature-ed25519'
const timestampHeader = 'telnyx-timestamp'
/** As Telnyx's own libraries have it. */
const toleranceMs = 5 * 60_000
/** What stands before the 32 bytes of an Ed25519 key in its SPKI form (RFC 8410). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex')
const keyBytes = 32
const answer: HookAnswer = { status: 200, contentType: 'text/plain; charset=utf-8', body: 'OK' }

/** Messaging webhooks, API version 2: `message.sent` and `message.finalized`. */
export const telnyxAdapter: ProviderAdapter = {
  provider,
  keptHeaders: [signatureHeader, timestampHeader],
  answer,
  verify: (request, settings, { nowMs }) => isSigned(request, settings.public_key ?? '', nowMs),
  toEvents(request: HookRequest, context: HookContext) {
    const data = fieldOf(parseJsonBody(request.body)?.value, 'data')
    if (typeof data !== 'object') return fail('invalid_body', 'The body holds no "data".')
    const recipients = listOf(fieldOf(data, 'payload', 'to'))
    if (recipients.length > maxEventsPerRequest)
      return fail('invalid_body', `The body holds more than ${maxEventsPerRequest} recipients.`)
    return ok(eventsOf(provider, readReports(data, recipients), context))
  },
}

/** Ed25519 over `timestamp|body`, not older or newer than five minutes. Source: Telnyx, "Webhook fundamentals". */
function isSigned({ headers, body }: HookRequest, publicKey: string, nowMs: number): boolean {
  const signature = Buffer.from(headers[signatureHeader] ?? '', 'base64')
  const timestamp = headers[timestampHeader] ?? ''
  const signedMs = readEpochSeconds(timestamp)
  const raw = Buffer.from(publicKey, 'base64')
  if (raw.byteLength !== keyBytes || signedMs === null || Math.abs(nowMs - signedMs) > toleranceMs)
    return false
  try {
    const key = createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), format: 'der', type: 'spki' })
    return verify(null, Buffer.concat([Buffer.from(`${timestamp}|`), body]), key, signature)
  } catch {
    // Bytes that are no key.
    return false
  }
}

function* readReports(data: unknown, recipients: readonly unknown[]): Generator<ProviderReport | null> {
  const payload = fieldOf(data, 'payload')
  if (fieldOf(payload, 'direction') === 'inbound') return
  for (const [index, recipient] of recipients.entries())
    yield readReport(data, recipient, { index, isGroup: recipients.length > 1 })
}

/** Null where the payload names no message or the recipient no status. */
function readReport(
  data: unknown,
  recipient: unknown,
  { index, isGroup }: { readonly index: number; readonly isGroup: boolean },
): ProviderReport | null {
  const payload = fieldOf(data, 'payload')
  const messageId = tidyText(fieldOf(payload, 'id'), maxLength.id)
  const status = tidyText(fieldOf(recipient, 'status')).toLowerCase()
  if (messageId === '' || status === '') return null
  const channel = channelOf(tidyText(fieldOf(payload, 'type')))
  const address = tidyText(fieldOf(recipient, 'phone_number'), maxLength.address)
  const isFinal = fieldOf(data, 'event_type') === 'message.finalized'
  const completedAt = isFinal ? fieldOf(payload, 'completed_at') : undefined
  const time = tidyText(completedAt ?? fieldOf(data, 'occurred_at'))
  return {
    messageId,
    participant: isGroup ? address : '',
    identity: [status, time],
    step: stepByStatus.get(status) ?? 'noted',
    channel,
    providerTimeMs: readInstant(time),
    requestIndex: index,
    sender: senderOf(fieldOf(payload, 'from', 'phone_number') ?? fieldOf(payload, 'from')),
    ...recipientFields(channel, address),
    segments: readCount(fieldOf(payload, 'parts')),
    ...readError(payload),
    // The price is that of the whole message: it stands with the first recipient.
    ...(index === 0
      ? readCost(fieldOf(payload, 'cost', 'amount'), fieldOf(payload, 'cost', 'currency'))
      : {}),
  }
}

function channelOf(type: string): string {
  const channel = type.toLowerCase()
  return /^[a-z]{2,20}$/.test(channel) ? channel : 'sms'
}

function readError(payload: unknown): Required<Pick<ProviderReport, 'errorCode' | 'errorReason'>> {
  const [error] = listOf(fieldOf(payload, 'errors'))
  return {
    errorCode: tidyText(fieldOf(error, 'code'), maxLength.errorCode),
    errorReason: tidyText(fieldOf(error, 'title') ?? fieldOf(error, 'detail'), maxLength.errorReason),
  }
}
