import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BilledHouse, detailsIn, openBilledHouse, sms } from '../../../test/support/billed-house.ts'
import { closeDueMonths } from './month-closer.ts'

let house: BilledHouse
beforeAll(async () => {
  house = await openBilledHouse('2027-06-01T00:00:00Z')
})
afterAll(() => house.stop())

/** Months of a company as they stand: end, state, and what became of it. */
async function monthsOf(companyId: string): Promise<readonly string[]> {
  const rows = await house.records.system
    .selectFrom('month_closes')
    .select(['period_to', 'state', 'outcome', 'reason'])
    .where('company_id', '=', companyId)
    .orderBy('period_to')
    .execute()
  return rows.map(({ period_to, state, outcome, reason }) =>
    [period_to.toISOString().slice(0, 16), state, outcome ?? reason]
      .filter((word) => word !== null)
      .join(' '),
  )
}

interface DocumentRow {
  readonly number: string
  readonly lines: readonly string[]
  readonly totals: Readonly<Record<string, string>>
}

/** `3 × 0.10 SMS = 0.30`, with the month of late facts behind it. */
async function documentsOf(companyId: string): Promise<readonly DocumentRow[]> {
  const rows = await house.records.system
    .selectFrom('invoices')
    .select(['number', 'document'])
    .where('company_id', '=', companyId)
    .orderBy('issued_at')
    .orderBy('ordinal')
    .execute()
  return rows.map(({ number, document }) => {
    const { lines, totals } = document as {
      lines: {
        quantity: string
        unitPrice: string
        net: string
        description: string
        detail: string | null
      }[]
      totals: Record<string, string>
    }
    const texts = lines.map(({ quantity, unitPrice, net, description, detail }) =>
      [`${quantity} × ${unitPrice} ${description} = ${net}`, detail]
        .filter((text) => text !== null)
        .join(', '),
    )
    return { number, lines: texts, totals }
  })
}

