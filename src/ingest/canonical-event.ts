import type { MessageStep } from '../contract/index.ts'
import { type Money, ok, type Result } from '../core/index.ts'
import { apiConnectionId, apiProvider, type MessageEvent } from '../facts/index.ts'
import { type MessageCloudEvent, parseCloudEvent, stepByType } from './cloud-event.ts'
import { normaliseCountry } from './country.ts'
import { eventKeyOf, toldMessageKey } from './message-keys.ts'
import { normaliseNetwork } from './network.ts'
import { readCost } from './read-cost.ts'
import { readTime } from './read-time.ts'
import { normaliseRecipient } from './recipient.ts'
import { type Refusal, refuse } from './refusal.ts'
import { countSmsSegments } from './sms-segments.ts'

/** The request that an item came in. */
export interface ItemContext {
  readonly companyId: string
  readonly requestId: string
  readonly receivedAtMs: number
}

type MessageData = MessageCloudEvent['data']

/** One item of a request in canonical form → a row of the log, or why it is refused. */
export function fromCloudEvent(
  item: unknown,
  index: number,
  context: ItemContext,
): Result<MessageEvent, Refusal> {
  const event = parseCloudEvent(item)
  if (!event.ok) return event
  const { data } = event.value
  const time = readTime(event.value.time, context.receivedAtMs)
  if (!time.ok) return time
  const recipient = normaliseRecipient(data.channel, data.recipient)
  if (!recipient)
    return refuse(
      'invalid_recipient',
      'data.recipient must be a phone number in international form, as "+4915112345678".',
    )
  const stated = readStated(data)
  if (!stated.ok) return stated
  const connectionId = data.connection_id ?? apiConnectionId
  return ok({
    companyId: context.companyId,
    messageKey: toldMessageKey(connectionId, data.message_id, recipient.address),
    eventKey: eventKeyOf([event.value.source, event.value.id]),
    connectionId,
    provider: apiProvider,
    messageId: data.message_id,
    step: stepOf(event.value),
    timeMs: time.value.timeMs,
    timeSource: time.value.timeSource,
    receivedAtMs: context.receivedAtMs,
    channel: data.channel,
    sender: data.sender ?? '',
    recipient: recipient.address,
    recipientType: recipient.recipientType,
    country: stated.value.country,
    numberCountry: recipient.numberCountry,
    network: stated.value.network,
    campaign: data.campaign ?? '',
    template: data.template ?? '',
    kind: data.kind ?? '',
    category: data.category ?? '',
    segments: data.segments ?? 0,
    computedSegments: data.channel === 'sms' && data.text ? countSmsSegments(data.text) : 0,
    part: data.part ?? 0,
    parts: data.parts ?? 0,
    costMicros: stated.value.cost?.amountMicros ?? null,
    costCurrency: stated.value.cost?.currency ?? '',
    errorCode: String(data.error?.code ?? ''),
    errorReason: data.error?.reason ?? '',
    url: data.url ?? '',
    machine: data.machine ?? false,
    requestId: context.requestId,
    requestIndex: index,
  })
}

/** A temporary failure is no end of the message: the provider tries on, so it counts as queued and keeps its error. */
function stepOf(event: MessageCloudEvent): MessageStep {
  const step = stepByType[event.type]
  return step === 'failed' && event.data.error?.permanent === false ? 'queued' : step
}

interface StatedAttributes {
  readonly country: string
  readonly network: string
  readonly cost: Money | null
}

function readStated(data: MessageData): Result<StatedAttributes, Refusal> {
  const country = data.country ? normaliseCountry(data.country) : ''
  if (country === null)
    return refuse('invalid_country', 'data.country must be a country of ISO 3166-1, as "DE".')
  const network = data.network ? normaliseNetwork(data.network) : ''
  if (network === null) return refuse('invalid_network', 'data.network must be MCC-MNC, as "262-01".')
  if (data.part && data.parts && data.part > data.parts)
    return refuse('invalid_part', 'data.part must be at most data.parts.')
  const cost = readCost(data.cost)
  return cost.ok ? ok({ country, network, cost: cost.value }) : cost
}
