import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BilledHouse, openBilledHouse, sms } from '../../../test/support/billed-house.ts'
import { sql } from '../../records/index.ts'
import { verifyInvoices } from './verify-invoices.ts'

let house: BilledHouse
let companyId: string
beforeAll(async () => {
  house = await openBilledHouse('2027-06-01T00:00:00Z')
  companyId = await house.addBuyer({ name: 'Meridian', timeZone: 'UTC' })
  await house.putPrices(companyId, [sms('any', '0.0725')], '2027-06-01T00:00:00Z')
  for (const [month, next] of [
    ['06', '07'],
    ['07', '08'],
    ['08', '09'],
  ]) {
    await house.send(companyId, [{ at: `2027-${month}-15T00:00:00Z`, count: 3 }])
    house.setNow(`2027-${next}-02T00:00:00Z`)
    await house.close()
  }
})
afterAll(() => house.stop())

/** What is found after a statement that no door would let through; all as before afterwards. */
async function foundAfter(statement: string): Promise<readonly string[]> {
  const undone = new Error('undone')
  let found: readonly string[] = []
  await house.records
    .asSystem(async (db) => {
      await sql`set local session_replication_role = replica`.execute(db)
      await sql.raw(statement).execute(db)
      const within = { ...house.records, system: db }
      const drifts = await verifyIn(within)
      found = drifts
      throw undone
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error
    })
  return found
}

async function verifyIn(records: BilledHouse['records']): Promise<readonly string[]> {
  const drifts = await verifyInvoices({ records, facts: house.facts, clock: house.now })
  return drifts.map(({ detail }) => detail)
}

describe('verification of documents', () => {
  test('finds nothing in sound books', async () => {
    expect(await verifyIn(house.records)).toEqual([])
  })

  test.each([
    [
      'a document that is gone',
      `delete from month_closes where period_to > '2027-08-15'; delete from invoices where period_to > '2027-08-15'`,
      ['Documents of the series INV of 2027 are 2 with the last number 2; its counter says 3.'],
    ],
    [
      'a month that was cut out',
      `update month_closes set period_from = '2027-07-02' where period_to = '2027-08-01'`,
      [
        /does not begin where the one before it ended/,
        /INV-2027-000002 and the closed month .* do not belong together/,
      ],
    ],
    [
      'passes that were taken twice',
      `update invoices set after_passes = '{}' where period_to = '2027-08-01'`,
      [
        /INV-2027-000002 and the closed month .* do not belong together/,
        /INV-2027-000002 is for 217500 micro-units, its charges are 435000/,
      ],
    ],
    [
      'a sum that was written over',
      `update invoices set net_micros = net_micros + 10000, gross_micros = gross_micros + 10000, due_micros = due_micros + 10000
       where period_to = '2027-07-01'`,
      [/The sums of the document INV-2027-000001/, /INV-2027-000001 moved -42500 .* should have been -52500/],
    ],
    [
      'a line that was written over',
      `update invoices set document = jsonb_set(document, '{lines,0,net}', '"0.23"') where period_to = '2027-07-01'`,
      [/The sums of the document INV-2027-000001/],
    ],
    [
      'a tax that was not posted',
      `delete from entries where transfer_id in (select id from transfers where kind = 'tax');
       delete from transfers where kind = 'tax'`,
      Array.from({ length: 3 }, () => /moved -2500 micro-units in the ledger; it should have been -42500/),
    ],
    [
      'an invoice for something else',
      `update invoices set exact_micros = 217501 where period_to = '2027-07-01'`,
      [/moved -42500/, /INV-2027-000001 is for 217501 micro-units, its charges are 217500/],
    ],
  ])('finds %s', async (_what, statement, expected) => {
    const found = await foundAfter(statement)
    expect(found).toEqual(
      expected.map((each) => (each instanceof RegExp ? expect.stringMatching(each) : each)),
    )
  })
})
