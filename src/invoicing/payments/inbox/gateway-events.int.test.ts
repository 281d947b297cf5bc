import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FaultyRecords, openFaultyRecords } from '../../../../test/support/faulty-records.ts'
import { openTestRecords } from '../../../../test/support/postgres.ts'
import { openLedger } from '../../../ledger/index.ts'
import { codeOf, makeCompany, type TestCompany, valueOf } from '../../../ledger/world.fixture.ts'
import { sql } from '../../../records/index.ts'
import { type SandboxEvent, sandboxRequest } from '../gateways/sandbox-gateway.ts'
import {
  accountsOf,
  type Dealers,
  issueTo,
  makeDealers,
  offerSandbox,
  type PaymentsWorld,
  paidEvent,
  paymentsOver,
  worldMs,
} from '../payments-world.fixture.ts'
import { readGateway } from '../settings/gateway-rows.ts'

let records: Awaited<ReturnType<typeof openTestRecords>>
let faulty: FaultyRecords
let world: PaymentsWorld
let broken: PaymentsWorld
beforeAll(async () => {
  records = await openTestRecords()
  faulty = openFaultyRecords(records.url)
  world = paymentsOver(records)
  broken = paymentsOver(faulty.records)
})
afterAll(async () => {
  await faulty.close()
  await records.close()
})

const hundred = { amount: '100', currency: 'EUR' }

/** A buyer with a checkout of 100 euros, for a document or without one. */
async function orderOf(dealers: Dealers, invoiceId?: string): Promise<string> {
  const body = invoiceId === undefined ? { amount: hundred } : { invoice_id: invoiceId }
  const made = await world.payments.createCheckout(
    dealers.buyer.key,
    { ...body, language: 'en' },
    randomUUID(),
  )
  return valueOf(made).id
}

async function inShop() {
  const dealers = await makeDealers(records)
  const shop = await offerSandbox(world, dealers.seller)
  return { ...dealers, ...shop, order: (invoiceId?: string) => orderOf(dealers, invoiceId) }
}

const paymentsOf = async ({ key }: TestCompany) =>
  valueOf(await world.payments.listPayments(key, { limit: 50 })).payments

describe('an event of a gateway', () => {
  test('fifty times at once credits once', async () => {
    const { buyer, send, order } = await inShop()
    const event = paidEvent(await order())
    const told = world.credited.length
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(event)))
    expect(answers.map(codeOf)).toEqual(Array.from({ length: 50 }, () => 'ok'))
    expect(await accountsOf(records, buyer.id)).toEqual({ balance: 100, deposits: -100 })
    expect(await paymentsOf(buyer)).toHaveLength(1)
    expect(world.credited.length - told).toBe(1)
  })

  test('and another event of the same checkout credit once', async () => {
    const { buyer, send, order } = await inShop()
    const orderId = await order()
    await Promise.all([
      send(paidEvent(orderId, { eventId: 'completed' })),
      send(paidEvent(orderId, { eventId: 'succeeded later' })),
    ])
    expect(await accountsOf(records, buyer.id)).toEqual({ balance: 100, deposits: -100 })
  })

  test('broken at any statement and sent again, ends the same', async () => {
    const undisturbed = await inShop()
    const first = paidEvent(await undisturbed.order())
    faulty.plan({ statement: null, when: 'before' })
    valueOf(await undisturbed.send(first, broken.payments))
    const statements = faulty.statements()
    expect(statements).toBeGreaterThan(8)
    for (let statement = 1; statement <= statements; statement += 1)
      for (const when of ['before', 'after'] as const) {
        const { buyer, send, order } = await inShop()
        const event = paidEvent(await order())
        faulty.plan({ statement, when })
        await expect(send(event, broken.payments), `${when} ${statement}`).rejects.toThrow('connection')
        faulty.plan({ statement: null, when: 'before' })
        valueOf(await send(event, broken.payments))
        expect(await accountsOf(records, buyer.id), `${when} ${statement}`).toEqual({
          balance: 100,
          deposits: -100,
        })
        expect(await paymentsOf(buyer)).toHaveLength(1)
      }
    expect(await openLedger({ records, clock: () => worldMs }).verifyBalances({ isFull: true })).toEqual([])
  })

  test('with another signature is refused, and nothing is kept', async () => {
    const { gatewayId, buyer, order } = await inShop()
    const gateway = await readGateway(records.system, gatewayId)
    if (!gateway) throw new Error('no gateway')
    const request = sandboxRequest(paidEvent(await order()), ['a secret of somebody else'], worldMs)
    expect(codeOf(await world.payments.takeGatewayEvent(gateway, request))).toBe('invalid_signature')
    expect(await accountsOf(records, buyer.id)).toEqual({})
  })

  test.each([
    ['of a checkout that is not of this gateway', { orderId: randomUUID() }, 'unknown_checkout'],
    ['in another currency', { currency: 'USD' }, 'currency_mismatch'],
    ['of nothing', { amountMicros: 0n }, 'amount_out_of_range'],
  ])('%s is set aside for a person and credits nothing', async (_name, change, reason) => {
    const { seller, buyer, send, order } = await inShop()
    const event = paidEvent(await order(), change as Partial<SandboxEvent>)
    expect(codeOf(await send(event))).toBe('ok')
    expect(await accountsOf(records, buyer.id)).toEqual({})
    const [gateway] = valueOf(await world.payments.listGateways(seller.key))
    expect(gateway?.set_aside.map((each) => each.reason)).toEqual([reason])
  })

  test('of the checkout of another seller credits nobody', async () => {
    const [one, other] = [await inShop(), await inShop()]
    valueOf(await one.send(paidEvent(await other.order())))
    expect(await accountsOf(records, other.buyer.id)).toEqual({})
    expect(await accountsOf(records, one.buyer.id)).toEqual({})
  })

  test('of another amount than the document is credited as it is, and says what was due', async () => {
    const { seller, buyer, send, order } = await inShop()
    const document = await issueTo(records, { seller, buyer }, { euros: 100 })
    const orderId = await order(document.id)
    valueOf(await send(paidEvent(orderId, { amountMicros: 40_000_000n })))
    expect(await paymentsOf(buyer)).toMatchObject([
      { amount: { amount: '40.00' }, expected: { amount: '100.00' }, document },
    ])
  })
})

