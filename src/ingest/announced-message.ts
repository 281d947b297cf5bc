import { apiConnectionId } from '../facts/index.ts'
import { normaliseCountry } from './country.ts'
import { messageKeyOf } from './message-keys.ts'
import { normaliseNetwork } from './network.ts'
import { normaliseRecipient } from './recipient.ts'
import { countSmsSegments } from './sms-segments.ts'

/** A message that is to be sent, as a program announces it. */
export interface AnnouncedMessage {
  readonly message_id?: string | undefined
  readonly connection_id?: string | undefined
  readonly channel: string
  readonly recipient: string
  readonly country?: string | undefined
  readonly network?: string | undefined
  readonly segments?: number | undefined
  readonly text?: string | undefined
}

/** The same in the words of the facts, so that a price now is the price later. Empty text is "not known". */
export interface NormalisedMessage {
  readonly recipient: string
  readonly country: string
  readonly network: string
  /** At least 1. */
  readonly segments: number
  /** Under which its events will be folded; null where the message has no id yet. */
  readonly messageKey: string | null
}

/** What cannot be read as what it should be is not known: the price is then that of a less specific rate. */
export function normaliseAnnounced(message: AnnouncedMessage): NormalisedMessage {
  const recipient = normaliseRecipient(message.channel, message.recipient)
  const address = recipient?.address ?? message.recipient.trim()
  const counted = message.channel === 'sms' && message.text ? countSmsSegments(message.text) : 0
  return {
    recipient: address,
    country: (message.country && normaliseCountry(message.country)) || (recipient?.numberCountry ?? ''),
    network: (message.network && normaliseNetwork(message.network)) || '',
    segments: Math.max(message.segments ?? counted, 1),
    messageKey: message.message_id === undefined ? null : keyOf(message, message.message_id, address),
  }
}

/** Events of the API name a message by its id and recipient, those of a connection by the provider's id alone. */
function keyOf({ connection_id }: AnnouncedMessage, messageId: string, address: string): string {
  const ofApi = connection_id === undefined || connection_id === apiConnectionId
  return ofApi
    ? messageKeyOf(apiConnectionId, [messageId, address])
    : messageKeyOf(connection_id, [messageId, ''])
}
