import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toDecimal } from '../../core/index.ts'
import type { InvoiceDocument, InvoiceLine } from '../../documents/index.ts'
import { invoiceAmounts, taxOf } from '../invoice-amounts.ts'
import { type CreditedLine, creditedLines } from './credit-lines.ts'
import { creditNoteAmounts, creditNoteDocument } from './credit-note-document.ts'

const cent = 10_000n
const money = { currency: 'EUR', minorDigits: 2 }

/** An invoice of lines of so many cents. */
function invoiceOf(cents: readonly bigint[], rateBasisPoints: number): InvoiceDocument {
  const category = 'S'
  const ratePercent = toDecimal(BigInt(rateBasisPoints) * 10_000n, 2)
  const nets = cents.map((count) => ({ exactMicros: count * cent, netMicros: count * cent }))
  const sums = invoiceAmounts(nets, { rateBasisPoints, minorDigits: 2 })
  const party = { legalName: 'A', tradeName: null, email: null, phone: null, kpp: null } as const
  const address = { street: '', street2: null, postalCode: '', city: '', region: null, country: 'DE' }
  const someone = { ...party, address, registrationNumber: null, vatNumber: null, taxNumber: null }
  return {
    kind: 'invoice',
    number: 'INV-2026-000001',
    issuedOn: '2026-10-02',
    dueOn: '2026-10-16',
    period: null,
    ...money,
    language: 'en',
    corrects: null,
    references: { contract: null, order: null, buyer: null },
    supplier: someone,
    buyer: someone,
    lines: nets.map(({ netMicros }, index): InvoiceLine => {
      const net = toDecimal(netMicros, 2)
      const tax = { category, ratePercent } as const
      const quantity = netMicros < 0n ? '-2' : '2'
      return {
        position: index + 1,
        description: 'SMS',
        detail: null,
        quantity,
        unit: 'message',
        unitPrice: '1',
        net,
        tax,
      }
    }),
    taxes: [
      {
        category,
        ratePercent,
        taxable: toDecimal(sums.netMicros, 2),
        tax: toDecimal(sums.taxMicros, 2),
        exemption: null,
      },
    ],
    taxInAccountingCurrency: null,
    totals: { net: '', tax: toDecimal(sums.taxMicros, 2), gross: '', prepaid: '', due: '' },
    payment: { account: null, reference: '', qr: null },
    electronicFormat: null,
    notes: [],
  }
}

const leftOf = (cents: readonly bigint[]) =>
  new Map(cents.map((count, index) => [index + 1, count * cent] as const))
const codeOf = (credited: ReturnType<typeof creditedLines>) => (credited.ok ? 'ok' : credited.failure.code)

describe('what a credit note takes back', () => {
  const left = leftOf([1_000n, -300n, 0n])

  test('is all that is left, lines below zero too, unless it is said', () => {
    const credited = creditedLines(undefined, left, money)
    expect(credited).toEqual({
      ok: true,
      value: [
        { position: 1, netMicros: 1_000n * cent },
        { position: 2, netMicros: -300n * cent },
      ],
    })
    expect(codeOf(creditedLines(undefined, leftOf([0n, 0n]), money))).toBe('nothing_to_credit')
    expect(codeOf(creditedLines(undefined, leftOf([300n, -300n]), money))).toBe('nothing_to_credit')
  })

  test.each([
    ['some of a line', [{ position: 1, net: '7' }], 'ok'],
    ['more than is left of a line', [{ position: 1, net: '10.01' }], 'invalid_credit'],
    ['more than is left in sum', [{ position: 1, net: '7.01' }], 'invalid_credit'],
    ['a line that is not there', [{ position: 4, net: '1' }], 'invalid_credit'],
    ['a line of nothing', [{ position: 3, net: '1' }], 'invalid_credit'],
    ['nothing of a line', [{ position: 1, net: '0.00' }], 'invalid_credit'],
    ['less than nothing', [{ position: 1, net: '-1' }], 'invalid_credit'],
    ['a line below zero alone', [{ position: 2, net: '-1' }], 'invalid_credit'],
    [
      'a line below zero with another',
      [
        { position: 2, net: '-1' },
        { position: 1, net: '2' },
      ],
      'ok',
    ],
    ['a line below zero the other way', [{ position: 2, net: '1' }], 'invalid_credit'],
    ['less than a cent', [{ position: 1, net: '1.001' }], 'invalid_credit'],
    [
      'a line twice',
      [
        { position: 1, net: '1' },
        { position: 1, net: '1' },
      ],
      'invalid_credit',
    ],
  ])('may or may not be %s', (_name, lines, code) => {
    expect(codeOf(creditedLines(lines, left, money))).toBe(code)
  })
})

describe('sums of credit notes', () => {
  test('of pieces that take back all of an invoice are exactly its net and its tax, none below zero', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt(1n, 500n), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 0, max: 2_700 }),
        (pieces, rateBasisPoints) => {
          const total = pieces.reduce((sum, piece) => sum + piece, 0n)
          const invoice = invoiceOf([total], rateBasisPoints)
          let [credited, tax] = [0n, 0n]
          for (const piece of pieces) {
            const lines: readonly CreditedLine[] = [{ position: 1, netMicros: piece * cent }]
            const sums = creditNoteAmounts({ invoice, creditedBeforeMicros: credited, lines })
            const own = taxOf(sums.netMicros, rateBasisPoints, 2)
            expect(sums.taxMicros >= 0n).toBe(true)
            expect(sums.taxMicros - own <= cent && own - sums.taxMicros <= cent).toBe(true)
            expect(sums.grossMicros).toBe(sums.netMicros + sums.taxMicros)
            credited += sums.netMicros
            tax += sums.taxMicros
          }
          expect(toDecimal(tax, 2)).toBe(invoice.totals.tax)
        },
      ),
    )
  })

  test('a whole line stands as it did, a part of one as one piece of it; the reason is on the document', () => {
    const invoice = invoiceOf([1_000n, 500n], 1_900)
    const lines = [
      { position: 1, netMicros: 1_000n * cent },
      { position: 2, netMicros: 123n * cent },
    ]
    const parts = { invoice, creditedBeforeMicros: 0n, lines, issuedOn: '2026-10-20', reason: 'Wrong price' }
    expect(creditNoteDocument(parts, creditNoteAmounts(parts))).toMatchObject({
      kind: 'credit_note',
      number: '',
      issuedOn: '2026-10-20',
      dueOn: null,
      corrects: { number: 'INV-2026-000001', issuedOn: '2026-10-02' },
      lines: [
        { position: 1, quantity: '2', unit: 'message', net: '10.00', detail: null },
        {
          position: 2,
          quantity: '1',
          unit: 'one',
          unitPrice: '1.23',
          net: '1.23',
          detail: 'Part of line 2 of the invoice',
        },
      ],
      taxes: [{ taxable: '11.23', tax: '2.13', ratePercent: '19.00' }],
      totals: { net: '11.23', tax: '2.13', gross: '13.36', prepaid: '0.00', due: '13.36' },
      payment: { account: null, qr: null },
      notes: ['Reason: Wrong price'],
    })
  })
})
