import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyBooks } from '../../src/app/index.ts'
import { metricsQuerySchema } from '../../src/contract/index.ts'
import { type ApiMoney, fromApiMoney } from '../../src/core/index.ts'
import type { InvoiceDocument } from '../../src/documents/index.ts'
import { createMetrics } from '../../src/metrics/index.ts'
import { valueOf } from '../../src/rating/price-world.fixture.ts'
import { type BilledHouse, detailsIn, openBilledHouse, sms } from '../support/billed-house.ts'

/**
 * The leap year 2028 of four companies, closed month by month. Each month of each company has one message at its first moment and
 * as many at its last millisecond as the month's number: 2 in January, 13 in December.
 */
let house: BilledHouse
let berlin: string
let pago: string
let kiritimati: string
let mover: string

beforeAll(async () => {
  house = await openBilledHouse('2027-12-20T12:00:00Z')
  berlin = await house.addBuyer({ name: 'Spree Logistics', timeZone: 'Europe/Berlin' })
  pago = await house.addBuyer({
    name: 'Reef Tours',
    timeZone: 'Pacific/Pago_Pago',
    currency: 'JPY',
    details: detailsIn('US'),
  })
  kiritimati = await house.addBuyer({
    name: 'Atoll Line',
    timeZone: 'Pacific/Kiritimati',
    details: detailsIn('FR', { vat_number: 'FR40303265045', language: 'ru' }),
  })
  mover = await house.addBuyer({
    name: 'Hudson Freight',
    timeZone: 'America/New_York',
    details: detailsIn('US', { legal_name: 'Hudson Freight Inc.' }),
  })
  const start = '2027-12-01T00:00:00Z'
  await house.putPrices(berlin, [sms('any', '0.0725')], start)
  await house.putPrices(pago, [sms('any', '0.5')], start)
  await house.putPrices(kiritimati, [sms('any', '0.1')], start)
  await house.putPrices(mover, [sms('any', '0.10')], start)
  await house.deposit(berlin, 1_000_000n)
  for (let month = 1; month <= 12; month += 1) await liveThrough(month)
})
afterAll(() => house.stop())

const two = (number: number): string => String(number).padStart(2, '0')
const lastDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Offsets at the first and at the last moment of a month. Clocks in Berlin change on 26 March and 29 October. */
const berlinOffsets = (month: number): [string, string] => [
  month >= 4 && month <= 10 ? '+02:00' : '+01:00',
  month >= 3 && month <= 9 ? '+02:00' : '+01:00',
]
/** In New York on 12 March; from 15 March on the company's clock is Tokyo's. */
const moverOffsets = (month: number): [string, string] => [
  month <= 3 ? '-05:00' : '+09:00',
  month <= 2 ? '-05:00' : '+09:00',
]

async function traffic(companyId: string, month: number, [first, last]: [string, string]): Promise<void> {
  const name = `2028-${two(month)}`
  await house.send(companyId, [
    { at: `${name}-01T00:00:00${first}` },
    { at: `${name}-${lastDays[month - 1]}T23:59:59.999${last}`, count: month },
  ])
}

async function liveThrough(month: number): Promise<void> {
  const next = month === 12 ? '2029-01' : `2028-${two(month + 1)}`
  await house.setNow(`2028-${two(month)}-15T00:00:00Z`)
  if (month === 2) await house.putPrices(mover, [sms('any', '0.20')], '2028-02-15T00:00:00-05:00')
  if (month === 3)
    await house.records.system
      .updateTable('companies')
      .set({ time_zone: 'Asia/Tokyo' })
      .where('id', '=', mover)
      .execute()
  if (month === 6)
    await house.putDetails(
      mover,
      'company',
      detailsIn('FR', { legal_name: 'Hudson Freight SAS', vat_number: 'FR40303265045' }),
    )
  if (month === 8) await house.deposit(berlin, 1_000_000n)
  // All months have ended by now: that of Pago Pago, the last one, an hour ago.
  house.setNow(`${next}-01T12:00:00Z`)
  await traffic(berlin, month, berlinOffsets(month))
  await traffic(pago, month, ['-11:00', '-11:00'])
  await traffic(kiritimati, month, ['+14:00', '+14:00'])
  await traffic(mover, month, moverOffsets(month))
  // Within grace, as all of the above; and three of January that come when January is long closed.
  if (month === 5) await house.send(mover, [{ at: '2028-01-31T23:59:59.999-05:00', count: 3 }])
  house.setNow(`${next}-02T12:00:00Z`)
  expect(await house.close()).toMatchObject({ closed: 4, invoices: 4, anomalies: [] })
}

async function documentsOf(companyId: string): Promise<readonly InvoiceDocument[]> {
  const rows = await house.records.system
    .selectFrom('invoices')
    .select('document')
    .where('company_id', '=', companyId)
    .where('kind', '=', 'invoice')
    .orderBy('period_to')
    .execute()
  return rows.map(({ document }) => document as InvoiceDocument)
}

