import type { InvoiceDocument, InvoiceParty } from '../invoice-document.ts'
import { element, group, optional, type XmlElement } from './xml.ts'

/** Where nothing is subject to VAT, no VAT number may stand in the file (BR-O-2). */
function carriesVatNumbers(document: InvoiceDocument): boolean {
  return document.taxes.every(({ category }) => category !== 'O')
}

/** BG-4. Somebody must be found by a number (BR-CO-26): without a registration and VAT number it is the tax number. */
export function supplierParty(document: InvoiceDocument): XmlElement {
  const { supplier } = document
  const vatNumber = carriesVatNumbers(document) ? supplier.vatNumber : null
  const identified = supplier.registrationNumber || vatNumber
  const contact = group('ram:DefinedTradeContact', [
    supplier.phone || supplier.email
      ? element('ram:PersonName', supplier.tradeName ?? supplier.legalName)
      : null,
    supplier.phone
      ? element('ram:TelephoneUniversalCommunication', [element('ram:CompleteNumber', supplier.phone)])
      : null,
    supplier.email
      ? element('ram:EmailURIUniversalCommunication', [element('ram:URIID', supplier.email)])
      : null,
  ])
  return element('ram:SellerTradeParty', [
    optional('ram:ID', identified ? null : supplier.taxNumber),
    ...partyElements(supplier, contact),
    registration(vatNumber, 'VA'),
    registration(supplier.taxNumber, 'FC'),
  ])
}

/** BG-7. */
export function buyerParty(document: InvoiceDocument): XmlElement {
  const { buyer } = document
  return element('ram:BuyerTradeParty', [
    ...partyElements(buyer, null),
    registration(carriesVatNumbers(document) ? buyer.vatNumber : null, 'VA'),
  ])
}

function partyElements(party: InvoiceParty, contact: XmlElement | null): (XmlElement | null)[] {
  const { address } = party
  return [
    element('ram:Name', party.legalName),
    group('ram:SpecifiedLegalOrganization', [
      optional('ram:ID', party.registrationNumber),
      optional('ram:TradingBusinessName', party.tradeName),
    ]),
    contact,
    element('ram:PostalTradeAddress', [
      optional('ram:PostcodeCode', address.postalCode),
      optional('ram:LineOne', address.street),
      optional('ram:LineTwo', address.street2),
      optional('ram:CityName', address.city),
      element('ram:CountryID', address.country),
      optional('ram:CountrySubDivisionName', address.region),
    ]),
    party.email
      ? element('ram:URIUniversalCommunication', [element('ram:URIID', party.email, { schemeID: 'EM' })])
      : null,
  ]
}

/** @param scheme VA for a VAT number, FC for a national tax number */
function registration(number: string | null, scheme: 'VA' | 'FC'): XmlElement | null {
  return number
    ? element('ram:SpecifiedTaxRegistration', [element('ram:ID', number, { schemeID: scheme })])
    : null
}
