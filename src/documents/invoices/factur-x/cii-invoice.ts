import { createTranslate } from '../../../messages/index.ts'
import type { InvoiceDocument } from '../invoice-document.ts'
import { dateTime } from './cii-date.ts'
import { lineItem } from './cii-line.ts'
import { buyerParty, supplierParty } from './cii-party.ts'
import { settlement } from './cii-settlement.ts'
import { element, optional, writeXml, type XmlElement } from './xml.ts'

/** Codes of UNTDID 1001. A pro-forma is no invoice in the sense of EN 16931. */
const typeCodes = { invoice: '380', credit_note: '381' } as const

const namespaces = {
  'xmlns:rsm': 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
  'xmlns:ram': 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
  'xmlns:qdt': 'urn:un:unece:uncefact:data:standard:QualifiedDataType:100',
  'xmlns:udt': 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100',
} as const

/**
 * The invoice or credit note as EN 16931 says it in UN/CEFACT CII (profile EN 16931 of Factur-X 1.0, also ZUGFeRD 2).
 * Elements stand in the order of the schema.
 *
 * @returns null for a pro-forma
 */
export function ciiInvoice(document: InvoiceDocument): string | null {
  if (document.kind === 'pro_forma') return null
  const context = element('rsm:ExchangedDocumentContext', [
    element('ram:GuidelineSpecifiedDocumentContextParameter', [element('ram:ID', 'urn:cen.eu:en16931:2017')]),
  ])
  const exchanged = element('rsm:ExchangedDocument', [
    element('ram:ID', document.number),
    element('ram:TypeCode', typeCodes[document.kind]),
    element('ram:IssueDateTime', [dateTime(document.issuedOn)]),
    ...document.notes.map((note) => element('ram:IncludedNote', [element('ram:Content', note)])),
  ])
  const transaction = element('rsm:SupplyChainTradeTransaction', [
    ...document.lines.map(lineItem),
    agreement(document),
    delivery(document),
    settlement(document, createTranslate(document.language)),
  ])
  return writeXml(element('rsm:CrossIndustryInvoice', [context, exchanged, transaction], namespaces))
}

function agreement(document: InvoiceDocument): XmlElement {
  const { references } = document
  return element('ram:ApplicableHeaderTradeAgreement', [
    optional('ram:BuyerReference', references.buyer),
    supplierParty(document),
    buyerParty(document),
    referenced('ram:BuyerOrderReferencedDocument', references.order),
    referenced('ram:ContractReferencedDocument', references.contract),
  ])
}

/** Usage has no day of delivery but a period, which stands in the settlement. */
function delivery({ period, issuedOn }: InvoiceDocument): XmlElement {
  const occurrence = element('ram:ActualDeliverySupplyChainEvent', [
    element('ram:OccurrenceDateTime', [dateTime(issuedOn)]),
  ])
  return element('ram:ApplicableHeaderTradeDelivery', period ? [] : [occurrence])
}

function referenced(name: string, id: string | null): XmlElement | null {
  return id ? element(name, [element('ram:IssuerAssignedID', id)]) : null
}
