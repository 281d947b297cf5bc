import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyBooks } from '../../src/app/verify-books.ts'
import { fromApiMoney } from '../../src/core/index.ts'
import type { MessageEvent } from '../../src/facts/index.ts'
import { simulate } from '../../src/simulator/index.ts'
import {
  type Answer,
  eventOf,
  type Installation,
  openInstallation,
  ownKey,
  toAnswer,
} from './installation.ts'

/** Berlin's September, in which the traffic lies. */
const month = { from: '2026-09-01T00:00:00+02:00', to: '2026-10-01T00:00:00+02:00' }
const middle = '2026-09-16T00:00:00+02:00'
let nowMs = Date.parse('2026-10-02T12:00:00Z')

let house: Installation
beforeAll(async () => {
  house = await openInstallation({ clock: () => nowMs })
})
afterAll(() => house.close())

async function send(method: 'POST' | 'PUT', url: string, body: object): Promise<Answer> {
  const headers = { authorization: `Bearer ${ownKey}`, 'idempotency-key': randomUUID() }
  const answer = toAnswer(await house.app.inject({ method, url, headers, payload: body }))
  expect([answer.status, answer.body]).toEqual([expect.toBeOneOf([200, 201, 204]), answer.body])
  return answer
}

const rate = (channel: string, destination: string, price: string, kind: string | null = null) => {
  return { channel, kind, destination, unit: channel === 'sms' ? 'segment' : 'message', price }
}
const firstRates = [
  rate('sms', 'any', '0.091'),
  rate('sms', 'DE', '0.0725'),
  rate('sms', '262-01', '0.068333'),
  rate('sms', '+4915', '0.07'),
  rate('sms', 'DE', '0.08', 'advertising'),
  rate('viber', 'any', '0.021'),
  rate('whatsapp', 'any', '0.0456'),
  rate('whatsapp', 'any', '0.07', 'marketing'),
  rate('email', 'any', '0.000123'),
  rate('push', 'any', '0'),
]

let listId = ''
async function putInForce(version: number, rates: readonly object[], from: string): Promise<void> {
  const list = `/api/v1/price-lists/${listId}`
  await send('POST', `${list}/versions`, {})
  await send('PUT', `${list}/versions/${version}`, { charge_on: { viber: 'delivered' }, rates })
  await send('POST', `${list}/versions/${version}/publish`, {})
  await send('POST', `${list}/assignments`, { company_id: house.owner.companyId, version, from, to: null })
  await house.rating.bringUpToDate()
}

/** As the process that folds does, over and over. */
async function foldAndPost(): Promise<void> {
  await house.tick()
  await house.usagePoster.run()
}

const micros = (money: unknown): bigint => {
  const read = fromApiMoney(money as { amount: string; currency: string })
  if (!read.ok) throw new Error(read.failure.detail)
  return read.value.amountMicros
}

async function spend(by: readonly string[] = []): Promise<{ total: bigint; rows: bigint }> {
  const answer = await house.ask('POST', '/api/v1/metrics/query', {
    metrics: ['messages.spend'],
    by,
    ...month,
    time_zone: 'Europe/Berlin',
  })
  const { rows, totals } = answer.body as { rows: Record<string, unknown>[]; totals: Record<string, unknown> }
  const amounts = rows.map((row) => row['messages.spend']).filter((amount) => amount !== null)
  return {
    total: micros(totals['messages.spend']),
    rows: amounts.map(micros).reduce((sum, amount) => sum + amount, 0n),
  }
}

async function balance(): Promise<bigint> {
  const { body } = await house.ask('GET', '/api/v1/balance')
  return micros((body as { balance: unknown }).balance)
}

async function usageOfLedger(): Promise<bigint> {
  const period = 'from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z&kind=usage&limit=500'
  const { body } = await house.ask('GET', `/api/v1/transactions?${period}`)
  const { transactions, total } = body as { transactions: { amount: unknown }[]; total: unknown }
  const sum = transactions.reduce((all, { amount }) => all + micros(amount), 0n)
  expect(sum).toBe(micros(total))
  return sum
}