/** `2028-01-01–2028-01-31: 2 × 0.0725 = 0.15; tax 0.03; due 0.00`. */
function brief({ period, lines, totals }: InvoiceDocument): string {
  const of = lines.map(({ quantity, unitPrice, net }) => `${quantity} × ${unitPrice} = ${net}`)
  return `${period?.from}–${period?.to}: ${of.join(', ')}; tax ${totals.tax}; due ${totals.due}`
}

describe('a year', () => {
  test('of Berlin, with both changes of clocks and 29 February, paid in advance for a while', async () => {
    expect((await documentsOf(berlin)).map(brief)).toEqual([
      '2028-01-01–2028-01-31: 2 × 0.0725 = 0.15; tax 0.03; due 0.00',
      '2028-02-01–2028-02-29: 3 × 0.0725 = 0.22; tax 0.04; due 0.00',
      '2028-03-01–2028-03-31: 4 × 0.0725 = 0.29; tax 0.06; due 0.00',
      // 1.00 was paid, 0.79 of it taken by the invoices before.
      '2028-04-01–2028-04-30: 5 × 0.0725 = 0.36; tax 0.07; due 0.22',
      '2028-05-01–2028-05-31: 6 × 0.0725 = 0.44; tax 0.08; due 0.52',
      '2028-06-01–2028-06-30: 7 × 0.0725 = 0.51; tax 0.10; due 0.61',
      '2028-07-01–2028-07-31: 8 × 0.0725 = 0.58; tax 0.11; due 0.69',
      // Another 1.00 in August pays for invoices before it: 3.04 were asked for until July.
      '2028-08-01–2028-08-31: 9 × 0.0725 = 0.65; tax 0.12; due 0.77',
      '2028-09-01–2028-09-30: 10 × 0.0725 = 0.73; tax 0.14; due 0.87',
      '2028-10-01–2028-10-31: 11 × 0.0725 = 0.80; tax 0.15; due 0.95',
      '2028-11-01–2028-11-30: 12 × 0.0725 = 0.87; tax 0.17; due 1.04',
      '2028-12-01–2028-12-31: 13 × 0.0725 = 0.94; tax 0.18; due 1.12',
    ])
    // 2.00 paid, 7.79 invoiced.
    expect(await house.balanceOf(berlin)).toBe(-5_790_000n)
  })

  test('eleven hours behind UTC, in a currency without cents, outside the EU', async () => {
    const documents = await documentsOf(pago)
    expect(documents.map(({ totals }) => totals.gross)).toEqual([
      // 1, 1.5, 2, 2.5 …: half a yen is a whole one.
      '1',
      '2',
      '2',
      '3',
      '3',
      '4',
      '4',
      '5',
      '5',
      '6',
      '6',
      '7',
    ])
    expect(documents.map(({ period }) => period?.to)).toEqual(
      lastDays.map((day, month) => `2028-${two(month + 1)}-${day}`),
    )
    expect(new Set(documents.flatMap(({ taxes }) => taxes.map(({ category }) => category)))).toEqual(
      new Set('O'),
    )
    expect(await house.balanceOf(pago)).toBe(-48_000_000n)
  })

  test('fourteen hours ahead of UTC, a buyer of another member state, in Russian', async () => {
    const documents = await documentsOf(kiritimati)
    expect(documents.map(({ totals }) => totals.gross)).toEqual([
      '0.20',
      '0.30',
      '0.40',
      '0.50',
      '0.60',
      '0.70',
      '0.80',
      '0.90',
      '1.00',
      '1.10',
      '1.20',
      '1.30',
    ])
    expect(new Set(documents.flatMap(({ taxes }) => taxes.map(({ category }) => category)))).toEqual(
      new Set(['AE']),
    )
    expect(documents[1]).toMatchObject({ language: 'ru', period: { from: '2028-02-01', to: '2028-02-29' } })
    expect(await house.balanceOf(kiritimati)).toBe(-9_000_000n)
  })

  test('with another zone, another price and another name in the middle of a month', async () => {
    const documents = await documentsOf(mover)
    expect(documents.slice(0, 6).map(brief)).toEqual([
      '2028-01-01–2028-01-31: 2 × 0.10 = 0.20; tax 0.00; due 0.20',
      // The price changes on the 15th.
      '2028-02-01–2028-02-29: 1 × 0.10 = 0.10, 2 × 0.20 = 0.40; tax 0.00; due 0.50',
      // Begins in New York and ends in Tokyo; its days are those of the zone at its end.
      '2028-03-01–2028-03-31: 4 × 0.20 = 0.80; tax 0.00; due 0.80',
      '2028-04-01–2028-04-30: 5 × 0.20 = 1.00; tax 0.00; due 1.00',
      '2028-05-01–2028-05-31: 6 × 0.20 = 1.20, 3 × 0.10 = 0.30; tax 0.00; due 1.50',
      '2028-06-01–2028-06-30: 7 × 0.20 = 1.40; tax 0.00; due 1.40',
    ])
    expect(documents[4]?.lines[1]?.detail).toBe('Messages of January 2028, charged later')
    expect(documents.map(({ buyer, taxes }) => `${buyer.legalName} ${taxes[0]?.category}`)).toEqual([
      ...Array.from({ length: 5 }, () => 'Hudson Freight Inc. O'),
      ...Array.from({ length: 7 }, () => 'Hudson Freight SAS AE'),
    ])
    // 0.20 + 0.50 + 0.20 × (4 + … + 13) + 0.30
    expect(await house.balanceOf(mover)).toBe(-18_000_000n)
  })
})

