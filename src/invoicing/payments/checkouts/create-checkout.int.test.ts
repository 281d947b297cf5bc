import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestRecords } from '../../../../test/support/postgres.ts'
import { codeOf } from '../../../ledger/world.fixture.ts'
import { createPayments } from '../create-payments.ts'
import { makeDealers, offerSandbox, paymentsOver } from '../payments-world.fixture.ts'
import { maxCheckoutsOfDay } from './create-checkout.ts'

let records: Awaited<ReturnType<typeof openTestRecords>>
beforeAll(async () => {
  records = await openTestRecords()
})
afterAll(() => records.close())

test('a company opens as many checkouts a day as it may, also when it asks for all of them at once', async () => {
  const world = paymentsOver(records)
  const { seller, buyer } = await makeDealers(records)
  await offerSandbox(world, seller)
  const body = { amount: { amount: '1', currency: 'EUR' }, language: 'en' as const }
  const asked = Array.from({ length: maxCheckoutsOfDay + 30 }, (_, n) =>
    world.payments.createCheckout(buyer.key, body, `checkout-${n}`),
  )
  const codes = (await Promise.all(asked)).map(codeOf)
  expect(codes.filter((code) => code === 'ok')).toHaveLength(maxCheckoutsOfDay)
  expect(codes.filter((code) => code === 'too_many_requests')).toHaveLength(30)
})

test('where test payments are not allowed no gateway in test mode is offered, and one that was offers nothing', async () => {
  const world = paymentsOver(records)
  const { seller, buyer } = await makeDealers(records)
  await offerSandbox(world, seller)
  const strict = createPayments({ ...world.deps, allowsTestPayments: false })
  const body = { amount: { amount: '1', currency: 'EUR' }, language: 'en' as const }
  expect(await strict.createCheckout(buyer.key, body, 'strict')).toMatchObject({
    failure: { code: 'no_gateway' },
  })
  expect(await strict.checkoutOptions(buyer.key)).toMatchObject({ value: { gateway: null } })
  expect(await strict.putGateway(seller.key, { kind: 'sandbox', offered: true })).toMatchObject({
    failure: { code: 'test_payments_off' },
  })
  expect(await strict.putGateway(seller.key, { kind: 'sandbox', offered: false })).toMatchObject({ ok: true })
})
