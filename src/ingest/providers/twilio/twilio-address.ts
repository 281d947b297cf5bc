import { maxLength } from '../../field-limits.ts'
import { type ProviderReport, tidyText } from '../../provider-event.ts'
import { lookUpNumber } from '../../recipient.ts'

export interface TwilioAddress {
  /** Empty for a bare number. */
  readonly channel: string
  readonly address: string
}

/** `whatsapp:+4915112345678` → channel and address; a bare number has no channel of its own. */
export function readTwilioAddress(written: string): TwilioAddress {
  const text = tidyText(written, maxLength.address)
  const match = /^([a-z][a-z0-9_-]{1,29}):(.*)$/i.exec(text)
  return match
    ? { channel: (match[1] ?? '').toLowerCase(), address: (match[2] ?? '').trim() }
    : { channel: '', address: text }
}

/** A number, on whatever channel; other addresses stay as they are. */
export function twilioRecipient(
  address: string,
): Required<Pick<ProviderReport, 'recipient' | 'recipientType' | 'numberCountry'>> {
  const number = lookUpNumber(address)
  return {
    recipient: number?.address ?? address,
    recipientType: number?.recipientType ?? '',
    numberCountry: number?.numberCountry ?? '',
  }
}
