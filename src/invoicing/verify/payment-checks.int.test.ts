import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestRecords } from '../../../test/support/postgres.ts'
import { valueOf } from '../../ledger/world.fixture.ts'
import { type Database, type Kysely, sql } from '../../records/index.ts'
import {
  makeDealers,
  offerSandbox,
  paidEvent,
  paymentsOver,
  worldMs,
} from '../payments/payments-world.fixture.ts'
import { paymentChecks } from './payment-checks.ts'

let records: Awaited<ReturnType<typeof openTestRecords>>
/** One payment by card of which some went back, one by a statement, one that staff entered. 100 euros each. */
beforeAll(async () => {
  records = await openTestRecords()
  const { payments } = paymentsOver(records)
  const { seller, buyer } = await makeDealers(records)
  const { send } = await offerSandbox({ ...paymentsOver(records), payments }, seller)
  const euros = { amount: '100', currency: 'EUR' }
  const order = valueOf(
    await payments.createCheckout(buyer.key, { amount: euros, language: 'en' }, 'card'),
  ).id
  valueOf(await send(paidEvent(order)))
  const gone = { occurredAtMs: worldMs, paymentId: `payment-${order}`, currency: 'EUR' }
  valueOf(await send({ ...gone, kind: 'payment_refunded', eventId: 'back', refundedMicros: 30_000_000n }))
  valueOf(
    await send({
      ...gone,
      kind: 'dispute_opened',
      eventId: 'dispute',
      disputeId: 'dispute',
      amountMicros: 20_000_000n,
      outcome: 'open',
    }),
  )
  const entered = { company_id: buyer.id, amount: euros, reference: 'Cash', received_on: '2026-10-02' }
  valueOf(await payments.enterPayment(seller.key, entered, 'staff'))
  const mapping = {
    encoding: 'utf-8',
    delimiter: ';',
    first_row: 1,
    skipped_last_rows: 0,
    decimal_sign: '.',
    date_format: 'YYYY-MM-DD',
    account: null,
    currency: 'EUR',
    columns: { booked_on: 1, amount: 2, purpose: [3] },
  }
  const bytes = new TextEncoder().encode('2026-10-03;100.00;Advance')
  const query = { format: 'csv' as const, mapping: JSON.stringify(mapping) }
  valueOf(await payments.importStatement(seller.key, { bytes, query }))
  const [line] = valueOf(await payments.listLines(seller.key, { limit: 1 })).lines
  const decision = { action: 'credit' as const, company_id: buyer.id }
  valueOf(await payments.decideLine(seller.key, line?.id ?? '', decision))
})
afterAll(() => records.close())

async function driftsOf(db: Kysely<Database>): Promise<readonly string[]> {
  const found: string[] = []
  for (const check of paymentChecks) {
    const { rows } = await check.execute(db)
    found.push(...rows.map(({ detail }) => detail))
  }
  return found
}

/** What is found after a statement that no door would let through; all as before afterwards. */
async function foundAfter(statement: string): Promise<readonly string[]> {
  const undone = new Error('undone')
  let found: readonly string[] = []
  const attempt = records.asSystem(async (db) => {
    await sql`set local session_replication_role = replica`.execute(db)
    await sql.raw(statement).execute(db)
    found = await driftsOf(db)
    throw undone
  })
  await expect(attempt).rejects.toBe(undone)
  return found
}

const ofSource = (source: string) => `(select id from payments where source = '${source}')`

describe('verification of payments', () => {
  test('finds nothing where each is its deposit and came from somewhere', async () => {
    expect(await driftsOf(records.system)).toEqual([])
  })

  test.each([
    [
      'an amount that was written over',
      `update payments set amount_micros = amount_micros + 1 where source = 'statement'`,
      [
        /of 100000001 micro-units is not what its deposit says/,
        /money \(statement .* do not belong together/,
      ],
    ],
    [
      'a payment of another company than its deposit',
      `update payments set company_id = seller_id where source = 'staff'`,
      [/is not what its deposit says/, /money \(staff .* do not belong together/],
    ],
    [
      'what went back written over',
      `update payments set refunded_micros = 40000000 where source = 'gateway'`,
      [/went back 40000000 and 20000000 .* by the ledger it was 30000000 and 20000000/],
    ],
    [
      'a return that is not on record',
      `delete from payment_returns where kind = 'chargeback'`,
      [/by the ledger it was 30000000 and 0/, /was posted for a payment, and none has it/],
    ],
    [
      'a deposit without its payment',
      `update statement_lines set state = 'proposed', payment_id = null, decided_at = null;
       delete from payments where source = 'statement'`,
      [/was posted for a payment, and none has it/],
    ],
    [
      'a line whose payment is gone',
      `update transfers set idempotency_key = id::text where id = (select transfer_id from payments where source = 'statement');
       delete from payments where source = 'statement'`,
      [/money \(statement .* do not belong together/],
    ],
    [
      'a deposit by staff that is no payment',
      `delete from payments where id = ${ofSource('staff')}`,
      [/money \(staff .* do not belong together/],
    ],
    [
      'a payment by card whose checkout was not paid',
      `update checkouts set state = 'open'`,
      [/money \(gateway .* do not belong together/],
    ],
  ])('finds %s', async (_what, statement, expected) => {
    expect(await foundAfter(statement)).toEqual(expected.map((each) => expect.stringMatching(each)))
  })
})
