import { maxLength } from './field-limits.ts'
import { type ProviderReport, tidyText } from './provider-event.ts'
import { lookUpNumber, normaliseRecipient } from './recipient.ts'

type RecipientFields = Required<Pick<ProviderReport, 'recipient' | 'recipientType' | 'numberCountry'>>

/** Who a message goes to, as the log keeps it; an address that is no number stays as it is written. */
export function recipientFields(channel: string, written: unknown): RecipientFields {
  const address = tidyText(written, maxLength.address)
  const found = normaliseRecipient(channel, address)
  return {
    recipient: found?.address ?? address,
    recipientType: found?.recipientType ?? '',
    numberCountry: found?.numberCountry ?? '',
  }
}

/** Who a message is from: a number in international form, or the name that it is sent under. */
export function senderOf(written: unknown): string {
  const address = tidyText(written, maxLength.address)
  return lookUpNumber(address)?.address ?? address
}

/** The mailbox of `Name <mailbox>`, or the text itself. */
export function mailboxOf(written: unknown): string {
  const text = tidyText(written, maxLength.address)
  return /<([^<>]+)>$/.exec(text)?.[1]?.trim() ?? text
}

/** What tells the recipients of one e-mail apart, however their addresses are written. */
export function mailboxKey(mailbox: string): string {
  return mailbox.toLowerCase()
}
