import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyBooks } from '../../src/app/verify-books.ts'
import { scopes } from '../../src/contract/index.ts'
import { fromApiMoney } from '../../src/core/index.ts'
import {
  type Answer,
  eventOf,
  type Installation,
  openInstallation,
  ownKey,
  toAnswer,
} from './installation.ts'

// The provider sells to the reseller; the reseller sells to the shop, and to a branch for which it has no price list.
const names = ['provider', 'reseller', 'shop', 'branch'] as const
type Name = (typeof names)[number]
const parents = { reseller: 'provider', shop: 'reseller', branch: 'reseller' } as const satisfies Partial<
  Record<Name, Name>
>

let house: Installation
const ids = new Map<Name, string>()
const keys = new Map<Name, string>()

beforeAll(async () => {
  house = await openInstallation()
  ids.set('provider', house.owner.companyId)
  keys.set('provider', ownKey)
  for (const [name, parent] of Object.entries(parents) as [Name, Name][]) {
    const company = { name, time_zone: 'UTC', currency: 'EUR' }
    const { id } = await house.records.system
      .insertInto('companies')
      .values({ ...company, parent_id: ids.get(parent) ?? '' })
      .returning('id')
      .executeTakeFirstOrThrow()
    ids.set(name, id)
    const owner = { ...house.owner, companyId: id, company: { ...company, id } }
    const made = await house.companies.createApiKey(owner, { name: 'Chain', scopes: [...scopes] })
    if (!made.ok) throw new Error(made.failure.detail)
    keys.set(name, made.value.key)
  }
})
afterAll(() => house.close())

async function ask(as: Name, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: unknown) {
  const headers = { authorization: `Bearer ${keys.get(as)}`, 'idempotency-key': randomUUID() }
  const asked = { method, url, headers, ...(body === undefined ? {} : { payload: body as object }) }
  return toAnswer(await house.app.inject(asked))
}

async function must<T>(asked: Promise<Answer>): Promise<T> {
  const answer = await asked
  expect([answer.status, answer.body]).toEqual([expect.toBeOneOf([200, 201, 204]), answer.body])
  return answer.body as T
}

const rate = (channel: string, price: string) => {
  return { channel, kind: null, destination: 'any', unit: 'message', price }
}
const lists = new Map<Name, string>()
const versions = new Map<Name, number>()

/** A new version of what the company's seller charges it by, in force from an instant on. */
async function sell(to: Name, rates: readonly object[], from: string): Promise<{ id: string }> {
  const seller = to === 'provider' ? to : parents[to]
  const list =
    lists.get(to) ??
    (await must<{ id: string }>(ask(seller, 'POST', '/api/v1/price-lists', { name: to, currency: 'EUR' }))).id
  lists.set(to, list)
  const version = (versions.get(to) ?? 0) + 1
  versions.set(to, version)
  const url = `/api/v1/price-lists/${list}`
  await must(ask(seller, 'POST', `${url}/versions`, {}))
  await must(ask(seller, 'PUT', `${url}/versions/${version}`, { rates }))
  await must(ask(seller, 'POST', `${url}/versions/${version}/publish`))
  return await must(
    ask(seller, 'POST', `${url}/assignments`, { company_id: ids.get(to), version, from, to: null }),
  )
}

/** As the process that folds does; nothing may differ then from what it follows from. */
async function settle(): Promise<void> {
  await house.rating.bringUpToDate()
  await house.tick()
  await house.usagePoster.run()
  expect(await verifyBooks(house)).toEqual([])
}

async function send(
  from: Name,
  ...messages: readonly [id: string, data: Record<string, unknown>][]
): Promise<void> {
  const events = messages.map(([id, data]) => eventOf(id, {}, data))
  await must(ask(from, 'POST', '/api/v1/events', events))
}

const year = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' }

