import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CsvMapping } from '../../src/contract/index.ts'
import {
  accountsOf,
  type Dealers,
  issueTo,
  makeDealers,
  type PaymentsWorld,
  paymentsOver,
} from '../../src/invoicing/payments/payments-world.fixture.ts'
import { valueOf } from '../../src/ledger/world.fixture.ts'
import { type FaultyRecords, openFaultyRecords } from '../support/faulty-records.ts'
import { openTestRecords } from '../support/postgres.ts'

let records: Awaited<ReturnType<typeof openTestRecords>>
let faulty: FaultyRecords
beforeAll(async () => {
  records = await openTestRecords()
  faulty = openFaultyRecords(records.url)
})
afterAll(async () => {
  await faulty.close()
  await records.close()
})

const mapping: CsvMapping = {
  encoding: 'utf-8',
  delimiter: ';',
  first_row: 1,
  skipped_last_rows: 0,
  decimal_sign: '.',
  date_format: 'YYYY-MM-DD',
  account: 'DE02120300000000202051',
  currency: 'EUR',
  columns: { booked_on: 1, amount: 2, payer_name: 3, purpose: [4], bank_reference: 5 },
}

interface Prepared {
  readonly dealers: Dealers
  readonly file: string
}

/** Two documents, and a statement with a payment of each. */
async function prepare(): Promise<Prepared> {
  const dealers = await makeDealers(records)
  const [one, two] = [
    await issueTo(records, dealers, { euros: 10 }),
    await issueTo(records, dealers, { euros: 20 }),
  ]
  const file = `2026-10-01;10.00;Meridian;${one.number};a\n2026-10-02;20.00;Meridian;${two.number};b`
  return { dealers, file }
}

async function upload({ dealers, file }: Prepared, { payments }: PaymentsWorld): Promise<void> {
  const query = { format: 'csv' as const, mapping: JSON.stringify(mapping) }
  valueOf(
    await payments.importStatement(dealers.seller.key, { bytes: new TextEncoder().encode(file), query }),
  )
}

test('a statement that is cut off at any statement of the records and sent again, credits each payment once', async () => {
  const through = paymentsOver(faulty.records)
  const sound = paymentsOver(records)
  faulty.plan({ statement: null, when: 'before' })
  await upload(await prepare(), through)
  const statements = faulty.statements()
  expect(statements).toBeGreaterThan(15)
  for (let statement = 1; statement <= statements; statement += 1) {
    for (const when of ['before', 'after'] as const) {
      const prepared = await prepare()
      faulty.plan({ statement, when })
      await expect(upload(prepared, through), `${when} ${statement}`).rejects.toThrow('connection')
      await upload(prepared, sound)
      expect(await accountsOf(records, prepared.dealers.buyer.id), `${when} ${statement}`).toEqual({
        balance: 30,
        deposits: -30,
      })
    }
  }
})
