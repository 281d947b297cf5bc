import { maxLength } from '../../field-limits.ts'
import { type ProviderReport, tidyText } from '../../provider-event.ts'
import { readInstant } from '../../provider-time.ts'
import { senderOf } from '../../recipient-fields.ts'
import { readTwilioAddress, twilioRecipient } from './twilio-address.ts'
import type { TwilioParameters } from './twilio-parameters.ts'

/**
 * A message that came in is none that was sent. Where it quotes one (WhatsApp), that one was replied to, or its button tapped. Null
 * where it quotes none, or one of the customer's own.
 */
export function readTwilioReply(read: TwilioParameters): ProviderReport | null {
  const quoted = tidyText(read('OriginalRepliedMessageSid'), maxLength.id)
  const ownId = tidyText(read('MessageSid') || read('SmsSid'), maxLength.id)
  const quotedFrom = read('OriginalRepliedMessageSender')
  if (quoted === '' || ownId === '' || (quotedFrom !== '' && quotedFrom === read('From'))) return null
  const isTap = read('ButtonPayload') !== '' || read('ButtonText') !== ''
  const step = isTap ? 'clicked' : 'replied'
  const customer = readTwilioAddress(read('From'))
  return {
    messageId: quoted,
    identity: [step, ownId],
    step,
    channel: customer.channel || 'sms',
    providerTimeMs: null,
    requestIndex: 0,
    sender: senderOf(readTwilioAddress(read('To')).address),
    ...twilioRecipient(customer.address),
  }
}

/** A click on a shortened link, of Twilio's link shortening; null for anything else, such as a preview by a program. */
export function readTwilioClick(read: TwilioParameters): ProviderReport | null {
  const messageId = tidyText(read('sms_sid') || read('message_sid'), maxLength.id)
  if (messageId === '' || read('event_type').toLowerCase() !== 'click') return null
  const time = tidyText(read('click_time'))
  const url = tidyText(read('link'), maxLength.url)
  const to = readTwilioAddress(read('to'))
  const from = readTwilioAddress(read('from'))
  return {
    messageId,
    identity: ['click', time],
    step: 'clicked',
    channel: to.channel || from.channel || 'sms',
    providerTimeMs: readInstant(time, 'Z'),
    requestIndex: 0,
    sender: senderOf(from.address),
    ...twilioRecipient(to.address),
    url,
  }
}
