import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { byBot, byCustomer, byOperator, type ChatWorld, chat, openChatWorld } from './chats/chats.fixture.ts'

const payerId = randomUUID()
let world: ChatWorld

beforeAll(async () => {
  world = await openChatWorld('2026-09-01T12:00:00Z')
  const { facts, company } = world
  const [own, upper] = await Promise.all(
    [
      { operator: '0.05', customer: '0.01' },
      { operator: '0.03', customer: '0' },
    ].map(async (prices) => {
      const versionId = randomUUID()
      const rates = Object.entries(prices).map(([author, price]) => {
        return { rateKey: `${versionId}|chat|${author}|any`, unit: 'message' as const, price }
      })
      await facts.putPriceVersion({ versionId, rates })
      return versionId
    }),
  )
  const level = { currency: 'EUR', onDelivery: [] }
  const levels = [
    { ...level, payerId: company.id, versionId: own ?? null },
    { ...level, payerId, versionId: upper ?? null },
  ]
  const periods = [{ fromMs: Date.parse('2026-01-01T00:00:00Z'), levels }]
  await facts.putPricePlans([{ companyId: company.id, periods, prefixLengths: [] }], 1n)
  await world.record(
    chat('a', {}, [
      ['2026-08-31T21:59:59Z', 'opened'],
      ['2026-08-31T21:59:59.999Z', 'message', byCustomer],
      ['2026-08-31T22:00:00Z', 'message', byCustomer],
      ['2026-09-01T08:00:00Z', 'message', byBot],
      ['2026-09-01T08:01:00Z', 'message', byOperator('anna')],
      ['2026-09-01T08:02:00Z', 'message', byOperator('anna')],
      ['2026-09-01T08:03:00Z', 'message', { ...byOperator('anna'), isPublic: false }],
    ]),
  )
})
afterAll(() => world.close())

test('messages of chats by author cost the company and the one above what their price lists say, by the moment of the message', async () => {
  const found = await world.metrics.chatAuthorCharges(world.company, {
    payerId,
    from: '2026-09-01T00:00:00+02:00',
    to: '2026-10-01T00:00:00+02:00',
  })
  const eur = (amount: string) => ({ amount, currency: 'EUR' })
  expect(found).toEqual({
    ok: true,
    value: [
      { author: 'customer', side: 'own', amount: eur('0.01') },
      { author: 'customer', side: 'payer', amount: eur('0.00') },
      { author: 'operator', side: 'own', amount: eur('0.10') },
      { author: 'operator', side: 'payer', amount: eur('0.06') },
    ],
  })
})
