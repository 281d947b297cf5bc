import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCompanyBelow } from '../support/companies.ts'
import { eventOf, type Installation, openInstallation } from './installation.ts'

let house: Installation
let shopId: string

beforeAll(async () => {
  house = await openInstallation()
  shopId = await addCompanyBelow(house.records, { name: 'Shop', parentId: house.owner.companyId })
  await sell(house.owner.companyId, '0.01')
  await sell(shopId, '0.05')
  const company = { id: shopId, name: 'Shop', time_zone: 'Europe/Berlin', currency: 'EUR' }
  const key = await house.companies.createApiKey(
    { ...house.owner, companyId: shopId, company },
    { name: 'shop', scopes: ['events:write'] },
  )
  if (!key.ok) throw new Error(key.failure.detail)
  const message = (id: string, author: string) =>
    eventOf(id, {
      type: 'chat.message',
      data: { chat_id: 'c-1', message_id: id, author, ...(author === 'operator' && { operator_id: 'anna' }) },
    })
  const events = [
    eventOf('open', { type: 'chat.opened', data: { chat_id: 'c-1', messenger: 'web', channel_id: 'site' } }),
    message('q-1', 'customer'),
    message('a-1', 'bot'),
    message('a-2', 'operator'),
    message('a-3', 'operator'),
  ]
  const posted = await house.app.inject({
    method: 'POST',
    url: '/api/v1/events',
    headers: { authorization: `Bearer ${key.value.key}`, 'content-type': 'application/json' },
    payload: JSON.stringify(events),
  })
  expect(posted.json()).toMatchObject({ accepted: events.length, refused: [] })
  await house.rating.bringUpToDate()
  await house.tick()
}, 120_000)
afterAll(() => house.close())

/** Messages of operators cost this, those of customers half a cent, those of the bot nothing. */
async function sell(companyId: string, price: string): Promise<void> {
  const url = '/api/v1/price-lists'
  const made = await house.ask('POST', url, { name: companyId, currency: 'EUR' })
  const { id } = made.body as { id: string }
  await house.ask('POST', `${url}/${id}/versions`, {})
  const rate = (kind: string, amount: string) => {
    return { channel: 'chat', kind, destination: 'any', unit: 'message', price: amount }
  }
  const rates = [rate('operator', price), rate('customer', '0.005')]
  expect(await house.ask('PUT', `${url}/${id}/versions/1`, { rates })).toMatchObject({ status: 200 })
  await house.ask('POST', `${url}/${id}/versions/1/publish`)
  const assignment = { company_id: companyId, version: 1, from: '2026-01-01T00:00:00Z', to: null }
  expect(await house.ask('POST', `${url}/${id}/assignments`, assignment)).toMatchObject({ status: 201 })
}

test('the report of dependent companies has messages of chats by author, with what each side pays', async () => {
  const asked = {
    type: 'dependent_companies',
    from: '2026-09-01T00:00:00Z',
    to: '2026-09-02T00:00:00Z',
    language: 'en',
    filters: { with_expenses: true },
  }
  const preview = await house.ask('POST', '/api/v1/reports/preview', asked)
  expect(preview.status).toBe(200)
  const money = (amount: string) => ({ amount, currency: 'EUR' })
  expect((preview.body as { rows: unknown[] }).rows).toEqual([
    ['Shop', shopId, 'Chats: customers', 1, null, null, money('0.005'), money('0.005')],
    ['Shop', shopId, 'Chats: operators', 2, null, null, money('0.10'), money('0.02')],
    ['Shop', shopId, 'Chats: bot', 1, null, null, null, null],
  ])
})
