import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { LRUCache } from 'lru-cache'

/** An address as the log keeps it. Empty string is "not known". */
export interface Recipient {
  /** E.164 with a plus for phone numbers; e-mail addresses with a lower-case domain; others as written. */
  readonly address: string
  /** ISO 3166-1 alpha-2 derived from the number. */
  readonly numberCountry: string
  /** libphonenumber's type of the number, as `MOBILE`. */
  readonly recipientType: string
}

const maxCachedNumbers = 100_000
/** Looking a number up costs about 20 µs, and a message's events name the same one several times. */
const numbers = new LRUCache<string, Recipient | 'not a number'>({ max: maxCachedNumbers })

const phoneChannels = new Set(['sms', 'mms', 'viber', 'whatsapp', 'rcs'])
const phoneLike = /^(?:\+|00)?[\d\s().\-/]{5,40}$/
const maxPhoneLength = 40

/**
 * Brings differently written addresses of one recipient to one form.
 * Null where the channel needs a phone number and this is not a possible one.
 */
export function normaliseRecipient(channel: string, written: string): Recipient | null {
  if (phoneChannels.has(channel)) {
    const number = lookUpNumber(written)
    if (number) return number
    if (channel === 'sms') return null
  }
  if (channel === 'email') return unknownNumber(normaliseEmail(written))
  return unknownNumber(written.trim())
}

/** A phone number in international form, with or without plus, `00` and separators; null when it is not a possible one. */
export function lookUpNumber(written: string): Recipient | null {
  if (written.length > maxPhoneLength || !phoneLike.test(written)) return null
  const known = numbers.get(written)
  if (known !== undefined) return known === 'not a number' ? null : known
  const found = parseNumber(written)
  numbers.set(written, found ?? 'not a number')
  return found
}

function parseNumber(written: string): Recipient | null {
  const digits = written.replace(/\D/g, '')
  const international = !written.startsWith('+') && digits.startsWith('00') ? digits.slice(2) : digits
  const number = parsePhoneNumberFromString(`+${international}`)
  if (!number?.isPossible()) return null
  return {
    address: number.number,
    numberCountry: number.country ?? '',
    recipientType: number.getType() ?? '',
  }
}

/** The local part of an address may tell upper from lower case; the domain never does. */
function normaliseEmail(written: string): string {
  const address = written.trim()
  const at = address.lastIndexOf('@')
  return at < 0 ? address : address.slice(0, at) + address.slice(at).toLowerCase()
}

function unknownNumber(address: string): Recipient {
  return { address, numberCountry: '', recipientType: '' }
}
