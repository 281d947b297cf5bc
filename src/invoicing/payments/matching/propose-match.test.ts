import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StatementLine } from '../statements/bank-statement.ts'
import { referredNumber } from './creditor-reference.ts'
import { indexDocuments, type PayableDocument } from './document-index.ts'
import { partyNameKey } from './party-name.ts'
import { proposeMatch } from './propose-match.ts'

const line = (change: Partial<StatementLine> = {}): StatementLine => ({
  lineId: 'x-1',
  bookedOn: '2026-10-02',
  valueOn: null,
  amountMicros: 100_000_000n,
  currency: 'EUR',
  payerName: 'Acme GmbH',
  payerAccount: 'DE02120300000000202051',
  payerTaxNumber: null,
  reference: null,
  purpose: '',
  endToEndId: null,
  reversal: false,
  raw: {},
  ...change,
})

const invoice = (number: string, change: Partial<PayableDocument> = {}): PayableDocument => ({
  documentId: number,
  number,
  currency: 'EUR',
  dueMicros: 100_000_000n,
  buyer: { names: ['ACME G.m.b.H.'], accounts: ['DE02 1203 0000 0000 2020 51'], taxNumbers: ['7701234567'] },
  ...change,
})

const propose = (change: Partial<StatementLine>, ...documents: readonly PayableDocument[]) => {
  const { documents: found, ...rest } = proposeMatch(line(change), indexDocuments(documents))
  return { ...rest, numbers: found.map(({ number }) => number) }
}

const one = invoice('INV-2026-00001')
const two = invoice('INV-2026-00002', { dueMicros: 50_000_000n })
const stranger = { payerName: 'Somebody', payerAccount: null }

describe('by its number in the reference a document is', () => {
  test('certain with the amount due and its currency, whoever pays', () => {
    expect(propose({ purpose: 'Invoice INV-2026-00001', ...stranger }, one, two)).toEqual({
      outcome: 'exact',
      certain: true,
      reasons: ['number', 'amount'],
      numbers: ['INV-2026-00001'],
      differenceMicros: 0n,
    })
  })

  test.each([
    ['partial', 99_999_999n, -1n],
    ['over', 100_000_001n, 1n],
  ] as const)('%s with another amount', (outcome, amountMicros, differenceMicros) => {
    expect(propose({ purpose: 'INV-2026-00001', amountMicros }, one, two)).toEqual({
      outcome,
      certain: false,
      reasons: ['number', 'payer_account', 'payer_name'],
      numbers: ['INV-2026-00001'],
      differenceMicros,
    })
  })

  test('double when it is paid', () => {
    const paid = invoice('INV-2026-00001', { dueMicros: 0n })
    expect(propose({ purpose: 'INV-2026-00001' }, paid)).toMatchObject({
      outcome: 'double',
      certain: false,
      differenceMicros: 100_000_000n,
    })
  })

  test('for a person in another currency', () => {
    expect(propose({ purpose: 'INV-2026-00001', currency: 'USD' }, one)).toMatchObject({
      outcome: 'ambiguous',
      certain: false,
      reasons: ['number', 'payer_account', 'payer_name', 'currency_differs'],
      differenceMicros: null,
    })
  })

  test('for a person when its number is as plain as a day or a quantity', () => {
    for (const number of ['15', '2026', 'A-1'])
      expect(propose({ purpose: `Invoice ${number}` }, invoice(number))).toMatchObject({
        outcome: 'exact',
        certain: false,
        reasons: expect.arrayContaining(['short_number']),
      })
  })

  test.each([
    ['the structured reference', { reference: 'INV-2026-00001' }],
    ['a creditor reference of ISO 11649', { reference: 'RF05 INV2 0260 0001' }],
    ['the end-to-end id', { endToEndId: 'INV-2026-00001' }],
  ])('found in %s too', (_name, change) => {
    expect(propose(change, one, two)).toMatchObject({ outcome: 'exact', certain: true })
  })
})

describe('several numbers are', () => {
  test('ambiguous, with a word when their amounts make the line', () => {
    const purpose = 'INV-2026-00001, INV-2026-00002'
    expect(propose({ purpose, amountMicros: 150_000_000n }, one, two)).toMatchObject({
      outcome: 'ambiguous',
      certain: false,
      reasons: ['several_numbers', 'sum_of_documents'],
    })
    expect(propose({ purpose }, one, two)).toMatchObject({
      outcome: 'ambiguous',
      reasons: ['several_numbers'],
    })
  })

  test('ambiguous when two documents have the same one', () => {
    const twin = { ...one, documentId: 'twin' }
    expect(propose({ purpose: 'INV-2026-00001' }, one, twin)).toMatchObject({
      outcome: 'ambiguous',
      certain: false,
    })
  })
})