describe('a month', () => {
  test('is closed after its grace time, once, whoever asks how often', async () => {
    const companyId = await house.addBuyer({ name: 'Meridian', timeZone: 'Europe/Berlin' })
    await house.putPrices(companyId, [sms('any', '0.0725')], '2027-06-01T00:00:00Z')
    // The last moment of June in Berlin, and the first one of July.
    await house.send(companyId, [
      { at: '2027-06-30T21:59:59.999Z', count: 3 },
      { at: '2027-06-30T22:00:00Z' },
    ])
    house.setNow('2027-07-01T21:59:59.999Z')
    expect(await house.close({ companyId })).toMatchObject({ closed: 0, invoices: 0, setAside: 0 })
    expect(await monthsOf(companyId)).toEqual(['2027-06-30T22:00 waiting'])
    house.setNow('2027-07-01T22:00:00Z')
    const reports = await Promise.all([house.close({ companyId }), house.close({ companyId })])
    expect(reports.map(({ invoices }) => invoices).toSorted()).toEqual([0, 1])
    expect(await house.close({ companyId })).toMatchObject({ closed: 0 })
    expect(await monthsOf(companyId)).toEqual(['2027-06-30T22:00 closed invoiced'])
    const [invoice, ...others] = await documentsOf(companyId)
    expect(others).toEqual([])
    expect(invoice?.lines).toEqual(['3 × 0.0725 SMS = 0.22'])
    expect(invoice?.totals).toEqual({ net: '0.22', tax: '0.04', gross: '0.26', prepaid: '0.00', due: '0.26' })
    // 4 messages, the tax, and what rounding added: 0.2175 became 0.22.
    expect(await house.balanceOf(companyId)).toBe(-(290_000n + 40_000n + 2_500n))
  })

  test('takes what came late within its grace time; what comes later stands on the next invoice', async () => {
    const companyId = await house.addBuyer({ name: 'Late Bird', timeZone: 'UTC' })
    await house.putPrices(companyId, [sms('any', '0.10')], '2027-06-01T00:00:00Z')
    house.setNow('2027-08-01T12:00:00Z')
    await house.send(companyId, [{ at: '2027-07-31T23:59:59Z', name: 'within' }])
    house.setNow('2027-08-02T00:00:00Z')
    await house.close({ companyId })
    await house.send(companyId, [
      { at: '2027-07-15T12:00:00Z', count: 2 },
      { at: '2027-08-10T12:00:00Z', count: 5 },
    ])
    house.setNow('2027-09-02T00:00:00Z')
    await house.close({ companyId })
    expect((await documentsOf(companyId)).map(({ lines }) => lines)).toEqual([
      ['1 × 0.10 SMS = 0.10'],
      ['5 × 0.10 SMS = 0.50', '2 × 0.10 SMS = 0.20, Messages of July 2027, charged later'],
    ])
  })

  test('without usage has no invoice, and the next one goes on', async () => {
    const companyId = await house.addBuyer({ name: 'Quiet', timeZone: 'UTC' })
    await house.putPrices(companyId, [sms('any', '0.10')], '2027-06-01T00:00:00Z')
    await house.send(companyId, [{ at: '2027-06-10T00:00:00Z' }, { at: '2027-08-10T00:00:00Z' }])
    house.setNow('2027-09-02T00:00:00Z')
    expect(await house.close({ companyId })).toMatchObject({ closed: 3, invoices: 2 })
    expect(await monthsOf(companyId)).toEqual([
      '2027-07-01T00:00 closed invoiced',
      '2027-08-01T00:00 closed nothing_to_pay',
      '2027-09-01T00:00 closed invoiced',
    ])
  })

  test('that took back more than it used is carried into the next one', async () => {
    const companyId = await house.addBuyer({ name: 'Back', timeZone: 'UTC' })
    await house.putPrices(companyId, [sms('any', '0.10')], '2027-06-01T00:00:00Z')
    await house.send(companyId, [{ at: '2027-09-10T00:00:00Z', count: 9 }])
    house.setNow('2027-10-02T00:00:00Z')
    await house.close({ companyId })
    // A lower price was agreed for September, and two messages of October are less than what is given back.
    await house.putPrices(companyId, [sms('any', '0.01')], '2027-09-01T00:00:00Z')
    await house.send(companyId, [{ at: '2027-10-01T00:00:00Z', count: 2 }])
    house.setNow('2027-11-02T00:00:00Z')
    await house.close({ companyId })
    await house.send(companyId, [{ at: '2027-11-05T00:00:00Z', count: 100 }])
    house.setNow('2027-12-02T00:00:00Z')
    await house.close({ companyId })
    expect(await monthsOf(companyId)).toEqual([
      '2027-10-01T00:00 closed invoiced',
      '2027-11-01T00:00 closed carried',
      '2027-12-01T00:00 closed invoiced',
    ])
    expect((await documentsOf(companyId)).map(({ lines }) => lines)).toEqual([
      ['9 × 0.10 SMS = 0.90'],
      [
        '102 × 0.01 SMS = 1.02',
        '9 × 0.01 SMS = 0.09, Messages of September 2027, charged later',
        '-9 × 0.10 SMS = -0.90, Messages of September 2027, charged later',
      ],
    ])
  })
})

