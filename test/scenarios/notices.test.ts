import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyWebhook } from '../../src/notices/index.ts'
import { openReceiver, type Receiver, singleHeaders, status } from '../../src/notices/receiver.fixture.ts'
import { type Installation, openInstallation, presentMs } from './installation.ts'

let house: Installation
let receiver: Receiver
beforeAll(async () => {
  house = await openInstallation()
  receiver = await openReceiver()
})
afterAll(async () => {
  await receiver.close()
  await house.close()
})

const endpoints = '/api/v1/webhook-endpoints'
const deliveries = '/api/v1/webhook-deliveries'
type Json = Record<string, unknown>

async function waitingInMetrics(): Promise<string | undefined> {
  const { body } = await house.ask('GET', '/metrics')
  return /^tallybook_deliveries_waiting\{kind="webhook"\} (\d+)$/m.exec(String(body))?.[1]
}

describe('a company that wants to hear of its balance', () => {
  let endpoint: Json

  test('adds an endpoint and gets its secret once', async () => {
    const made = await house.ask('POST', endpoints, { url: receiver.url, types: ['balance.low'] })
    expect(made.status).toBe(201)
    expect(made.headers['cache-control']).toBe('no-store')
    endpoint = made.body as Json
    expect(endpoint['secret']).toMatch(/^whsec_/)
    const { secret: _secret, ...rest } = endpoint
    expect((await house.ask('GET', endpoints)).body).toEqual([rest])
  })

  test('is told when it comes down to the threshold, after the next posting of usage, and once', async () => {
    const money = (amount: string): Json => ({ amount, currency: 'EUR' })
    await house.ask('POST', '/api/v1/deposits', { amount: money('20'), reason: 'Bank transfer' })
    await house.ask('PATCH', '/api/v1/balance/settings', { low_balance_threshold: money('10') })
    await house.usagePoster.run()
    expect(await waitingInMetrics()).toBe('0')
    await house.ask('POST', '/api/v1/corrections', { amount: money('-15'), reason: 'Entered twice' })
    await house.usagePoster.run()
    await house.usagePoster.run()
    expect(await waitingInMetrics()).toBe('1')
    await house.notices.run()
    expect(await waitingInMetrics()).toBe('0')
    expect(receiver.received).toHaveLength(1)
    const { headers, body } = receiver.received[0] ?? { headers: {}, body: '' }
    expect(verifyWebhook(singleHeaders(headers), body, [String(endpoint['secret'])], presentMs).ok).toBe(true)
    expect(JSON.parse(body)).toMatchObject({
      type: 'balance.low',
      data: { balance: money('5.00'), threshold: money('10.00') },
    })
  })

  test('sees how a test went, sends it again, and finds no such thing of others', async () => {
    receiver.answerWith(status(410))
    const sent = await house.ask('POST', `${endpoints}/${endpoint['id']}/test`)
    expect(sent).toMatchObject({ status: 202, body: { type: 'test', state: 'waiting' } })
    const id = (sent.body as Json)['id']
    expect(await house.ask('POST', `${deliveries}/${id}/redeliver`)).toMatchObject({
      status: 409,
      body: { code: 'delivery_waiting' },
    })
    await house.notices.run()
    expect((await house.ask('GET', `${deliveries}/${id}`)).body).toMatchObject({
      state: 'failed',
      body: { type: 'test' },
      log: [{ status: 410, answer: 'said the receiver' }],
    })
    expect(await house.ask('POST', `${deliveries}/${id}/redeliver`)).toMatchObject({
      status: 409,
      body: { code: 'endpoint_off' },
    })
    const on = await house.ask('PATCH', `${endpoints}/${endpoint['id']}`, { state: 'on' })
    expect(on).toMatchObject({ status: 200, body: { state: 'on', off_reason: null } })
    expect((await house.ask('POST', `${deliveries}/${id}/redeliver`)).status).toBe(202)
    receiver.answerWith(status(200))
    await house.notices.run()
    const done = (await house.ask('GET', `${deliveries}?state=delivered`)).body as { deliveries: Json[] }
    expect(done.deliveries.map((one) => one['id'])).toContain(id)
    const nobodys = '00000000-0000-4000-8000-000000000000'
    for (const url of [`${deliveries}/${nobodys}`, `${deliveries}/x`])
      expect(await house.ask('GET', url)).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect((await house.ask('POST', `${endpoints}/${endpoint['id']}/rotate-secret`)).status).toBe(200)
    expect((await house.ask('DELETE', `${endpoints}/${endpoint['id']}`)).status).toBe(204)
    expect((await house.ask('DELETE', `${endpoints}/${endpoint['id']}`)).status).toBe(404)
    expect((await house.ask('GET', deliveries)).body).toEqual({ deliveries: [], next_cursor: null })
  })
})

describe('settings of e-mails', () => {
  const address = (text: string): Json => ({ address: text, types: ['balance.low'] })

  test('are read and changed as a whole', async () => {
    expect((await house.ask('GET', '/api/v1/notice-settings')).body).toEqual({
      addresses: [],
      language: 'en',
      sends_mail: false,
      takes_private_addresses: true,
    })
    const settings = { addresses: [address('anna@example.com')], language: 'ru' }
    const put = await house.ask('PUT', '/api/v1/notice-settings', settings)
    expect(put).toMatchObject({ status: 200, body: settings })
    expect((await house.ask('GET', '/api/v1/notice-settings')).body).toMatchObject(settings)
  })

  test.each([
    ['no address', [address('anna')]],
    ['an address that would begin another header', [address('anna@example.com\r\nBcc: all@example.com')]],
    ['two addresses in one', [address('anna@example.com,boris@example.com')]],
    ['an address twice', [address('anna@example.com'), address('Anna@example.com')]],
    ['a type that is none', [{ address: 'anna@example.com', types: ['chat.opened'] }]],
    ['no type', [{ address: 'anna@example.com', types: [] }]],
    ['more than twenty', Array.from({ length: 21 }, (_, place) => address(`a${place}@example.com`))],
  ])('refuse %s', async (_name, addresses) => {
    const put = await house.ask('PUT', '/api/v1/notice-settings', { addresses, language: 'en' })
    expect(put).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  })
})