describe('a checkout', () => {
  test('is of the company that owes the document, and of what is due', async () => {
    const { seller, buyer, send, order } = await inShop()
    const stranger = await makeCompany(records, { parentId: seller.id })
    const document = await issueTo(records, { seller, buyer }, { euros: 70 })
    const ask = (company: TestCompany, key: string) =>
      world.payments.createCheckout(company.key, { invoice_id: document.id, language: 'en' }, key)
    expect(codeOf(await ask(stranger, 'k'))).toBe('not_found')
    expect(valueOf(await ask(buyer, 'k')).amount).toEqual({ amount: '70.00', currency: 'EUR' })
    const orderId = await order(document.id)
    valueOf(await send(paidEvent(orderId, { amountMicros: 70_000_000n })))
    expect(codeOf(await ask(buyer, 'another'))).toBe('document_paid')
  })

  test('asked again by its key is the same one; with another wish a conflict', async () => {
    const { buyer } = await inShop()
    const ask = (amount: string) =>
      world.payments.createCheckout(
        buyer.key,
        { amount: { amount, currency: 'EUR' }, language: 'en' },
        'same',
      )
    const [one, two] = await Promise.all([ask('5'), ask('5')])
    expect(valueOf(two).id).toBe(valueOf(one).id)
    expect(codeOf(await ask('6'))).toBe('idempotency_conflict')
  })

  test('is refused while the seller offers no gateway', async () => {
    const { buyer } = await makeDealers(records)
    expect(
      codeOf(await world.payments.createCheckout(buyer.key, { amount: hundred, language: 'en' }, 'k')),
    ).toBe('no_gateway')
  })

  test('of a sandbox is paid or fails on our page, and a paid one stays paid', async () => {
    const { buyer, order } = await inShop()
    const id = await order()
    expect(valueOf(await world.payments.playSandbox(buyer.key, id, 'fail')).state).toBe('failed')
    expect(valueOf(await world.payments.playSandbox(buyer.key, id, 'pay')).state).toBe('paid')
    expect(valueOf(await world.payments.playSandbox(buyer.key, id, 'fail')).state).toBe('paid')
    expect(valueOf(await world.payments.playSandbox(buyer.key, id, 'pay')).state).toBe('paid')
    expect(await accountsOf(records, buyer.id)).toEqual({ balance: 100, deposits: -100 })
  })
})