/** As Analytics shows it, micro-units. */
async function spend(companyId: string, from: string, to: string): Promise<bigint> {
  const { name, time_zone, currency } = await house.records.system
    .selectFrom('companies')
    .select(['name', 'time_zone', 'currency'])
    .where('id', '=', companyId)
    .executeTakeFirstOrThrow()
  const metrics = createMetrics({ facts: house.facts, clock: house.now }).forReader({
    scopes: ['personal_data:read'],
  })
  const query = metricsQuerySchema.parse({ metrics: ['messages.spend'], from, to })
  const { totals } = valueOf(await metrics.query({ id: companyId, name, time_zone, currency }, query))
  return valueOf(fromApiMoney(totals['messages.spend'] as ApiMoney)).amountMicros
}

test('spend of each month = net of its invoice before rounding, late messages in the month that they are of', async () => {
  const rows = await house.records.system
    .selectFrom('invoices')
    .select(['company_id', 'exact_micros', 'period_from', 'period_to'])
    .execute()
  expect(rows).toHaveLength(48)
  const late = new Map([
    ['2028-01-01T05:00:00.000Z', -300_000n],
    ['2028-04-30T15:00:00.000Z', 300_000n],
  ])
  for (const { company_id, exact_micros, period_from, period_to } of rows) {
    const [from, to] = [period_from?.toISOString() ?? '', period_to?.toISOString() ?? '']
    const moved = company_id === mover ? (late.get(from) ?? 0n) : 0n
    expect((await spend(company_id, from, to)) + moved).toBe(BigInt(exact_micros ?? 0))
  }
})

test('numbers have no gap, and the books agree', async () => {
  const rows = await house.records.system.selectFrom('invoices').select('number').orderBy('number').execute()
  expect(rows.map(({ number }) => number)).toEqual([
    ...Array.from({ length: 44 }, (_, n) => `INV-2028-${String(n + 1).padStart(6, '0')}`),
    ...Array.from({ length: 4 }, (_, n) => `INV-2029-${String(n + 1).padStart(6, '0')}`),
  ])
  expect(await verifyBooks(house)).toEqual([])
})

describe('after the year', () => {
  const idOf = async (number: string): Promise<string> => {
    const row = await house.records.system
      .selectFrom('invoices')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
    return row.id
  }
  const numberOf = async (companyId: string, month: number): Promise<string> =>
    (await documentsOf(companyId))[month - 1]?.number ?? ''

  test('a credit note takes back net and tax of May, and no more than that', async () => {
    const may = await idOf(await numberOf(berlin, 5))
    const credited = await house.invoicing.createCreditNote(house.seller, may, { reason: 'Not sent' }, 'may')
    expect(valueOf(credited).document.totals).toMatchObject({ net: '0.44', tax: '0.08', gross: '0.52' })
    expect(valueOf(credited)).toMatchObject({ kind: 'credit_note', number: 'CN-2029-000001' })
    // 5.79 were owed.
    expect(await house.balanceOf(berlin)).toBe(-5_270_000n)
    const again = await house.invoicing.createCreditNote(house.seller, may, { reason: 'Once more' }, 'again')
    expect(again).toMatchObject({ ok: false })
    expect(await verifyBooks(house)).toEqual([])
  })

  test('the invoice of December becomes void, and its month is closed anew with the name of today', async () => {
    const wrong = await numberOf(berlin, 12)
    await house.putDetails(berlin, 'company', detailsIn('DE', { legal_name: 'Spree Logistics SE' }))
    valueOf(await house.invoicing.voidDocument(house.seller, await idOf(wrong), { reason: 'Wrong name' }))
    expect(await house.balanceOf(berlin)).toBe(-5_270_000n + 940_000n + 180_000n - 942_500n)
    expect(await house.close()).toMatchObject({ closed: 1, invoices: 1 })
    const [first, second] = (await documentsOf(berlin)).slice(11)
    expect([first, second].map((each) => each?.number).toSorted()).toEqual(
      [wrong, 'INV-2029-000005'].toSorted(),
    )
    expect([first, second].map((each) => each?.buyer.legalName).toSorted()).toEqual([
      'Company of DE',
      'Spree Logistics SE',
    ])
    expect(await house.balanceOf(berlin)).toBe(-5_270_000n)
    expect(await verifyBooks(house)).toEqual([])
  })
})