function micros(money: unknown): bigint | null {
  if (money === null) return null
  const read = fromApiMoney(money as { amount: string; currency: string })
  if (!read.ok) throw new Error(read.failure.detail)
  return read.value.amountMicros
}

/** On Analytics: spend and margin of each company's own traffic, in micro-units; null: nothing of it is charged. */
async function analytics(): Promise<unknown> {
  const rows = names.map(async (name) => {
    const asked = { metrics: ['messages.spend', 'messages.margin'], ...year }
    const { totals } = await must<{ totals: Record<string, unknown> }>(
      ask(name, 'POST', '/api/v1/metrics/query', asked),
    )
    return [name, [micros(totals['messages.spend']), micros(totals['messages.margin'])]]
  })
  return Object.fromEntries(await Promise.all(rows))
}

/** Posted to the ledger, payer by payer, and so what each seller earns over what it pays itself. */
async function posted(): Promise<Record<Name, bigint>> {
  const rows = names.map(async (name) => {
    const url = `/api/v1/transactions?from=${year.from}&to=${year.to}&kind=usage`
    return [name, -(micros((await must<{ total: unknown }>(ask(name, 'GET', url))).total) ?? 0n)] as const
  })
  return Object.fromEntries(await Promise.all(rows)) as Record<Name, bigint>
}

async function unrated(as: Name): Promise<{ messages: number; groups: Record<string, unknown>[] }> {
  return await must(ask(as, 'GET', `/api/v1/unrated?from=${year.from}&to=${year.to}`))
}

const nothingUnrated = { messages: 0, groups: [] }