describe('a month of traffic and money', () => {
  const traffic: MessageEvent[] = []

  test('arrives in any order, some of it twice, while it is charged and posted', async () => {
    listId = (
      (await send('POST', '/api/v1/price-lists', { name: 'Retail', currency: 'EUR' })).body as { id: string }
    ).id
    await putInForce(1, firstRates, '2026-08-01T00:00:00Z')
    await send('POST', '/api/v1/deposits', {
      amount: { amount: '1000', currency: 'EUR' },
      reason: 'Bank transfer',
    })
    for (const batch of simulate({
      companyId: house.owner.companyId,
      seed: 20_260_901,
      messages: 4_000,
      fromMs: Date.parse(month.from),
      toMs: Date.parse(month.to),
      timeZone: 'Europe/Berlin',
    }))
      traffic.push(...batch)
    const shuffled =
      fc.sample(fc.shuffledSubarray(traffic, { minLength: traffic.length }), { numRuns: 1, seed: 7 })[0] ?? []
    for (let piece = 0; piece < 5; piece += 1) {
      const events = shuffled.filter((_, n) => n % 5 === piece)
      // Every piece brings some of the one before once more.
      await house.facts.importEvents([...events, ...shuffled.filter((_, n) => n % 50 === piece)])
      await foldAndPost()
    }
    expect((await spend()).total).toBeGreaterThan(10_000_000n)
  })

  test('spend on the page = sum of its rows by any dimension = usage in the ledger = deposits − balance', async () => {
    const { total } = await spend()
    for (const by of [['channel'], ['country'], ['campaign'], ['time'], ['network', 'kind'], ['status']])
      expect([by, (await spend(by)).rows]).toEqual([by, total])
    expect(await usageOfLedger()).toBe(-total)
    expect(await balance()).toBe(1_000_000_000n - total)
    expect(await verifyBooks(house)).toEqual([])
  })

  test('the statement as a file has the lines of the page, by day, and its opening and closing', async () => {
    const asked = 'from=2026-08-01T00:00:00Z&to=2026-11-01T00:00:00Z&usage=day'
    const page = await house.ask('GET', `/api/v1/transactions?${asked}`)
    const { count, closing } = page.body as { count: number; closing: { amount: string } }
    const file = await house.ask('GET', `/api/v1/transactions/file?${asked}&format=csv&language=ru`)
    expect(file.headers['content-type']).toContain('text/csv')
    const lines = String(file.body).trim().split('\r\n')
    expect(lines.slice(1)).toHaveLength(count)
    expect(lines[0]).toContain('Дата')
    expect(lines[1]).toContain(closing.amount)
  })

  test('prices that change in the middle of the month are charged as differences, and all of it agrees again', async () => {
    const before = (await spend()).total
    await putInForce(2, [...firstRates.slice(1), rate('sms', 'any', '0.2')], middle)
    const after = (await spend()).total
    expect(after).toBeGreaterThan(before)
    expect(await balance()).toBe(1_000_000_000n - before)
    await foldAndPost()
    expect(await usageOfLedger()).toBe(-after)
    expect(await verifyBooks(house)).toEqual([])
    // Posted again, with nothing new, it stays as it is.
    await foldAndPost()
    expect(await usageOfLedger()).toBe(-after)
  })

  test('a channel without a rate is unrated, and charged when it gets one', async () => {
    await house.post(
      [0, 1, 2].map((n) => eventOf(`tg${n}`, { time: '2026-09-20T10:00:00Z' }, { channel: 'telegram' })),
    )
    await foldAndPost()
    const { total } = await spend()
    const period = `from=${encodeURIComponent(month.from)}&to=${encodeURIComponent(month.to)}`
    const unrated = await house.ask('GET', `/api/v1/unrated?${period}`)
    expect(unrated.body).toMatchObject({
      messages: 3,
      groups: [{ channel: 'telegram', reason: 'no_rate', messages: 3 }],
    })
    await putInForce(3, [...firstRates, rate('telegram', 'any', '0.01')], '2026-09-20T00:00:00+02:00')
    await foldAndPost()
    expect((await house.ask('GET', `/api/v1/unrated?${period}`)).body).toMatchObject({ messages: 0 })
    expect((await spend()).total).not.toBe(total)
    expect(await usageOfLedger()).toBe(-(await spend()).total)
    expect(await verifyBooks(house)).toEqual([])
  })

  test('a message says what it cost and why', async () => {
    const items = await house.ask('POST', '/api/v1/metrics/items', {
      metric: 'messages.spend',
      ...month,
      filters: { channel: ['telegram'] },
    })
    const [item] = (items.body as { items: { id: string }[] }).items
    const card = await house.ask('GET', `/api/v1/messages/${item?.id}`)
    expect(card.body).toMatchObject({
      charge: {
        state: 'charged',
        amount: { amount: '0.01', currency: 'EUR' },
        reason: {
          price_list: 'Retail',
          version: 3,
          quantity: 1,
          rate: { channel: 'telegram', destination: 'any' },
        },
      },
    })
  })

  test('an authorization is held, and ends as the facts of its message say', async () => {
    nowMs = Date.parse('2026-10-03T12:00:00Z')
    const authorize = (message_id: string) =>
      send('POST', '/api/v1/authorizations', {
        channel: 'sms',
        recipient: '+33612345678',
        segments: 2,
        message_id,
      })
    const [charged, failed, silent] = [
      await authorize('m-a1'),
      await authorize('m-a2'),
      await authorize('m-a3'),
    ]
    const held = async () =>
      micros(((await house.ask('GET', '/api/v1/balance')).body as { held: unknown }).held)
    expect(await held()).toBe(3n * 2n * 91_000n)
    const time = '2026-10-03T12:00:05Z'
    await house.post([
      eventOf('a1', { time, source: 'tallybook' }, { recipient: '+33612345678', segments: 2 }),
      eventOf('a2', { time, type: 'message.rejected' }, { recipient: '+33612345678' }),
    ])
    const before = await balance()
    await foldAndPost()
    expect(await held()).toBe(2n * 91_000n)
    expect(await balance()).toBe(before - 2n * 91_000n)
    const stateOf = async (answer: Answer) =>
      (await house.ask('GET', `/api/v1/authorizations/${(answer.body as { id: string }).id}`)).body
    expect(await stateOf(charged)).toMatchObject({ state: 'confirmed', charged: { amount: '0.182' } })
    expect(await stateOf(failed)).toMatchObject({ state: 'released' })
    nowMs += 2 * 86_400_000
    await house.usagePoster.run()
    expect(await stateOf(silent)).toMatchObject({ state: 'expired' })
    expect(await held()).toBe(0n)
    expect(await verifyBooks(house)).toEqual([])
  })
})
