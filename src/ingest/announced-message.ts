import { apiConnectionId } from '../facts/index.ts'
import { normaliseCountry } from './country.ts'
import { toldMessageKey } from './message-keys.ts'
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
    messageKey:
      message.message_id === undefined
        ? null
        : toldMessageKey(message.connection_id ?? apiConnectionId, message.message_id, address),
  }
}
