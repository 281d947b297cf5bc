import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestRecords } from '../../../../test/support/postgres.ts'
import { codeOf } from '../../../ledger/world.fixture.ts'
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
