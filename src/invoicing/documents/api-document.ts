import type { ApiInvoiceDocument } from '../../contract/index.ts'
import { toDecimal } from '../../core/index.ts'
import type { InvoiceDocument, InvoiceParty } from '../../documents/index.ts'

/** @param leftMicros what may still be taken back of each line, by position; none of a document that is not credited */
export function toApiDocument(
  document: InvoiceDocument,
  leftMicros: ReadonlyMap<number, bigint>,
): ApiInvoiceDocument {
  const { period, corrects, payment } = document
  return {
    kind: document.kind,
    number: document.number,
    issued_on: document.issuedOn,
    due_on: document.dueOn,
    period: period && { from: period.from, to: period.to, time_zone: period.timeZone },
    currency: document.currency,
    language: document.language,
    corrects: corrects && { number: corrects.number, issued_on: corrects.issuedOn },
    supplier: toApiParty(document.supplier),
    buyer: toApiParty(document.buyer),
    lines: document.lines.map((line) => {
      const left = leftMicros.get(line.position)
      return {
        position: line.position,
        description: line.description,
        detail: line.detail,
        quantity: line.quantity,
        unit: line.unit,
        unit_price: line.unitPrice,
        net: line.net,
        tax_category: line.tax.category,
        tax_rate_percent: line.tax.ratePercent,
        creditable: left === undefined ? null : toDecimal(left, document.minorDigits),
      }
    }),
    taxes: document.taxes.map(({ category, ratePercent, taxable, tax, exemption }) => {
      return { category, rate_percent: ratePercent, taxable, tax, exemption }
    }),
    totals: document.totals,
    payment: { account: toApiAccount(payment), reference: payment.reference, qr: payment.qr },
    notes: [...document.notes],
  }
}

function toApiParty(party: InvoiceParty): ApiInvoiceDocument['supplier'] {
  const { street, street2, postalCode, city, region, country } = party.address
  return {
    legal_name: party.legalName,
    trade_name: party.tradeName,
    address: { street, street_2: street2, postal_code: postalCode, city, region, country },
    email: party.email,
    phone: party.phone,
    registration_number: party.registrationNumber,
    vat_number: party.vatNumber,
    tax_number: party.taxNumber,
    kpp: party.kpp,
  }
}

function toApiAccount({ account }: InvoiceDocument['payment']): ApiInvoiceDocument['payment']['account'] {
  return (
    account && {
      iban: account.iban,
      account_number: account.accountNumber,
      bic: account.bic,
      bank_name: account.bankName,
      correspondent_account: account.correspondentAccount,
    }
  )
}
