import { maxLength } from '../../field-limits.ts'
import { type ProviderReport, tidyText } from '../../provider-event.ts'
import { lookUpNumber } from '../../recipient.ts'

export type MetaAddress = Required<Pick<ProviderReport, 'recipient' | 'recipientType' | 'numberCountry'>>

/** A number, with its country; else a business-scoped user id, which begins with the country of the user: US.13491208655302741918 */
export function readMetaAddress(written: unknown): MetaAddress {
  const address = tidyText(written, maxLength.address)
  const number = /^\+?\d/.test(address) ? lookUpNumber(address) : null
  if (number)
    return {
      recipient: number.address,
      recipientType: number.recipientType,
      numberCountry: number.numberCountry,
    }
  const [, country = ''] = /^([A-Z]{2})\.[A-Za-z0-9.]+$/.exec(address) ?? []
  return { recipient: address, recipientType: '', numberCountry: country }
}
