import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventOf, type Installation, openInstallation } from './installation.ts'

const period = { from: '2026-08-31T22:00:00Z', to: '2026-09-30T22:00:00Z' }

let house: Installation
beforeAll(async () => {
  house = await openInstallation()
  await house.post([
    eventOf('x-1', {}, { sender: '=cmd()' }),
    eventOf('x-2', {}, { channel: 'email', recipient: 'a@example.com' }),
    eventOf('x-3', { type: 'message.failed' }, { error: { code: '30003', reason: 'Unreachable, "off"' } }),
  ])
  await house.tick()
})
afterAll(() => house.close())

describe('files of what the page shows', () => {
  test('the rows of a query as CSV, in words of the language', async () => {
    const query = { metrics: ['messages.created', 'messages.delivery_rate'], by: ['channel'], ...period }
    const file = await house.ask('POST', '/api/v1/metrics/export', {
      query,
      format: 'csv',
      language: 'ru',
      name: 'Итоги',
    })
    expect(file.status).toBe(200)
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(file.headers['content-disposition']).toContain(
      `filename*=UTF-8''${encodeURIComponent('Итоги.csv')}`,
    )
    const [titles, ...rows] = String(file.body).replace('\ufeff', '').trim().split('\r\n')
    expect(titles).toMatch(/^Канал,/)
    expect(rows).toHaveLength(2)
  })

  test('the items behind a number as CSV: as many as the number, and no text is run as a formula', async () => {
    const query = { metric: 'messages.created', ...period }
    const file = await house.ask('POST', '/api/v1/metrics/items/export', { query, format: 'csv' })
    const lines = String(file.body).trim().split('\r\n')
    expect(lines).toHaveLength(1 + 3)
    expect(String(file.body)).not.toMatch(/(^|,)=cmd/m)
    expect(String(file.body)).toContain('30003: Unreachable')
    expect(String(file.body)).toContain('2026-09-01T12:00:03.120+02:00')
  })

  test('an Excel file begins as one', async () => {
    const query = { metrics: ['messages.created'], by: ['time'], ...period }
    const response = await house.app.inject({
      method: 'POST',
      url: '/api/v1/metrics/export',
      headers: { authorization: 'Bearer tb_a-key-for-tests-0001' },
      payload: { query, format: 'xlsx' },
    })
    expect(response.statusCode).toBe(200)
    expect(response.rawPayload.subarray(0, 2).toString()).toBe('PK')
    expect(response.headers['content-disposition']).toContain('metrics.xlsx')
  })

  test('a query at fault is a problem, not a file', async () => {
    const query = { metric: 'messages.created', from: period.to, to: period.from }
    expect(await house.ask('POST', '/api/v1/metrics/items/export', { query, format: 'csv' })).toMatchObject({
      status: 400,
      body: { code: 'invalid_period' },
    })
  })
})
