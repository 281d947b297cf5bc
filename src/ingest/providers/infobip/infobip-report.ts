import type { MessageStep } from '../../../contract/index.ts'
import { maxLength } from '../../field-limits.ts'
import { fieldOf } from '../../json-fields.ts'
import { normaliseNetwork } from '../../network.ts'
import { readCost, readCount } from '../../provider-cost.ts'
import { type ProviderReport, tidyText } from '../../provider-event.ts'
import { readInstant } from '../../provider-time.ts'
import { recipientFields, senderOf } from '../../recipient-fields.ts'

/** Statuses that differ from the rest of their group. */
const stepByStatus: ReadonlyMap<string, MessageStep> = new Map([
  ['PENDING_ACCEPTED', 'accepted'],
  ['PENDING_WAITING_DELIVERY', 'sent'],
  ['PENDING_ENROUTE', 'queued'],
  ['DELIVERED_TO_OPERATOR', 'carrier_delivered'],
  ['EXPIRED_DLR_UNKNOWN', 'unconfirmed'],
])
/** The same by number: a report may leave the names out. */
const stepByStatusId: ReadonlyMap<string, MessageStep> = new Map([
  ['26', 'accepted'],
  ['3', 'sent'],
  ['7', 'queued'],
  ['2', 'carrier_delivered'],
  ['29', 'unconfirmed'],
])
const stepByGroup: ReadonlyMap<string, MessageStep> = new Map([
  ['PENDING', 'queued'],
  ['UNDELIVERABLE', 'failed'],
  ['DELIVERED', 'delivered'],
  ['EXPIRED', 'expired'],
  ['REJECTED', 'rejected'],
  ['1', 'queued'],
  ['2', 'failed'],
  ['3', 'delivered'],
  ['4', 'expired'],
  ['5', 'rejected'],
])
const failedSteps: ReadonlySet<MessageStep> = new Set(['failed', 'rejected', 'expired', 'unconfirmed'])

/** Where a result stands: in a list, and at an address that may name the channel. */
export interface InfobipPlace {
  readonly channel: string
  readonly index: number
}

/** A report of delivery → the status that it tells. Null where it names no message. */
export function readInfobipReport(result: unknown, place: InfobipPlace): ProviderReport | null {
  const base = readBase(result, place)
  if (!base) return null
  const step = stepOf(fieldOf(result, 'status'))
  const name = tidyText(fieldOf(result, 'status', 'name') ?? fieldOf(result, 'status', 'id'))
  const doneAt = tidyText(fieldOf(result, 'doneAt'))
  // An SMS is priced by part, and an e-mail counts as one however `smsCount` has it.
  const isCharged = base.channel === 'sms' || base.channel === 'mms'
  const count = isCharged ? readCount(fieldOf(result, 'messageCount') ?? fieldOf(result, 'smsCount')) : 0
  const price = fieldOf(result, 'price')
  return {
    ...base,
    identity: [name, doneAt],
    step,
    providerTimeMs: readInstant(doneAt),
    network: normaliseNetwork(tidyText(fieldOf(result, 'mccMnc'))) ?? '',
    segments: count,
    ...(failedSteps.has(step) ? readError(result) : {}),
    ...readCost(fieldOf(price, 'pricePerMessage'), fieldOf(price, 'currency'), Math.max(count, 1)),
  }
}

/** When the message was handed over to Infobip, as every report of delivery tells; null where this one does not. */
export function readInfobipSubmission(result: unknown, place: InfobipPlace): ProviderReport | null {
  const base = readBase(result, place)
  const sentAt = tidyText(fieldOf(result, 'sentAt'))
  const sentAtMs = readInstant(sentAt)
  if (!base || sentAtMs === null) return null
  return { ...base, identity: ['accepted', sentAt], step: 'accepted', providerTimeMs: sentAtMs }
}

/** A report of being seen; null where it names no message or was not seen. */
export function readInfobipSeen(result: unknown, place: InfobipPlace): ProviderReport | null {
  const base = readBase(result, place)
  const seenAt = tidyText(fieldOf(result, 'seenAt'))
  if (!base || seenAt === '') return null
  return { ...base, identity: ['seen', seenAt], step: 'read', providerTimeMs: readInstant(seenAt) }
}

type Base = Pick<ProviderReport, 'messageId' | 'channel' | 'requestIndex' | 'sender'>

function readBase(result: unknown, { channel: stated, index }: InfobipPlace): Base | null {
  const messageId = tidyText(fieldOf(result, 'messageId'), maxLength.id)
  if (messageId === '') return null
  const to = tidyText(fieldOf(result, 'to') ?? fieldOf(result, 'destination'), maxLength.address)
  const channel = infobipChannel(fieldOf(result, 'channel'), stated, to)
  return {
    messageId,
    channel,
    requestIndex: index,
    sender: senderOf(fieldOf(result, 'sender') ?? fieldOf(result, 'from')),
    ...recipientFields(channel, to),
  }
}

/** `VIBER_BM`, `WHATSAPP` → viber, whatsapp: as the report says, else as the address does, else by the recipient. */
export function infobipChannel(reported: unknown, stated: string, to: string): string {
  const written = tidyText(reported) || stated.slice(0, 50)
  const [channel = ''] = written.toLowerCase().split('_')
  if (/^[a-z]{2,20}$/.test(channel)) return channel
  return to.includes('@') ? 'email' : 'sms'
}

function stepOf(status: unknown): MessageStep {
  const name = tidyText(fieldOf(status, 'name')).toUpperCase()
  const group = tidyText(fieldOf(status, 'groupName')).toUpperCase()
  const groupId = tidyText(fieldOf(status, 'groupId'))
  return (
    stepByStatus.get(name) ??
    (name === '' ? stepByStatusId.get(tidyText(fieldOf(status, 'id'))) : undefined) ??
    stepByGroup.get(group) ??
    stepByGroup.get(groupId) ??
    stepByGroup.get(name.split('_')[0] ?? '') ??
    'noted'
  )
}

/** Of an error, or of the status where there is none: rejections say there why. */
function readError(result: unknown): Required<Pick<ProviderReport, 'errorCode' | 'errorReason'>> {
  const error = fieldOf(result, 'error')
  const name = tidyText(fieldOf(error, 'name'), maxLength.errorCode)
  const told = name === '' || name === 'NO_ERROR' ? fieldOf(result, 'status') : error
  return {
    errorCode: tidyText(fieldOf(told, 'name') ?? fieldOf(told, 'id'), maxLength.errorCode),
    errorReason: tidyText(fieldOf(told, 'description'), maxLength.errorReason),
  }
}