describe('a company whose month cannot be right', () => {
  test('is set aside, the others are closed, and when the cause is gone it is closed too', async () => {
    const details = detailsIn('DE')
    const wrong = await house.addBuyer({ name: 'Nameless', timeZone: 'UTC', details: null })
    const right = await house.addBuyer({ name: 'Sound', timeZone: 'UTC' })
    for (const companyId of [wrong, right]) {
      await house.putPrices(companyId, [sms('any', '0.10')], '2027-06-01T00:00:00Z')
      await house.send(companyId, [{ at: '2027-12-10T00:00:00Z' }])
    }
    house.setNow('2028-01-02T00:00:00Z')
    const report = await house.close()
    expect(report.anomalies).toEqual([
      {
        companyId: wrong,
        anomaly: {
          code: 'details_missing',
          detail:
            'Missing: buyer legal_name, buyer legal_address/country, buyer legal_address/street, buyer legal_address/postal_code, buyer legal_address/city.',
        },
      },
    ])
    expect(await monthsOf(right)).toEqual(['2028-01-01T00:00 closed invoiced'])
    await house.putDetails(wrong, 'company', details)
    house.setNow('2028-01-02T00:30:00Z')
    // Tried a moment ago: only a person has it tried again before the hour is over.
    expect(await house.close({ companyId: wrong })).toMatchObject({ closed: 0, setAside: 0 })
    expect(await house.close({ companyId: wrong, isRetried: true })).toMatchObject({ closed: 1, invoices: 1 })
  })

  test('has messages without a price: they wait for one, and are then in the month', async () => {
    const companyId = await house.addBuyer({ name: 'Unpriced', timeZone: 'UTC' })
    await house.putPrices(companyId, [sms('DE', '0.10')], '2027-06-01T00:00:00Z')
    await house.send(companyId, [
      { at: '2028-01-10T00:00:00Z' },
      { at: '2028-01-11T00:00:00Z', country: 'FR', count: 2 },
    ])
    house.setNow('2028-02-02T00:00:00Z')
    const { anomalies } = await house.close({ companyId })
    expect(anomalies.map(({ anomaly }) => anomaly)).toEqual([
      { code: 'unrated', detail: '2 messages of the month have no price.' },
    ])
    await house.putPrices(companyId, [sms('any', '0.10')], '2028-01-11T00:00:00Z')
    house.setNow('2028-02-02T02:00:00Z')
    await house.close({ companyId })
    expect((await documentsOf(companyId)).map(({ lines }) => lines)).toEqual([
      ['1 × 0.10 SMS: Germany = 0.10', '2 × 0.10 SMS = 0.20'],
    ])
  })

  test('buys across the border and did not say its number for VAT', async () => {
    const companyId = await house.addBuyer({ name: 'Elsewhere', timeZone: 'UTC', details: detailsIn('FR') })
    await house.putPrices(companyId, [sms('any', '0.10')], '2027-06-01T00:00:00Z')
    await house.send(companyId, [{ at: '2028-01-10T00:00:00Z' }])
    const { anomalies } = await house.close({ companyId })
    expect(anomalies.map(({ anomaly }) => anomaly.code)).toEqual(['details_missing'])
  })

  test('of a company that cannot be told, or whose usage cannot be read, holds up no other', async () => {
    const [sound, zoneless, unreadable] = [
      await house.addBuyer({ name: 'Sound', timeZone: 'UTC' }),
      await house.addBuyer({ name: 'Zoneless', timeZone: 'UTC' }),
      await house.addBuyer({ name: 'Unreadable', timeZone: 'UTC' }),
    ]
    house.setNow('2028-01-01T00:00:00Z')
    for (const companyId of [sound, zoneless, unreadable]) {
      await house.putPrices(companyId, [sms('any', '0.1')], '2028-01-01T00:00:00Z')
      await house.send(companyId, [{ at: '2028-01-10T12:00:00Z' }])
    }
    // As a version may have let it in that knew more names of zones.
    await house.records.system
      .updateTable('companies')
      .set({ time_zone: 'Nowhere/Nothing' })
      .where('id', '=', zoneless)
      .execute()
    house.setNow('2028-02-03T00:00:00Z')
    const throughPasses = await house.post()
    const { usage } = house.facts
    const report = await closeDueMonths(
      {
        records: house.records,
        clock: house.now,
        networkName: () => undefined,
        facts: {
          forCompany: house.facts.forCompany,
          ping: house.facts.ping,
          usage: {
            ...usage,
            invoiced: async (asked) => {
              if (asked.invoices.some(({ payerId }) => payerId === unreadable))
                throw new Error('A number is out of range.')
              return await usage.invoiced(asked)
            },
          },
        },
      },
      { throughPasses },
    )
    expect(await monthsOf(sound)).toEqual(['2028-02-01T00:00 closed invoiced'])
    expect(await monthsOf(unreadable)).toEqual(['2028-02-01T00:00 set_aside document_failed'])
    const named = new Map(report.anomalies.map(({ companyId, anomaly }) => [companyId, anomaly.detail]))
    expect(named.get(unreadable)).toContain('A number is out of range.')
    expect(named.get(zoneless)).toContain('could not be told')
  })
})