describe('a chain of price lists', () => {
  test('charges each level by its own list; who never had one pays nothing, and those above it do', async () => {
    await sell('provider', [rate('sms', '0.01')], '2026-08-01T00:00:00Z')
    await sell('reseller', [rate('sms', '0.03')], '2026-08-01T00:00:00Z')
    await sell('shop', [rate('sms', '0.05')], '2026-08-01T00:00:00Z')
    const cost = { cost: { amount: '0.004', currency: 'EUR' } }
    await send('shop', ['s1', cost], ['s2', cost])
    await send('branch', ['b1', cost])
    await send('reseller', ['r1', cost])
    await settle()
    expect(await analytics()).toEqual({
      provider: [null, null],
      reseller: [30_000n, 26_000n],
      shop: [100_000n, 92_000n],
      branch: [null, null],
    })
    // Two messages of the shop, one of the branch and one of its own; the provider pays its own list for all of them.
    expect(await posted()).toEqual({ provider: 40_000n, reseller: 120_000n, shop: 100_000n, branch: 0n })
    for (const name of names) expect(await unrated(name)).toEqual(nothingUnrated)
  })

  test('what has no rate further up is unrated there, and said to its payer only', async () => {
    await sell('shop', [rate('sms', '0.05'), rate('viber', '0.02')], '2026-08-15T00:00:00Z')
    await send('shop', ['v1', { channel: 'viber' }])
    await send('branch', ['v2', { channel: 'viber' }])
    await settle()
    expect(await posted()).toEqual({ provider: 40_000n, reseller: 120_000n, shop: 120_000n, branch: 0n })
    const group = {
      traffic: 'dependants',
      reason: 'no_rate',
      channel: 'viber',
      kind: null,
      country: 'DE',
      network: null,
      messages: 2,
      first_at: '2026-09-01T10:00:03.120Z',
      last_at: '2026-09-01T10:00:03.120Z',
    }
    for (const name of ['provider', 'reseller'] as const)
      expect(await unrated(name)).toEqual({ messages: 2, groups: [group] })
    for (const name of ['shop', 'branch'] as const) expect(await unrated(name)).toEqual(nothingUnrated)
  })

  test('a rate that is added cures it, level by level, and what was sent before is charged', async () => {
    await sell('reseller', [rate('sms', '0.03'), rate('viber', '0.015')], '2026-08-15T00:00:00Z')
    await settle()
    expect(await unrated('reseller')).toEqual(nothingUnrated)
    expect(await unrated('provider')).toMatchObject({ messages: 2 })
    expect(await posted()).toEqual({ provider: 40_000n, reseller: 150_000n, shop: 120_000n, branch: 0n })
    await sell('provider', [rate('sms', '0.01'), rate('viber', '0.01')], '2026-08-15T00:00:00Z')
    await settle()
    expect(await unrated('provider')).toEqual(nothingUnrated)
    expect(await posted()).toEqual({ provider: 60_000n, reseller: 150_000n, shop: 120_000n, branch: 0n })
  })

  test('a gap in the prices of a payer further up is unrated for it, and corrected when it is closed', async () => {
    const before = await posted()
    const url = `/api/v1/price-lists/${lists.get('reseller')}`
    const { assignments } = await must<{ assignments: { id: string; to: string | null }[] }>(
      ask('provider', 'GET', url),
    )
    const inForce = assignments.find(({ to }) => to === null)
    const end = (to: string | null) =>
      house.ask('PATCH', `${url}/assignments/${inForce?.id}`, { to }).then(({ body }) => body)
    expect(await end('2026-09-01T00:00:00Z')).toMatchObject({
      gap: { from: '2026-09-01T00:00:00.000Z', to: null },
    })
    await settle()
    expect(await posted()).toEqual({ ...before, reseller: 0n })
    expect(await unrated('provider')).toEqual(nothingUnrated)
    const { messages, groups } = await unrated('reseller')
    expect(messages).toBe(6)
    expect(new Set(groups.map(({ reason }) => reason))).toEqual(new Set(['no_price_list']))
    expect(groups.map(({ traffic, channel, messages: n }) => [traffic, channel, n]).toSorted()).toEqual([
      ['dependants', 'sms', 3],
      ['dependants', 'viber', 2],
      ['own', 'sms', 1],
    ])
    expect(await end(null)).toMatchObject({ to: null, gap: null })
    await settle()
    expect(await posted()).toEqual(before)
    expect(await unrated('reseller')).toEqual(nothingUnrated)
  })

  test('a company without a list that gets one pays from then on, those above it as before', async () => {
    const before = await posted()
    await sell('branch', [rate('sms', '0.06'), rate('viber', '0.04')], '2026-08-20T00:00:00Z')
    await settle()
    expect(await posted()).toEqual({ ...before, branch: 100_000n })
    expect(await unrated('branch')).toEqual(nothingUnrated)
  })

  test('prices are withdrawn only by who says what follows', async () => {
    const planned = await sell('shop', [rate('sms', '0.5')], '2026-10-01T00:00:00Z')
    const url = `/api/v1/price-lists/${lists.get('shop')}/assignments/${planned.id}`
    expect(await ask('reseller', 'DELETE', url)).toMatchObject({ status: 409, body: { code: 'leaves_gap' } })
    expect(await ask('reseller', 'DELETE', `${url}?instead=whatever`)).toMatchObject({ status: 400 })
    await must(ask('reseller', 'DELETE', `${url}?instead=previous`))
    const prices = await must<{ version: number; to: string | null }>(ask('shop', 'GET', '/api/v1/prices'))
    expect(prices).toMatchObject({ version: 2, to: null })
    await settle()
  })

  test('nothing is held for what no fact is charged by yet', async () => {
    for (const channel of ['call', 'chat'])
      expect(
        await ask('shop', 'POST', '/api/v1/authorizations', { channel, recipient: '+4915112345678' }),
      ).toMatchObject({ status: 409, body: { code: 'channel_not_charged' } })
  })

  test('a rebuild of the facts charges the same', async () => {
    const [before, spend] = [await posted(), await analytics()]
    await house.facts.rebuild()
    await settle()
    expect([await posted(), await analytics()]).toEqual([before, spend])
  })
})
