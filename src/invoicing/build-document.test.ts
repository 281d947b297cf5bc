import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CompanyDetails, companyDetailsSchema } from '../contract/index.ts'
import type { UsageGroup } from '../facts/index.ts'
import { createFormats, createTranslate, rateWords } from '../messages/index.ts'
import { buildDocument } from './build-document.ts'
import { invoiceAmounts, prepaidOf } from './invoice-amounts.ts'
import { usageLines } from './invoice-lines.ts'
import { taxTreatment } from './tax-treatment.ts'

const [augustMs, septemberMs] = [Date.parse('2026-07-31T22:00:00Z'), Date.parse('2026-08-31T22:00:00Z')]

function detailsOf(country: string, over: Partial<CompanyDetails> = {}): CompanyDetails {
  return companyDetailsSchema.parse({
    legal_name: `Company of ${country}`,
    legal_address: { street: 'High Street 1', postal_code: '10115', city: 'Town', country },
    ...over,
  })
}

const german = detailsOf('DE', {
  vat_number: 'DE123456788',
  bank_accounts: [
    { ...emptyAccount(), currency: 'USD', account_number: '12345' },
    { ...emptyAccount(), currency: 'EUR', iban: 'DE02120300000000202051', bic: 'BYLADEM1001' },
  ],
})

function emptyAccount() {
  return {
    iban: null,
    account_number: null,
    bic: null,
    bank_name: 'Bank',
    correspondent_account: null,
    currency: 'EUR',
  }
}

function groupOf(over: Partial<UsageGroup> & Pick<UsageGroup, 'priceMicros' | 'quantity'>): UsageGroup {
  return {
    payerId: 'payer',
    monthStartMs: septemberMs,
    currency: 'EUR',
    channel: 'sms',
    kind: '',
    destination: 'DE',
    unit: 'segment',
    ...over,
    amountMicros: over.priceMicros * over.quantity,
  }
}

interface Options {
  readonly supplier?: CompanyDetails
  readonly buyer?: CompanyDetails
  readonly fundsMicros?: bigint
  readonly language?: 'en' | 'ru'
}

function documentOf(groups: readonly UsageGroup[], options: Options = {}) {
  const { supplier = german, buyer = detailsOf('DE'), fundsMicros = 0n, language = 'en' } = options
  const lines = usageLines(groups, { monthStartMs: septemberMs, currency: 'EUR', minorDigits: 2 })
  const country = (details: CompanyDetails) => details.legal_address.country ?? ''
  const treatment = taxTreatment(
    { country: country(supplier), isRegistered: true, standardRateBasisPoints: 1_900 },
    { country: country(buyer), vatNumber: buyer.vat_number },
  )
  if (!lines.ok || !treatment.ok) throw new Error('the usage of the test is sound')
  const sums = invoiceAmounts(lines.value, { ...treatment.value, minorDigits: 2 })
  const t = createTranslate(language)
  const formats = createFormats({ language, timeZone: 'Europe/Berlin' })
  return buildDocument({
    kind: 'invoice',
    issuedOn: '2026-10-02',
    dueOn: '2026-10-16',
    period: { from: '2026-09-01', to: '2026-09-30', timeZone: 'Europe/Berlin' },
    currency: 'EUR',
    minorDigits: 2,
    language,
    corrects: null,
    supplier,
    buyer,
    lines: lines.value,
    amounts: { ...sums, ...prepaidOf(sums.grossMicros, fundsMicros, 2) },
    treatment: treatment.value,
    words: { t, formats, rates: rateWords(t, formats, () => undefined) },
  })
}

/** Minor units of an amount with two places. */
const cents = (amount: string) => BigInt(amount.replace('.', ''))

