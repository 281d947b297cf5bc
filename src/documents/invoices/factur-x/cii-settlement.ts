import type { Translate } from '../../../messages/index.ts'
import { createDocumentFormats } from '../document-formats.ts'
import type { InvoiceDocument, InvoiceTax } from '../invoice-document.ts'
import { dateTime } from './cii-date.ts'
import { rate } from './cii-line.ts'
import { element, optional, type XmlElement } from './xml.ts'

/** UNTDID 4461: a SEPA transfer, or any other transfer. */
const paymentMeans = { sepa: '58', transfer: '30' } as const

/** Everything about money: BG-16 to BG-23. */
export function settlement(document: InvoiceDocument, t: Translate): XmlElement {
  const accounting = document.taxInAccountingCurrency
  return element('ram:ApplicableHeaderTradeSettlement', [
    optional('ram:PaymentReference', document.payment.reference),
    optional('ram:TaxCurrencyCode', accounting?.currency),
    element('ram:InvoiceCurrencyCode', document.currency),
    transfer(document),
    ...document.taxes.map(tradeTax),
    billingPeriod(document),
    paymentTerms(document, t),
    summation(document),
    document.corrects
      ? element('ram:InvoiceReferencedDocument', [
          element('ram:IssuerAssignedID', document.corrects.number),
          element('ram:FormattedIssueDateTime', [dateTime(document.corrects.issuedOn, 'qdt')]),
        ])
      : null,
  ])
}

/** How to pay; nothing where nothing is to be paid to the supplier. */
function transfer({ kind, payment, totals, currency, supplier }: InvoiceDocument): XmlElement | null {
  const { account } = payment
  if (!account || kind === 'credit_note' || Number(totals.due) <= 0) return null
  const iban = account.iban?.replace(/\s/g, '') ?? null
  return element('ram:SpecifiedTradeSettlementPaymentMeans', [
    element('ram:TypeCode', iban && currency === 'EUR' ? paymentMeans.sepa : paymentMeans.transfer),
    element('ram:PayeePartyCreditorFinancialAccount', [
      optional('ram:IBANID', iban),
      element('ram:AccountName', supplier.legalName),
      optional('ram:ProprietaryID', iban ? null : account.accountNumber),
    ]),
    account.bic
      ? element('ram:PayeeSpecifiedCreditorFinancialInstitution', [element('ram:BICID', account.bic)])
      : null,
  ])
}

function tradeTax(tax: InvoiceTax): XmlElement {
  return element('ram:ApplicableTradeTax', [
    element('ram:CalculatedAmount', tax.tax),
    element('ram:TypeCode', 'VAT'),
    optional('ram:ExemptionReason', tax.exemption?.text),
    element('ram:BasisAmount', tax.taxable),
    element('ram:CategoryCode', tax.category),
    optional('ram:ExemptionReasonCode', tax.exemption?.code),
    rate(tax),
  ])
}

function billingPeriod({ period }: InvoiceDocument): XmlElement | null {
  if (!period) return null
  return element('ram:BillingSpecifiedPeriod', [
    element('ram:StartDateTime', [dateTime(period.from)]),
    element('ram:EndDateTime', [dateTime(period.to)]),
  ])
}

/** With an amount due there must be a day or terms (BR-CO-25). */
function paymentTerms(document: InvoiceDocument, t: Translate): XmlElement | null {
  const { dueOn, kind, totals, language, currency, minorDigits } = document
  if (Number(totals.due) <= 0) return null
  const { longDate } = createDocumentFormats({ language, currency, minorDigits })
  const open = kind === 'credit_note' ? t('invoice_document.credited') : t('invoice_document.due_on_receipt')
  return element('ram:SpecifiedTradePaymentTerms', [
    element('ram:Description', dueOn ? t('invoice_document.due_by', { date: longDate(dueOn) }) : open),
    dueOn ? element('ram:DueDateDateTime', [dateTime(dueOn)]) : null,
  ])
}

function summation({ totals, currency, taxInAccountingCurrency }: InvoiceDocument): XmlElement {
  return element('ram:SpecifiedTradeSettlementHeaderMonetarySummation', [
    element('ram:LineTotalAmount', totals.net),
    element('ram:TaxBasisTotalAmount', totals.net),
    element('ram:TaxTotalAmount', totals.tax, { currencyID: currency }),
    taxInAccountingCurrency
      ? element('ram:TaxTotalAmount', taxInAccountingCurrency.tax, {
          currencyID: taxInAccountingCurrency.currency,
        })
      : null,
    element('ram:GrandTotalAmount', totals.gross),
    element('ram:TotalPrepaidAmount', totals.prepaid),
    element('ram:DuePayableAmount', totals.due),
  ])
}
