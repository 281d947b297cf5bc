import type { MessageStep } from '../../../contract/index.ts'
import { maxLength } from '../../field-limits.ts'
import { fieldOf } from '../../json-fields.ts'
import { normaliseNetwork } from '../../network.ts'
import { readCost, readCount } from '../../provider-cost.ts'
import { type ProviderReport, tidyText } from '../../provider-event.ts'
import { readInstant } from '../../provider-time.ts'
import { recipientFields, senderOf } from '../../recipient-fields.ts'

const stepByStatus: ReadonlyMap<string, MessageStep> = new Map([
  ['submitted', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'read'],
  ['rejected', 'rejected'],
  ['undeliverable', 'failed'],
  ['failed', 'failed'],
  ['expired', 'expired'],
])

/** A webhook of the Messages API: a status, or a message that came in and quotes one that was sent. Null for anything else. */
export function readVonageMessage(body: unknown): ProviderReport | null {
  const status = tidyText(fieldOf(body, 'status')).toLowerCase()
  return status === '' ? readReply(body) : readStatus(body, status)
}

function readStatus(body: unknown, status: string): ProviderReport | null {
  const messageId = tidyText(fieldOf(body, 'message_uuid'), maxLength.id)
  if (messageId === '') return null
  const channel = channelOf(body, 'to')
  const time = tidyText(fieldOf(body, 'timestamp'))
  return {
    messageId,
    identity: [status, time],
    step: stepByStatus.get(status) ?? 'noted',
    channel,
    providerTimeMs: readInstant(time, 'Z'),
    requestIndex: 0,
    sender: senderOf(addressOf(fieldOf(body, 'from'))),
    ...recipientFields(channel, addressOf(fieldOf(body, 'to'))),
    network: normaliseNetwork(tidyText(fieldOf(body, 'destination', 'network_code'))) ?? '',
    segments: readCount(fieldOf(body, 'sms', 'count_total')),
    ...readError(fieldOf(body, 'error')),
    ...readCost(fieldOf(body, 'usage', 'price'), fieldOf(body, 'usage', 'currency')),
  }
}

/** `context` names the message that the customer's one quotes; a tapped button is a click. */
function readReply(body: unknown): ProviderReport | null {
  const quoted = tidyText(fieldOf(body, 'context', 'message_uuid'), maxLength.id)
  const ownId = tidyText(fieldOf(body, 'message_uuid'), maxLength.id)
  const from = addressOf(fieldOf(body, 'from'))
  const quotedFrom = tidyText(fieldOf(body, 'context', 'message_from'))
  // Customers may quote themselves.
  if (quoted === '' || ownId === '' || (quotedFrom !== '' && quotedFrom === from)) return null
  const step = fieldOf(body, 'message_type') === 'button' ? 'clicked' : 'replied'
  const channel = channelOf(body, 'from')
  return {
    messageId: quoted,
    identity: [step, ownId],
    step,
    channel,
    providerTimeMs: readInstant(fieldOf(body, 'timestamp'), 'Z'),
    requestIndex: 0,
    sender: senderOf(addressOf(fieldOf(body, 'to'))),
    ...recipientFields(channel, from),
  }
}

/** Version 1 writes channel and numbers flat, version 0.1 within the parties. */
function channelOf(body: unknown, party: 'to' | 'from'): string {
  const channel = tidyText(fieldOf(body, 'channel') ?? fieldOf(body, party, 'type')).toLowerCase()
  if (channel.startsWith('viber')) return 'viber'
  return /^[a-z][a-z0-9_-]{0,49}$/.test(channel) ? channel : 'sms'
}

function addressOf(party: unknown): string {
  const inner = fieldOf(party, 'number') ?? fieldOf(party, 'id')
  return tidyText(inner ?? party, maxLength.address)
}

/** The code is the fragment of `type` (version 0.1: `code`), or `title` where that is a number. */
function readError(error: unknown): Required<Pick<ProviderReport, 'errorCode' | 'errorReason'>> {
  const title = tidyText(fieldOf(error, 'title') ?? fieldOf(error, 'reason'), maxLength.errorReason)
  const [, fragment] = /#([\w-]+)$/.exec(tidyText(fieldOf(error, 'type'))) ?? []
  const code = fieldOf(error, 'code') ?? fragment ?? (/^\d+$/.test(title) ? title : '')
  const detail = tidyText(fieldOf(error, 'detail'), maxLength.errorReason)
  return { errorCode: tidyText(code, maxLength.errorCode), errorReason: detail || title }
}
