import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { lookUpNumber } from '../../recipient.ts'

const maxLength = 40

/** A number as it goes on: in international form, where only its country tells how it is meant (`8 916 …`, `0151 …`). */
export function withCountry(written: string, country: string): string {
  if (country === '' || written.length > maxLength || lookUpNumber(written) !== null) return written
  const number = parsePhoneNumberFromString(written, country as CountryCode)
  return number?.isPossible() ? number.number : written
}
