import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { InvoiceDocument } from '../../src/documents/index.ts'
import { closeDueMonths } from '../../src/invoicing/index.ts'
import { type BilledHouse, openBilledHouse, sms } from '../support/billed-house.ts'
import { openFaultyRecords } from '../support/faulty-records.ts'

let house: BilledHouse
beforeAll(async () => {
  house = await openBilledHouse('2027-06-01T00:00:00Z')
})
afterAll(() => house.stop())

async function monthsOf(companyId: string) {
  return await house.records.system
    .selectFrom('month_closes')
    .select(['state', 'outcome'])
    .where('company_id', '=', companyId)
    .execute()
}

async function totalsOf(companyId: string) {
  const rows = await house.records.system
    .selectFrom('invoices')
    .select('document')
    .where('company_id', '=', companyId)
    .execute()
  return rows.map(({ document }) => {
    const { net, gross } = (document as InvoiceDocument).totals
    return { net, gross }
  })
}

describe('a close that is cut off', () => {
  test('at any statement is finished by the next one: one invoice, numbers without a gap, posted once', async () => {
    const faulty = openFaultyRecords(house.records.url)
    const deps = {
      records: faulty.records,
      facts: house.facts,
      clock: house.now,
      networkName: () => undefined,
    }
    const companyIds: string[] = []
    const prepare = async (): Promise<string> => {
      const companyId = await house.addBuyer({ name: `Cut ${companyIds.push('')}`, timeZone: 'UTC' })
      companyIds[companyIds.length - 1] = companyId
      await house.putPrices(companyId, [sms('any', '0.0725')], '2027-06-01T00:00:00Z')
      await house.send(companyId, [{ at: '2028-02-29T23:59:59.999Z', count: 3 }])
      return companyId
    }
    house.setNow('2028-03-02T00:00:00Z')
    const whole = await prepare()
    const throughPasses = await house.post()
    faulty.plan({ statement: null, when: 'before' })
    await closeDueMonths(deps, { throughPasses, companyId: whole })
    const statements = faulty.statements()
    expect(statements).toBeGreaterThan(15)

    const faults = Array.from({ length: statements }, (_, n) => n + 1).flatMap((statement) =>
      (['before', 'after'] as const).map((when) => ({ statement, when })),
    )
    for (const _ of faults) await prepare()
    const posted = await house.post()
    for (const [n, fault] of faults.entries()) {
      const companyId = companyIds[n + 1] ?? ''
      faulty.plan(fault)
      await closeDueMonths(deps, { throughPasses: posted, companyId }).catch(() => undefined)
      expect(faulty.statements()).toBeGreaterThanOrEqual(fault.statement)
      await house.close({ companyId, isRetried: true })
    }
    const rows = await house.records.system
      .selectFrom('invoices')
      .select(['company_id', 'ordinal'])
      .where('supplier_id', '=', house.seller.companyId)
      .where('year', '=', 2028)
      .orderBy('ordinal')
      .execute()
    expect(rows.map(({ ordinal }) => Number(ordinal))).toEqual(rows.map((_, n) => n + 1))
    for (const companyId of companyIds) {
      expect(await monthsOf(companyId)).toEqual([{ state: 'closed', outcome: 'invoiced' }])
      expect(await totalsOf(companyId)).toEqual([{ net: '0.22', gross: '0.26' }])
      expect(await house.balanceOf(companyId)).toBe(-(217_500n + 2_500n + 40_000n))
    }
    await faulty.close()
  })
})
