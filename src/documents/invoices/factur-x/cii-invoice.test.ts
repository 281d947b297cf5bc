import * as fc from 'fast-check'
import { XMLValidator } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import type { InvoiceDocument, InvoiceTax } from '../invoice-document.ts'
import {
  germanCreditNote,
  germanInvoice,
  type LineSeed,
  summed,
  usageLines,
} from '../sample-documents.fixture.ts'
import { ciiInvoice } from './cii-invoice.ts'
import { misplaced } from './cii-order.fixture.ts'
import { all, brokenRules, one, type Read, readXml } from './en16931-rules.fixture.ts'

const settlement = 'SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement'

function read(document: InvoiceDocument): Read {
  const xml = ciiInvoice(document) ?? ''
  expect(XMLValidator.validate(xml)).toBe(true)
  return readXml(xml)
}

const exemptions: Readonly<Partial<Record<InvoiceTax['category'], InvoiceTax['exemption']>>> = {
  E: { code: null, text: 'Exempt under section 4 of the VAT act.' },
  AE: { code: 'VATEX-EU-AE', text: 'Reverse charge' },
  G: { code: 'VATEX-EU-G', text: 'Export outside the EU' },
  O: { code: 'VATEX-EU-O', text: 'Not subject to VAT' },
}

describe('the XML of a document', () => {
  test.each([
    ['380', germanInvoice],
    ['381', germanCreditNote],
  ] as const)('of type %s keeps the business rules and the order of the schema', (code, document) => {
    const root = read(document)
    expect(brokenRules(root)).toEqual([])
    expect(misplaced(root)).toEqual([])
    expect(one(root, 'ExchangedDocument/TypeCode')).toBe(code)
  })

  test('says what the document says', () => {
    const root = read(germanInvoice)
    expect(one(root, 'ExchangedDocument/ID')).toBe('NW-2026-000123')
    expect(one(root, 'ExchangedDocument/IssueDateTime/DateTimeString')).toBe('20261002')
    expect(one(root, `${settlement}/PaymentReference`)).toBe('NW-2026-000123')
    const means = all(root, `${settlement}/SpecifiedTradeSettlementPaymentMeans`)[0]
    expect(means && one(means, 'TypeCode')).toBe('58')
    expect(means && one(means, 'PayeePartyCreditorFinancialAccount/IBANID')).toBe('DE89370400440532013000')
    expect(one(root, `${settlement}/BillingSpecifiedPeriod/EndDateTime/DateTimeString`)).toBe('20260930')
    expect(one(root, `${settlement}/SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString`)).toBe(
      '20261016',
    )
    const { totals } = germanInvoice
    const sums = all(root, `${settlement}/SpecifiedTradeSettlementHeaderMonetarySummation`)[0]?.children
    expect(sums?.map(({ text }) => text)).toEqual([
      totals.net,
      totals.net,
      totals.tax,
      totals.gross,
      totals.prepaid,
      totals.due,
    ])
  })

  test('of a credit note names the invoice that it corrects', () => {
    const root = read(germanCreditNote)
    const reference = all(root, `${settlement}/InvoiceReferencedDocument`)[0]
    expect(reference && one(reference, 'IssuerAssignedID')).toBe(germanInvoice.number)
    expect(reference && one(reference, 'FormattedIssueDateTime/DateTimeString')).toBe('20261002')
    expect(all(root, `${settlement}/SpecifiedTradeSettlementPaymentMeans`)).toEqual([])
  })

  test('has the tax in the currency of the tax office too', () => {
    const document = {
      ...germanInvoice,
      currency: 'USD',
      taxInAccountingCurrency: { currency: 'EUR', tax: '700.00' },
    }
    const root = read(document)
    expect(brokenRules(root)).toEqual([])
    expect(misplaced(root)).toEqual([])
    const totals = all(root, `${settlement}/SpecifiedTradeSettlementHeaderMonetarySummation/TaxTotalAmount`)
    expect(totals.map(({ text, attributes }) => [attributes['currencyID'], text])).toEqual([
      ['USD', germanInvoice.totals.tax],
      ['EUR', '700.00'],
    ])
  })

  test('has no VAT number and no rate where nothing is subject to VAT', () => {
    const tax = { category: 'O', ratePercent: '0' } as const
    const supplier = { ...germanInvoice.supplier, registrationNumber: null }
    const xml =
      ciiInvoice({ ...germanInvoice, supplier, ...summed(usageLines(3, 'en', tax), exemptions) }) ?? ''
    expect(brokenRules(readXml(xml))).toEqual([])
    expect(xml).not.toContain('RateApplicablePercent')
    expect(xml).not.toContain('schemeID="VA"')
    expect(xml).toContain('VATEX-EU-O')
  })

  test('is not there for a pro-forma', () => {
    expect(ciiInvoice({ ...germanInvoice, kind: 'pro_forma' })).toBeNull()
  })
})

/** Of any UTF-16 units: controls and halves of pairs, which XML cannot hold. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
  .map((units) => String.fromCharCode(...units))

describe('any document', () => {
  const taxed: fc.Arbitrary<LineSeed['tax']> = fc.oneof(
    fc
      .constantFrom('19', '7', '5.5', '20', '8.1')
      .map((ratePercent) => ({ category: 'S' as const, ratePercent })),
    fc
      .constantFrom('Z' as const, 'E' as const, 'AE' as const, 'G' as const)
      .map((category) => ({ category, ratePercent: '0' })),
  )
  const seedWith = (tax: fc.Arbitrary<LineSeed['tax']>): fc.Arbitrary<LineSeed> =>
    fc.record({
      description: anyText.map((text) => `x${text}`),
      quantity: fc.integer({ min: -1_000, max: 5_000_000 }),
      unit: fc.constantFrom(
        'message' as const,
        'segment' as const,
        'second' as const,
        'minute' as const,
        'one' as const,
      ),
      priceMicros: fc.integer({ min: 0, max: 2_000_000 }),
      tax,
    })
  const seeds = fc.oneof(
    fc.array(seedWith(taxed), { minLength: 1, maxLength: 12 }),
    fc.array(seedWith(fc.constant({ category: 'O', ratePercent: '0' })), { minLength: 1, maxLength: 5 }),
  )
  const documents = fc
    .record({
      seeds,
      share: fc.bigInt({ min: 1n, max: 4n }),
      isCredit: fc.boolean(),
      hasDueDate: fc.boolean(),
      name: anyText,
    })
    .map(
      ({ seeds: all, share, isCredit, hasDueDate, name }): InvoiceDocument => ({
        ...(isCredit ? germanCreditNote : germanInvoice),
        ...summed(all, exemptions, (gross) => (isCredit || gross < 0n ? 0n : gross / share)),
        dueOn: hasDueDate ? '2026-10-16' : null,
        supplier: { ...germanInvoice.supplier, legalName: `x${name}` },
      }),
    )

  test('keeps the business rules and the order of the schema', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const root = read(document)
        expect(brokenRules(root)).toEqual([])
        expect(misplaced(root)).toEqual([])
      }),
    )
  })

  test('with a sum that is off by a cent is found out', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('net' as const, 'tax' as const, 'gross' as const, 'due' as const),
        (name) => {
          const totals = {
            ...germanInvoice.totals,
            [name]: `${germanInvoice.totals[name]}`.replace(/\d$/, (digit) =>
              String((Number(digit) + 1) % 10),
            ),
          }
          expect(brokenRules(read({ ...germanInvoice, totals }))).not.toEqual([])
        },
      ),
    )
  })
})