describe('what goes back', () => {
  const refunded = (orderId: string, euros: bigint): SandboxEvent => ({
    kind: 'payment_refunded',
    eventId: `refund-${orderId}-${euros}`,
    occurredAtMs: worldMs,
    paymentId: `payment-${orderId}`,
    refundedMicros: euros * 1_000_000n,
    currency: 'EUR',
  })
  const dispute = (orderId: string, outcome: 'open' | 'won' | 'lost', euros = 60n): SandboxEvent => ({
    kind: outcome === 'open' ? 'dispute_opened' : 'dispute_closed',
    eventId: `dispute-${orderId}-${outcome}`,
    occurredAtMs: worldMs,
    paymentId: `payment-${orderId}`,
    disputeId: `dispute-${orderId}`,
    amountMicros: euros * 1_000_000n,
    currency: 'EUR',
    outcome,
  })

  test('is told as sums so far, in any order and any number of times', async () => {
    const stories = fc.constantFrom<'won' | 'lost'>('won', 'lost').chain((outcome) =>
      fc.record({
        outcome: fc.constant(outcome),
        order: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
        repeats: fc.array(fc.nat(4), { maxLength: 3 }),
      }),
    )
    await fc.assert(
      fc.asyncProperty(stories, async ({ outcome, order: sequence, repeats }) => {
        const { buyer, send, order } = await inShop()
        const id = await order()
        const events = [
          paidEvent(id),
          refunded(id, 10n),
          refunded(id, 25n),
          dispute(id, 'open'),
          dispute(id, outcome),
        ]
        for (const place of [...sequence, ...repeats]) {
          const event = events[place]
          if (event) valueOf(await send(event))
        }
        expect(await accountsOf(records, buyer.id)).toEqual(
          outcome === 'won'
            ? { balance: 75, deposits: -100, refunds: 25 }
            : { balance: 15, deposits: -100, refunds: 25, chargebacks: 60 },
        )
        expect(await paymentsOf(buyer)).toMatchObject([
          { state: outcome === 'won' ? 'credited' : 'charged_back', refunded: { amount: '25.00' } },
        ])
      }),
      { numRuns: 12 },
    )
  })

  test('at the same moment as the payment is not lost', async () => {
    const { buyer, send, order } = await inShop()
    const id = await order()
    await Promise.all([send(paidEvent(id)), send(refunded(id, 100n)), send(refunded(id, 30n))])
    expect(await accountsOf(records, buyer.id)).toEqual({ deposits: -100, refunds: 100 })
    expect(await paymentsOf(buyer)).toMatchObject([{ state: 'refunded' }])
  })

  test('is never more than the payment, and is posted whatever the balance', async () => {
    const { buyer, send, order } = await inShop()
    const id = await order()
    valueOf(await send(paidEvent(id)))
    const ledger = openLedger({ records, clock: () => worldMs })
    const spent = { company_id: buyer.id, amount: { amount: '-90', currency: 'EUR' }, reason: 'Spent' }
    const seller = await records.system
      .selectFrom('companies')
      .select('parent_id')
      .where('id', '=', buyer.id)
      .executeTakeFirstOrThrow()
    const sellerKey = { ...buyer.key, companyId: String(seller.parent_id) }
    valueOf(await ledger.createAdjustment(sellerKey, 'correction', spent, 'spent'))
    valueOf(await send(dispute(id, 'lost', 80n)))
    valueOf(await send(refunded(id, 50n)))
    expect(await accountsOf(records, buyer.id)).toEqual({
      balance: -90,
      deposits: -100,
      corrections: 90,
      refunds: 50,
      chargebacks: 50,
    })
  })
})

describe('the database', () => {
  test('takes no payment that is not its deposit, and lets none be changed or removed', async () => {
    const { buyer, send, order } = await inShop()
    valueOf(await send(paidEvent(await order())))
    const { id, transfer_id: transferId } = (await paymentsOf(buyer))[0] ?? { id: '', transfer_id: '' }
    const attempt = (statement: () => Promise<unknown>) => expect(statement()).rejects.toThrow()
    const { system } = records
    const row = await system.selectFrom('payments').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const { refunded_micros: _r, charged_back_micros: _c, state: _s, ...columns } = row
    await attempt(() =>
      system
        .insertInto('payments')
        .values({ ...columns, id: randomUUID(), external_id: 'twice', gateway_payment_id: 'other' })
        .execute(),
    )
    await attempt(() =>
      system
        .insertInto('payment_returns')
        .values({
          transfer_id: transferId,
          payment_id: id,
          kind: 'refund',
          amount_micros: '5',
          at: new Date(worldMs),
        })
        .execute(),
    )
    await attempt(() => system.deleteFrom('payments').where('id', '=', id).execute())
    await attempt(() => sql`update payments set amount_micros = 1, refunded_micros = 1`.execute(system))
    await attempt(() => system.deleteFrom('payment_inbox').execute())
  })
})
