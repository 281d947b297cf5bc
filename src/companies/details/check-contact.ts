import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { z } from 'zod'
import { type Checked, right, wrong } from './field-check.ts'

const emailSchema = z.email()

/** The part after the at sign means the same in any case (RFC 5321, 2.3.5), the part before it need not. */
export function checkEmail(text: string): Checked {
  const at = text.lastIndexOf('@')
  const email = text.slice(0, at) + text.slice(at).toLowerCase()
  return emailSchema.safeParse(email).success
    ? right(email)
    : wrong('invalid_email', { example: 'billing@example.com' })
}

/** E.164. A number without a country code is taken as one of the company's country. */
export function checkPhone(text: string, country: string | null): Checked {
  const home = country !== null && isSupportedCountry(country) ? { defaultCountry: country } : {}
  const number = parsePhoneNumberFromString(text, { ...home, extract: false })
  return number?.isValid() && number.ext === undefined
    ? right(number.number)
    : wrong('invalid_phone', { example: '+49 30 901820' })
}
