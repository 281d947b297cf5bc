import type { Period } from '../core/index.ts'
import { apiConnectionId } from '../facts/index.ts'
import { countSmsSegments } from '../ingest/index.ts'
import { addressOn, type Customer, createAudience } from './audience.ts'
import type { Channel } from './channel-models.ts'
import type { PlannedMinute } from './plan-traffic.ts'
import type { Random } from './random.ts'
import { hexOfWord, scramble } from './scramble.ts'
import { advertisingTemplates, senders, serviceTemplates, type Template } from './templates.ts'
import type { Reporting, SimulatedMessage } from './traffic.ts'
import { trafficWord } from './traffic-word.ts'
import { type Weighted, weightedChoice } from './weighted-choice.ts'

/** A connection of the company that part of the traffic comes in by. */
export interface SimulatedConnection {
  readonly id: string
  readonly provider: 'twilio' | 'meta-whatsapp'
}

export interface ComposeOptions {
  readonly seed: number
  readonly period: Period
  readonly messages: number
  readonly timeZone: string
  readonly currency: string
  readonly connections: readonly SimulatedConnection[]
}

/** Composes the next message of a planned minute. */
export type Compose = (random: Random, minute: PlannedMinute, index: number) => SimulatedMessage

const serviceChannel = weightedChoice<Weighted & { readonly channel: Channel }>([
  { weight: 47, channel: 'sms' },
  { weight: 24, channel: 'whatsapp' },
  { weight: 15, channel: 'email' },
  { weight: 8, channel: 'push' },
  { weight: 6, channel: 'viber' },
])
const serviceTemplate = weightedChoice(serviceTemplates)
const advertisingTemplate = weightedChoice(advertisingTemplates)
const senderOn = {
  sms: weightedChoice(senders.sms),
  viber: weightedChoice(senders.viber),
  whatsapp: weightedChoice(senders.whatsapp),
  email: weightedChoice(senders.email),
  push: weightedChoice(senders.push),
}
const segmentsOf = new Map(
  [...serviceTemplates, ...advertisingTemplates].map((template) => [
    template,
    countSmsSegments(template.text),
  ]),
)
/** Share of a channel's messages that its connection sends; the company posts the others to the API itself. */
const connectionShare = 0.6
const messagesPerCustomer = 6
const fewestCustomers = 500

/** Prices in micro-units; whatsapp's are those of Germany and move with the country's sms price. */
const whatsappPriceMicros = { advertising: 113_100, service: 45_600 }
const germanSmsPriceMicros = 62_000
const viberPriceMicros = 21_000
const emailPriceMicros = 400

/** Everything about a message but what happens to it: to whom, by which way, for what, at what price. */
export function composer(options: ComposeOptions): Compose {
  const { seed, currency, connections } = options
  const customer = createAudience(seed, options.timeZone)
  const customers = Math.max(fewestCustomers, Math.ceil(options.messages / messagesPerCustomer))
  const word = trafficWord({ seed, fromMs: options.period.fromMs })
  const tag = hexOfWord(word)
  return (random, minute, index) => {
    const campaign =
      minute.campaigns.length > 0 && random.chance(minute.campaignShare)
        ? random.pick(minute.campaigns)
        : undefined
    const template = campaign ? advertisingTemplate(random) : serviceTemplate(random)
    const channel = campaign?.channel ?? serviceChannel(random).channel
    // Squared, so that some customers hear from the company far more often than others.
    const to = customer(Math.floor(customers * random.next() ** 2))
    const segments = channel === 'sms' ? (segmentsOf.get(template) ?? 0) : 0
    const costMicros = priceOf(channel, template, to, segments)
    const isPhone = channel !== 'email' && channel !== 'push'
    return {
      index,
      ...wayOf(random, channel, connections, `${tag}-${index}`, scramble(word ^ scramble(index))),
      createdMs: minute.startMs + random.below(minute.lengthMs),
      channel,
      kind: template.kind,
      sender: senderOn[channel](random).name,
      recipient: addressOn(channel, to),
      recipientType: isPhone ? 'MOBILE' : '',
      country: to.country.code,
      numberCountry: isPhone ? to.country.code : '',
      network: channel === 'sms' ? to.network.mccMnc : '',
      campaign: campaign?.name ?? '',
      template: template.name,
      category: channel === 'whatsapp' ? template.category : '',
      text: template.text,
      segments,
      costMicros,
      costCurrency: costMicros === null ? '' : currency,
    }
  }
}

type Way = Pick<SimulatedMessage, 'connectionId' | 'provider' | 'reporting' | 'messageId'>

const reportingOf: Readonly<Record<SimulatedConnection['provider'], Reporting>> = {
  twilio: 'no-times',
  'meta-whatsapp': 'seconds',
}

function wayOf(
  random: Random,
  channel: Channel,
  connections: readonly SimulatedConnection[],
  ownId: string,
  bits: number,
): Way {
  const provider = channel === 'sms' ? 'twilio' : channel === 'whatsapp' ? 'meta-whatsapp' : undefined
  const connection = connections.find((candidate) => candidate.provider === provider)
  if (!connection || !random.chance(connectionShare))
    return { connectionId: apiConnectionId, provider: 'api', reporting: 'full', messageId: ownId }
  const hex = hexOfWord(bits) + hexOfWord(scramble(bits + 1)) + hexOfWord(scramble(bits + 2))
  return {
    connectionId: connection.id,
    provider: connection.provider,
    reporting: reportingOf[connection.provider],
    messageId: connection.provider === 'twilio' ? `SM${hex}${hex.slice(0, 8)}` : `wamid.${hex.toUpperCase()}`,
  }
}

function priceOf(channel: Channel, template: Template, to: Customer, segments: number): bigint | null {
  switch (channel) {
    case 'sms':
      return BigInt(to.country.smsPriceMicros * segments)
    case 'whatsapp': {
      const factor = to.country.smsPriceMicros / germanSmsPriceMicros
      return BigInt(Math.round(whatsappPriceMicros[template.kind] * factor))
    }
    case 'viber':
      return BigInt(viberPriceMicros)
    case 'email':
      return BigInt(emailPriceMicros)
    case 'push':
      return null
  }
}
