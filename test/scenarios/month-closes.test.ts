import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeMonths } from '../../src/app/index.ts'
import type { MonthClose, MonthCloses } from '../../src/contract/index.ts'
import { addTestCompany } from '../support/companies.ts'
import { eventOf, type Installation, openInstallation } from './installation.ts'

let nowMs = Date.parse('2026-09-20T12:00:00Z')
let house: Installation
beforeAll(async () => {
  house = await openInstallation({ clock: () => nowMs })
})
afterAll(() => house.close())

async function months(query = ''): Promise<MonthCloses> {
  const { status, body } = await house.ask('GET', `/api/v1/month-closes${query}`)
  expect(status).toBe(200)
  return body as MonthCloses
}

async function close(): Promise<void> {
  await closeMonths(house, {}, new AbortController().signal)
}

test('a month with messages that have no price is set aside, accepted by a person with a reason, and closed', async () => {
  const list = (await house.ask('POST', '/api/v1/price-lists', { name: 'Retail', currency: 'EUR' })).body as {
    id: string
  }
  const url = `/api/v1/price-lists/${list.id}`
  await house.ask('POST', `${url}/versions`, {})
  const rates = [{ channel: 'sms', kind: null, destination: 'DE', unit: 'segment', price: '0.10' }]
  await house.ask('PUT', `${url}/versions/1`, { charge_on: {}, rates })
  await house.ask('POST', `${url}/versions/1/publish`, {})
  const assigned = { company_id: house.owner.companyId, version: 1, from: '2026-09-01T00:00:00Z', to: null }
  await house.ask('POST', `${url}/assignments`, assigned)
  await house.rating.bringUpToDate()
  await house.post([
    eventOf('priced', { type: 'message.sent' }),
    eventOf('unpriced', { type: 'message.sent' }, { recipient: '+33612345678' }),
  ])
  await close()
  expect(await months()).toEqual({
    counts: { waiting: 0, set_aside: 0, closed: 0 },
    months: [],
    usage_not_posted: [],
    next: null,
  })
  nowMs = Date.parse('2026-10-01T22:00:00Z')
  await close()
  const set = await months('?month=2026-09&state=set_aside')
  expect(set.counts).toEqual({ waiting: 0, set_aside: 1, closed: 0 })
  expect(set.months).toMatchObject([
    {
      company_name: 'Meridian Travel',
      month: '2026-09',
      from: '2026-09-01T00:00:00+02:00',
      to: '2026-10-01T00:00:00+02:00',
      closes_at: '2026-10-02T00:00:00+02:00',
      state: 'set_aside',
      reason: 'unrated',
      detail: '1 messages of the month have no price.',
      invoice: null,
    },
  ])
  expect(await house.invoicing.monthsSetAside()).toBe(1)
  const id = set.months[0]?.id ?? ''
  const accepted = await house.ask('POST', `/api/v1/month-closes/${id}/accept-unrated`, {
    reason: 'A test by staff',
  })
  expect(accepted.body).toMatchObject({ state: 'waiting', unrated_accepted: { reason: 'A test by staff' } })
  await close()
  expect((await months()).months).toMatchObject([{ state: 'set_aside', reason: 'details_missing' }])
  // Its cause is not gone, but a person may ask again at any time.
  const retried = await house.ask('POST', `/api/v1/month-closes/${id}/retry`)
  expect(retried.body).toMatchObject({ state: 'waiting', reason: null })
})

test('what cannot be is refused with what to do', async () => {
  const [month] = (await months()).months as readonly MonthClose[]
  for (const [url, body, status, code] of [
    [`/${month?.id}/accept-unrated`, { reason: 'Again' }, 409, 'conflict'],
    [`/${month?.id}/accept-unrated`, { reason: ' ' }, 400, 'invalid_request'],
    [`/${crypto.randomUUID()}/retry`, undefined, 404, 'not_found'],
    ['/nothing/retry', undefined, 404, 'not_found'],
  ] as const) {
    const answer = await house.ask('POST', `/api/v1/month-closes${url}`, body)
    expect([answer.status, answer.body]).toEqual([status, expect.objectContaining({ code })])
  }
  for (const query of ['?month=2026-13', '?after=nonsense', '?state=open'])
    expect((await house.ask('GET', `/api/v1/month-closes${query}`)).status).toBe(400)
})

test('months of a company that one does not sell to are out of reach', async () => {
  const other = await addTestCompany(house.records, { name: 'Elsewhere' })
  await house.records.system
    .insertInto('month_closes')
    .values({
      company_id: other,
      kind: 'usage',
      period_from: new Date('2026-08-01T00:00:00Z'),
      period_to: new Date('2026-09-01T00:00:00Z'),
      time_zone: 'UTC',
      state: 'waiting',
      after_passes: '{}',
      updated_at: new Date(nowMs),
    })
    .execute()
  const { id } = await house.records.system
    .selectFrom('month_closes')
    .select('id')
    .where('company_id', '=', other)
    .executeTakeFirstOrThrow()
  expect((await months(`?company_id=${other}`)).months).toEqual([])
  expect((await months()).counts.waiting).toBe(1)
  expect((await house.ask('POST', `/api/v1/month-closes/${id}/retry`)).status).toBe(404)
})