describe('the document of a month', () => {
  test('calls at a price per minute stand in minutes, so that quantity and price come to the net, and others are counted', () => {
    const ofCalls = { channel: 'call', kind: 'outbound', unit: 'minute', priceMicros: 60_000n }
    const group = { ...groupOf({ ...ofCalls, quantity: 5_400n }), amountMicros: 5_400_000n }
    const each = groupOf({ channel: 'call', unit: 'message', priceMicros: 250_000n, quantity: 3n })
    const odd = { ...groupOf({ ...ofCalls, destination: 'FR', quantity: 100n }), amountMicros: 100_000n }
    expect(
      documentOf([group, odd, each]).lines.map(({ quantity, unit, unitPrice, net }) => [
        quantity,
        unit,
        unitPrice,
        net,
      ]),
    ).toEqual([
      ['3', 'one', '0.25', '0.75'],
      ['90', 'minute', '0.06', '5.40'],
      ['1.666667', 'minute', '0.06', '0.10'],
    ])
  })

  test('by hand: two lines and a correction, half of it prepaid', () => {
    const document = documentOf(
      [
        groupOf({ priceMicros: 75_000n, quantity: 1_001n }),
        groupOf({
          channel: 'whatsapp',
          kind: 'utility',
          unit: 'message',
          priceMicros: 20_000n,
          quantity: 500n,
        }),
        groupOf({ monthStartMs: augustMs, priceMicros: 75_000n, quantity: -2n }),
      ],
      { fundsMicros: 50_000_000n },
    )
    expect(
      document.lines.map(({ description, detail, quantity, unit, unitPrice, net }) =>
        [description, detail, quantity, unit, unitPrice, net].join(' | '),
      ),
    ).toEqual([
      'SMS: Germany |  | 1001 | segment | 0.075 | 75.08',
      'WhatsApp, Utility: Germany |  | 500 | message | 0.02 | 10.00',
      'SMS: Germany | Messages of August 2026, charged later | -2 | segment | 0.075 | -0.15',
    ])
    expect(document.taxes).toEqual([
      { category: 'S', ratePercent: '19', taxable: '84.93', tax: '16.14', exemption: null },
    ])
    expect(document.totals).toEqual({
      net: '84.93',
      tax: '16.14',
      gross: '101.07',
      prepaid: '50.00',
      due: '51.07',
    })
    expect(document.payment).toMatchObject({ qr: 'epc', account: { iban: 'DE02120300000000202051' } })
    expect(document.electronicFormat).toBe('factur-x')
  })

  test('says why there is no tax, in its language', () => {
    const abroad = { buyer: detailsOf('FR', { vat_number: 'FR40303265045' }) }
    const usage = [groupOf({ priceMicros: 10_000n, quantity: 1n })]
    expect(documentOf(usage, abroad).taxes).toMatchObject([
      { category: 'AE', ratePercent: '0', tax: '0.00', exemption: { code: 'VATEX-EU-AE' } },
    ])
    expect(documentOf(usage, { ...abroad, language: 'ru' }).taxes[0]?.exemption?.text).toMatch(/^Обратное/)
  })

  test.each([
    ['nothing is due', german, 10n ** 12n, null],
    ['the account is Swiss', withAccount({ iban: 'CH9300762011623852957' }), 0n, 'swiss'],
    ['there is no account', detailsOf('DE'), 0n, null],
  ])('has the payment code that fits where %s', (_, supplier, fundsMicros, qr) => {
    const usage = [groupOf({ priceMicros: 10_000n, quantity: 100n })]
    expect(documentOf(usage, { supplier, fundsMicros }).payment.qr).toBe(qr)
  })

  test('keeps the sums of EN 16931, whatever was used', () => {
    const usage = fc.array(
      fc.record({
        priceMicros: fc.bigInt({ min: 0n, max: 900_000n }),
        quantity: fc.bigInt({ min: 1n, max: 99_999n }),
      }),
      { minLength: 1, maxLength: 30 },
    )
    fc.assert(
      fc.property(usage, fc.bigInt({ min: 0n, max: 10n ** 11n }), (some, fundsMicros) => {
        const groups = some.map((each, n) => groupOf({ ...each, destination: `+${n + 1}` }))
        const { lines, totals, taxes } = documentOf(groups, { fundsMicros })
        expect(lines.reduce((sum, { net }) => sum + cents(net), 0n)).toBe(cents(totals.net))
        expect(cents(totals.gross)).toBe(cents(totals.net) + cents(totals.tax))
        expect(cents(totals.due)).toBe(cents(totals.gross) - cents(totals.prepaid))
        expect(taxes.reduce((sum, { tax }) => sum + cents(tax), 0n)).toBe(cents(totals.tax))
        expect(lines.map(({ position }) => position)).toEqual(lines.map((__, n) => n + 1))
      }),
      { numRuns: 50 },
    )
  })
})

function withAccount(over: { readonly iban: string }): CompanyDetails {
  return { ...german, bank_accounts: [{ ...emptyAccount(), ...over }] }
}
