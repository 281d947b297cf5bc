import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { InvoiceDocument, PaymentQrKind } from '../invoice-document.ts'
import { decodePage } from '../read-pdf.fixture.ts'
import { renderInvoice } from '../render-invoice.ts'
import {
  fromCents,
  germanCreditNote,
  germanInvoice,
  proFormas,
  russianProForma,
  swissProForma,
} from '../sample-documents.fixture.ts'
import { isCreditorReference, isQrReference } from './creditor-reference.ts'
import { epcPayload } from './epc-payload.ts'
import { paymentPayload } from './payment-payload.ts'
import { st00012Payload } from './st00012-payload.ts'
import { swissPayload } from './swiss-payload.ts'

const bytesOf = (text: string): number => new TextEncoder().encode(text).length

describe('a payment code read from the page', () => {
  test.each(['epc', 'swiss', 'st00012'] as const)(
    '%s says what the document says',
    async (kind: PaymentQrKind) => {
      const document = proFormas[kind]
      expect(await decodePage(await renderInvoice(document))).toBe(paymentPayload(document))
    },
  )
})

test('the European code', () => {
  expect(epcPayload(germanInvoice)?.split('\n')).toEqual([
    'BCD',
    '002',
    '1',
    'SCT',
    'MUSTDE55XXX',
    'Nordwind Messaging GmbH',
    'DE89370400440532013000',
    `EUR${germanInvoice.totals.due}`,
    '',
    '',
    'NW-2026-000123',
  ])
})

test('the European code has a creditor reference in its own field', () => {
  const payment = { ...germanInvoice.payment, reference: 'RF18 5390 0754 7034' }
  expect(
    epcPayload({ ...germanInvoice, payment })
      ?.split('\n')
      .slice(8),
  ).toEqual(['', 'RF18539007547034'])
})

test('the Swiss code', () => {
  expect(swissPayload(swissProForma)).toBe(
    [
      'SPC\n0200\n1\nCH9300762011623852957',
      'S\nNordwind Schweiz AG\nBahnhofstrasse 12\n\n8001\nZürich\nCH',
      '\n\n\n\n\n\n',
      '2702.50\nCHF',
      'S\nKaffeerösterei Alster & Söhne KG\nAm Sandtorkai 27\n\n20457\nHamburg\nDE',
      'SCOR\nRF18539007547034\n\nEPD',
    ].join('\n'),
  )
})

test('a QR-IBAN takes a QR reference and nothing else; another account a message', () => {
  const withReference = (iban: string, reference: string) => {
    const { account } = swissProForma.payment
    return swissPayload({
      ...swissProForma,
      payment: { qr: 'swiss', reference, account: account && { ...account, iban } },
    })
      ?.split('\n')
      .slice(27)
  }
  const qrReference = '21 00000 00003 13947 14300 09017'
  expect(withReference('CH4431999123000889012', qrReference)).toEqual([
    'QRR',
    '210000000003139471430009017',
    '',
    'EPD',
  ])
  expect(withReference('CH4431999123000889012', 'CH-P-31')).toBeUndefined()
  expect(withReference('CH9300762011623852957', 'CH-P-31')).toEqual(['NON', '', 'CH-P-31', 'EPD'])
})

test('the Russian code', () => {
  expect(st00012Payload(russianProForma)).toBe(
    'ST00012|Name=Общество с ограниченной ответственностью «Северный ветер»|PersonalAcc=40702810200000012345' +
      '|BankName=Банк «Пример», г. Москва|BIC=049999876|CorrespAcc=30101810300000000876|PayeeINN=9999001232' +
      '|KPP=770601001|Sum=12504502|Purpose=Оплата по счёту № 58 от 02.10.2026',
  )
})

test('a document that asks for no payment has no code', () => {
  const paid = { ...germanInvoice.totals, due: '0.00' }
  for (const document of [...Object.values(proFormas), germanInvoice])
    expect(paymentPayload({ ...document, totals: paid })).toBeNull()
  expect(paymentPayload(germanCreditNote)).toBeNull()
  expect(paymentPayload({ ...germanInvoice, payment: { ...germanInvoice.payment, qr: null } })).toBeNull()
  expect(paymentPayload({ ...germanInvoice, currency: 'USD' })).toBeNull()
})