describe('without a number', () => {
  test.each([
    ['account', { payerName: null }, 'payer_account'],
    ['name in another form', { payerAccount: null, payerName: '"Acme" GmbH' }, 'payer_name'],
    ['tax number', { payerAccount: null, payerName: null, payerTaxNumber: '7701234567' }, 'payer_tax_number'],
  ] as const)(
    'the exact amount of a payer known by %s is proposed, never certain',
    (_name, change, reason) => {
      expect(propose(change, one, two)).toEqual({
        outcome: 'exact',
        certain: false,
        reasons: [reason, 'amount'],
        numbers: ['INV-2026-00001'],
        differenceMicros: 0n,
      })
    },
  )

  test('several of this amount are ambiguous', () => {
    expect(propose({}, one, invoice('INV-2026-00003'))).toMatchObject({
      outcome: 'ambiguous',
      reasons: ['amount', 'several_by_amount'],
      numbers: ['INV-2026-00001', 'INV-2026-00003'],
    })
  })

  test.each([
    ['another payer', stranger],
    ['another amount', { amountMicros: 1n }],
    ['another currency', { currency: 'USD' }],
    ['no payer', { payerName: null, payerAccount: null }],
    ['a name of which only the legal form is left', { payerAccount: null, payerName: 'GmbH' }],
  ])('nothing is proposed for %s', (_name, change) => {
    expect(propose(change, one, two)).toMatchObject({ outcome: 'none', numbers: [] })
  })

  test('what is paid is not proposed by amount', () => {
    expect(propose({}, invoice('INV-1', { dueMicros: 0n })).outcome).toBe('none')
  })
})

test('money that goes out or comes back pays nothing', () => {
  const purpose = 'INV-2026-00001'
  expect(propose({ purpose, amountMicros: -100_000_000n }, one).reasons).toEqual(['outgoing'])
  expect(propose({ purpose, amountMicros: -100_000_000n, reversal: true }, one).reasons).toEqual(['reversal'])
  expect(propose({ purpose, reversal: true }, one)).toMatchObject({ outcome: 'none', reasons: ['reversal'] })
})

test('the order of documents makes no difference, and certain means one number, one amount, one currency', () => {
  const numbers = ['INV-2026-1', 'INV-2026-10', 'INV-2026-100', '2026-100', 'СЧ-2026-1']
  const drawn = fc.record({
    number: fc.constantFrom(...numbers),
    dueMicros: fc.constantFrom(0n, 1_000_000n, 2_000_000n),
    currency: fc.constantFrom('EUR', 'USD'),
  })
  const property = fc.property(
    fc.uniqueArray(drawn, { maxLength: 6, selector: ({ number }) => number }),
    fc.array(fc.constantFrom(...numbers, 'paid', '100', '№'), { maxLength: 4 }),
    fc.constantFrom(1_000_000n, 2_000_000n, 3_000_000n),
    (documents, words, amountMicros) => {
      const invoices = documents.map(({ number, ...rest }) => invoice(number, rest))
      const paid = { purpose: words.join(', '), amountMicros }
      const { numbers: found, ...proposal } = propose(paid, ...invoices)
      const { numbers: again, ...turned } = propose(paid, ...invoices.toReversed())
      expect(turned).toEqual(proposal)
      expect(again.sort()).toEqual(found.sort())
      const named = documents.filter(({ number }) => words.includes(number))
      const [only] = named
      const isCertain =
        named.length === 1 && only !== undefined && only.dueMicros === amountMicros && only.currency === 'EUR'
      expect(proposal.certain).toBe(isCertain)
      if (isCertain) expect(found).toEqual([only.number])
    },
  )
  fc.assert(property, { numRuns: 2_000 })
})

test.each([
  ['RF18 5390 0754 7034', '539007547034'],
  ['rf18539007547034', '539007547034'],
  ['RF19539007547034', null],
  ['539007547034', null],
  ['', null],
])('the creditor reference %j refers to %j', (reference, number) => {
  expect(referredNumber(reference)).toBe(number)
})

test.each([
  ['ООО "Ромашка"', 'Общество с ограниченной ответственностью «РОМАШКА»'],
  ['Müller & Söhne GmbH & Co. KG', 'MÜLLER & SÖHNE'],
  ['ИП Иванов Иван Иванович', 'Иванов Иван Иванович (ИП)'],
  ['Acme Ltd.', 'ACME LIMITED'],
])('%s and %s are one name', (name, other) => {
  expect(partyNameKey(name)).toBe(partyNameKey(other))
  expect(partyNameKey(name)).not.toBe('')
})
