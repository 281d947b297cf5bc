import { createFormats, type Language } from '../../messages/index.ts'
import type { InvoiceDocument, InvoiceParty } from './invoice-document.ts'
import type { WrittenDocument } from './written-document.ts'

const present = (text: string | null): text is string => text !== null && text !== ''

/** Made once: to make them takes longer than to write a document with them. */
const namesIn = {
  en: createFormats({ language: 'en', timeZone: 'UTC' }),
  ru: createFormats({ language: 'ru', timeZone: 'UTC' }),
} satisfies Record<Language, object>

/** An address as it stands on an envelope, the country in the document's language. */
export function addressLines({ address }: InvoiceParty, { language }: InvoiceDocument): string[] {
  const town = [address.postalCode, address.city].filter(present).join(' ')
  const { country } = namesIn[language]
  return [address.street, address.street2, town, address.region, country(address.country)].filter(present)
}

/** The numbers that a party is found by, each with its name. */
export function identityLines(party: InvoiceParty, { t }: WrittenDocument): string[] {
  const isRussian = party.address.country === 'RU'
  const { vatNumber, taxNumber, kpp, registrationNumber } = party
  return [
    vatNumber && t('invoice_document.vat_number', { number: vatNumber }),
    taxNumber && t(isRussian ? 'invoice_document.inn' : 'invoice_document.tax_number', { number: taxNumber }),
    kpp && t('invoice_document.kpp', { number: kpp }),
    registrationNumber &&
      t(isRussian ? 'invoice_document.ogrn' : 'invoice_document.registration_number', {
        number: registrationNumber,
      }),
  ].filter(present)
}

/** Everything in one line, in the order of Russian documents: name, numbers, address, telephone. */
export function partyLine(party: InvoiceParty, { t }: WrittenDocument): string {
  const { address, taxNumber, kpp, phone } = party
  return [
    party.legalName,
    taxNumber && unbroken(t('invoice_document.inn', { number: taxNumber })),
    kpp && unbroken(t('invoice_document.kpp', { number: kpp })),
    address.postalCode,
    address.region,
    address.city,
    address.street,
    address.street2,
    phone && unbroken(t('invoice_document.phone', { number: phone })),
  ]
    .filter(present)
    .join(', ')
}

/** Kept on one line. */
const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0')