describe('whatever the texts are', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 300 })
  const cents = fc.bigInt({ min: 1n, max: 99_999_999_999n })
  const spoilt = (base: InvoiceDocument) =>
    fc.record({ name: text, street: text, city: text, bank: text, reference: text, cents }).map(
      ({ name, street, city, bank, reference, cents: due }): InvoiceDocument => ({
        ...base,
        supplier: { ...base.supplier, legalName: name, address: { ...base.supplier.address, street, city } },
        buyer: { ...base.buyer, legalName: city, address: { ...base.buyer.address, street: name } },
        totals: { ...base.totals, due: fromCents(due) },
        payment: {
          ...base.payment,
          reference,
          account: base.payment.account && { ...base.payment.account, bankName: bank },
        },
      }),
    )
  /** Half of a surrogate pair, or a control character, in a line. */
  const unclean = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u

  test('the European code keeps its fields and its 331 bytes', () => {
    fc.assert(
      fc.property(spoilt(germanInvoice), (document) => {
        const payload = epcPayload(document)
        if (payload === null) return
        const lines = payload.split('\n')
        expect(bytesOf(payload)).toBeLessThanOrEqual(331)
        expect(lines.length).toBeLessThanOrEqual(11)
        expect(lines[5]?.length).toBeLessThanOrEqual(70)
        expect(lines[7]).toBe(`EUR${document.totals.due}`)
        expect(lines[10]?.length ?? 0).toBeLessThanOrEqual(140)
        expect(lines.some((line) => unclean.test(line))).toBe(false)
      }),
    )
  })

  test('the Swiss code keeps its 31 fields, their lengths and its letters', () => {
    fc.assert(
      fc.property(spoilt(swissProForma), (document) => {
        const payload = swissPayload(document) ?? ''
        const lines = payload.split('\n')
        expect(payload.length).toBeLessThanOrEqual(997)
        expect(lines).toHaveLength(31)
        expect(lines[18]).toBe(document.totals.due)
        for (const line of lines) expect(line).toMatch(/^[\u0020-\u007e\u00a0-\u017f\u0218-\u021b\u20ac]*$/u)
        for (const [index, most] of [
          [5, 70],
          [6, 70],
          [8, 16],
          [9, 35],
          [29, 140],
        ] as const)
          expect(lines[index]?.length).toBeLessThanOrEqual(most)
      }),
    )
  })

  test('the Russian code keeps its names, lengths and kopecks', () => {
    fc.assert(
      fc.property(spoilt(russianProForma), (document) => {
        const [mark, ...fields] = (st00012Payload(document) ?? '').split('|')
        expect(mark).toBe('ST00012')
        const values = new Map(
          fields.map((field) => [field.split('=', 1)[0], field.slice(field.indexOf('=') + 1)]),
        )
        expect(values.size).toBe(fields.length)
        expect(`${values.get('Sum')}`).toBe(`${BigInt(document.totals.due.replace('.', ''))}`)
        for (const [name, most] of [
          ['Name', 160],
          ['BankName', 45],
          ['Purpose', 210],
        ] as const)
          expect(values.get(name)?.length ?? 0).toBeLessThanOrEqual(most)
        expect(fields.some((field) => unclean.test(field))).toBe(false)
      }),
    )
  })
})

describe('check digits of references', () => {
  test('one wrong digit is noticed', () => {
    for (const [reference, holds] of [
      ['RF18539007547034', isCreditorReference],
      ['210000000003139471430009017', isQrReference],
    ] as const) {
      expect(holds(reference)).toBe(true)
      for (let index = 4; index < reference.length; index += 1) {
        const other = (Number(reference[index]) + 1) % 10
        expect(holds(`${reference.slice(0, index)}${other}${reference.slice(index + 1)}`)).toBe(false)
      }
    }
  })
})
