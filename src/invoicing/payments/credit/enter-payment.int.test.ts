import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestRecords } from '../../../../test/support/postgres.ts'
import { openLedger } from '../../../ledger/index.ts'
import { codeOf, makePerson, valueOf } from '../../../ledger/world.fixture.ts'
import {
  accountsOf,
  issueTo,
  makeDealers,
  type PaymentsWorld,
  paymentsOver,
  worldMs,
} from '../payments-world.fixture.ts'

let records: Awaited<ReturnType<typeof openTestRecords>>
let world: PaymentsWorld
beforeAll(async () => {
  records = await openTestRecords()
  world = paymentsOver(records)
})
afterAll(() => records.close())

const euros = (amount: string) => ({ amount, currency: 'EUR' })
const entry = (companyId: string, amount: string) => ({
  company_id: companyId,
  amount: euros(amount),
  reference: 'Cash receipt 17',
  received_on: '2026-10-03',
})

describe('a payment that staff enters', () => {
  test('is a deposit with the number of its document, once per key', async () => {
    const dealers = await makeDealers(records)
    const document = await issueTo(records, dealers, { euros: 100 })
    const body = { ...entry(dealers.buyer.id, '40'), invoice_id: document.id }
    const enter = (key: string, change: object = {}) =>
      world.payments.enterPayment(dealers.seller.key, { ...body, ...change }, key)
    const [one, again] = await Promise.all([enter('k'), enter('k')])
    expect(valueOf(one)).toMatchObject({
      state: 'credited',
      payment: { document, received_at: '2026-10-03T00:00:00.000Z' },
    })
    expect(valueOf(again).payment?.id).toBe(valueOf(one).payment?.id)
    expect(await accountsOf(records, dealers.buyer.id)).toEqual({ balance: 40, deposits: -40 })
    expect(codeOf(await enter('k', { invoice_id: undefined }))).toBe('idempotency_conflict')
    expect(codeOf(await enter('k', { received_on: '2026-10-02' }))).toBe('idempotency_conflict')
    expect(codeOf(await enter('k', { amount: euros('41') }))).toBe('idempotency_conflict')
  })

  test('beyond the approval limit waits, and is a payment when a second person approves it', async () => {
    const dealers = await makeDealers(records)
    const ledger = openLedger({
      records,
      clock: () => worldMs,
      onApproved: (db, id) => world.payments.creditApproved(db, id),
    })
    const [anna, boris] = [
      await makePerson(records, dealers.seller, 'Anna'),
      await makePerson(records, dealers.seller, 'Boris'),
    ]
    const limit = { approval_limit: euros('10') }
    valueOf(await ledger.patchSettings(dealers.seller.key, limit, { companyId: dealers.buyer.id }))
    const told = world.credited.length
    const entered = valueOf(await world.payments.enterPayment(anna, entry(dealers.buyer.id, '40'), 'k'))
    expect(entered).toMatchObject({ state: 'waiting', payment: null })
    expect(world.credited).toHaveLength(told)
    expect(codeOf(await ledger.decideAdjustment(anna, entered.adjustment_id, 'approve'))).toBe('forbidden')
    valueOf(await ledger.decideAdjustment(boris, entered.adjustment_id, 'approve'))
    expect(await accountsOf(records, dealers.buyer.id)).toEqual({ balance: 40, deposits: -40 })
    const listed = valueOf(await world.payments.listPayments(dealers.buyer.key, { limit: 10 }))
    expect(listed.payments).toMatchObject([{ source: 'staff', amount: euros('40.00'), created_by: 'Anna' }])
    expect(world.credited).toHaveLength(told + 1)
  })

  test.each([
    ['a company that is no customer', async () => (await makeDealers(records)).buyer.id, {}, 'not_found'],
    [
      'a document of another company',
      null,
      { invoice_id: 'b0000000-0000-4000-8000-000000000000' },
      'not_found',
    ],
    ['another currency', null, { amount: { amount: '1', currency: 'USD' } }, 'currency_mismatch'],
    ['nothing', null, { amount: euros('0') }, 'invalid_amount'],
    ['a day to come', null, { received_on: '2026-10-07' }, 'invalid_period'],
    ['a day of long ago', null, { received_on: '0001-01-01' }, 'invalid_period'],
  ])('is refused for %s', async (_name, companyOf, change, code) => {
    const dealers = await makeDealers(records)
    const companyId = companyOf === null ? dealers.buyer.id : await companyOf()
    const body = { ...entry(companyId, '1'), ...change }
    expect(codeOf(await world.payments.enterPayment(dealers.seller.key, body, 'k'))).toBe(code)
  })

  test('is the word of the seller, not of the customer', async () => {
    const { buyer } = await makeDealers(records)
    expect(codeOf(await world.payments.enterPayment(buyer.key, entry(buyer.id, '1'), 'k'))).toBe('forbidden')
  })
})

test('what is due is offered to be paid, however many later documents are not', async () => {
  const dealers = await makeDealers(records)
  const old = await issueTo(records, dealers, { kind: 'invoice', euros: 100 })
  for (let paid = 0; paid < 201; paid += 1) await issueTo(records, dealers, { euros: 0 })
  const offered = valueOf(await world.payments.listPayableDocuments(dealers.seller.key, dealers.buyer.id))
  expect(offered).toEqual([{ ...old, due: euros('100.00') }])
})

describe('the list of payments', () => {
  test('shows a company its own and a seller those of its customers, page by page', async () => {
    const [dealers, others] = [await makeDealers(records), await makeDealers(records)]
    for (const [key, amount] of ['1', '2', '3', '4', '5'].entries())
      valueOf(
        await world.payments.enterPayment(dealers.seller.key, entry(dealers.buyer.id, amount), `${key}`),
      )
    valueOf(await world.payments.enterPayment(others.seller.key, entry(others.buyer.id, '9'), 'k'))
    for (const { key } of [dealers.buyer, dealers.seller]) {
      const amounts: string[] = []
      let cursor: string | undefined
      do {
        const page = valueOf(
          await world.payments.listPayments(key, { limit: 2, ...(cursor !== undefined && { cursor }) }),
        )
        amounts.push(...page.payments.map(({ amount }) => amount.amount))
        cursor = page.next_cursor ?? undefined
      } while (cursor !== undefined)
      expect(amounts).toEqual(['5.00', '4.00', '3.00', '2.00', '1.00'])
    }
    expect(codeOf(await world.payments.listPayments(dealers.buyer.key, { limit: 2, cursor: 'x' }))).toBe(
      'invalid_cursor',
    )
  })
})
