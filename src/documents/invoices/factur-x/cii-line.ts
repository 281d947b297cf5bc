import type { InvoiceLine, InvoiceTax, InvoiceUnit } from '../invoice-document.ts'
import { element, optional, type XmlElement } from './xml.ts'

/** UNECE Recommendation 20. A message and a segment have no code of their own: they are counted as `one`. */
const unitCodes: Readonly<Record<InvoiceUnit, string>> = {
  message: 'C62',
  segment: 'C62',
  one: 'C62',
  second: 'SEC',
  minute: 'MIN',
}

/** A line, BG-25. */
export function lineItem(line: InvoiceLine): XmlElement {
  return element('ram:IncludedSupplyChainTradeLineItem', [
    element('ram:AssociatedDocumentLineDocument', [element('ram:LineID', String(line.position))]),
    element('ram:SpecifiedTradeProduct', [
      element('ram:Name', line.description),
      optional('ram:Description', line.detail),
    ]),
    element('ram:SpecifiedLineTradeAgreement', [
      element('ram:NetPriceProductTradePrice', [element('ram:ChargeAmount', line.unitPrice)]),
    ]),
    element('ram:SpecifiedLineTradeDelivery', [
      element('ram:BilledQuantity', line.quantity, { unitCode: unitCodes[line.unit] }),
    ]),
    element('ram:SpecifiedLineTradeSettlement', [
      element('ram:ApplicableTradeTax', [
        element('ram:TypeCode', 'VAT'),
        element('ram:CategoryCode', line.tax.category),
        rate(line.tax),
      ]),
      element('ram:SpecifiedTradeSettlementLineMonetarySummation', [
        element('ram:LineTotalAmount', line.net),
      ]),
    ]),
  ])
}

/** What is not subject to VAT has no rate, not even 0 (BR-O-5). */
export function rate(tax: Pick<InvoiceTax, 'category' | 'ratePercent'>): XmlElement | null {
  return tax.category === 'O' ? null : element('ram:RateApplicablePercent', tax.ratePercent)
}
