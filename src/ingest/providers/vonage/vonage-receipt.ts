import type { MessageStep } from '../../../contract/index.ts'
import { maxLength } from '../../field-limits.ts'
import { normaliseNetwork } from '../../network.ts'
import { readCost } from '../../provider-cost.ts'
import { type ProviderReport, tidyText } from '../../provider-event.ts'
import { readInstant } from '../../provider-time.ts'
import { recipientFields, senderOf } from '../../recipient-fields.ts'

const channel = 'sms'
/** Prices of the SMS API are in euros, and the receipt does not say so. */
const currency = 'EUR'

/** Status of a receipt → step. Others are noted and move nothing. */
const stepByStatus: ReadonlyMap<string, MessageStep> = new Map([
  ['accepted', 'accepted'],
  ['buffered', 'queued'],
  ['submitted', 'sent'],
  ['delivered', 'delivered'],
  ['failed', 'failed'],
  ['rejected', 'rejected'],
  ['expired', 'expired'],
  ['deleted', 'cancelled'],
  ['unknown', 'unconfirmed'],
])

/**
 * A delivery receipt of the SMS API: one per part, each part with an id of its own. `to` is the sender, `msisdn` the
 * recipient. Null for what is no receipt, as a message that came in.
 */
export function readVonageReceipt(read: (name: string) => string): ProviderReport | null {
  const messageId = tidyText(read('messageId') || read('message-id'), maxLength.id)
  const status = tidyText(read('status')).toLowerCase()
  if (messageId === '' || status === '') return null
  const errorCode = tidyText(read('err-code'), maxLength.errorCode)
  return {
    messageId,
    // `message-timestamp` is when the receipt was pushed: a repeat may have another one.
    identity: [status, read('scts')],
    step: stepByStatus.get(status) ?? 'noted',
    channel,
    providerTimeMs: readInstant(read('message-timestamp'), 'Z'),
    requestIndex: 0,
    sender: senderOf(read('to')),
    ...recipientFields(channel, read('msisdn')),
    network: normaliseNetwork(read('network-code').trim()) ?? '',
    segments: 1,
    errorCode: /^0*$/.test(errorCode) ? '' : errorCode,
    ...readCost(read('price'), currency),
  }
}
