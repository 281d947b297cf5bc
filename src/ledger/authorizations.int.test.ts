import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestRecords } from '../../test/support/postgres.ts'
import type { AuthorizationCreate } from '../contract/index.ts'
import { fail, ok } from '../core/index.ts'
import { type Ledger, openLedger, type Pricing } from './index.ts'
import { codeOf, euros, holdOf, makeCompany, type TestCompany, valueOf } from './world.fixture.ts'

let nowMs = Date.UTC(2026, 8, 1)
let records: Awaited<ReturnType<typeof openTestRecords>>
let ledger: Ledger
let own: TestCompany
beforeAll(async () => {
  records = await openTestRecords()
  ledger = openLedger({ records, clock: () => nowMs })
})
beforeEach(async () => {
  nowMs = Date.UTC(2026, 8, 1)
  own = await makeCompany(records)
})
afterAll(async () => {
  expect(await ledger.verifyBalances()).toEqual([])
  await ledger.close()
  await records.close()
})

async function payIn(amount: string): Promise<void> {
  const deposit = { amount: euros(amount), reason: 'Bank transfer' }
  valueOf(await ledger.createAdjustment(own.key, 'deposit', deposit, randomUUID()))
}

async function sums(): Promise<readonly string[]> {
  const { balance, held, available } = valueOf(await ledger.balance(own.key))
  return [balance.amount, held.amount, available.amount]
}

describe('the lower bound', () => {
  test('64 workers at a balance for exactly 100 get exactly 100, also over two servers', async () => {
    await payIn('99.5')
    valueOf(await ledger.patchSettings(own.key, { credit_limit: euros('0.5') }))
    const elsewhere = openLedger({ records, clock: () => nowMs })
    const codes = new Map<string, number>()
    let asked = 0
    await Promise.all(
      Array.from({ length: 64 }, async (_, worker) => {
        while (asked < 400) {
          asked += 1
          const code = codeOf(await (worker % 2 ? ledger : elsewhere).authorize(holdOf(own.id)))
          codes.set(code, (codes.get(code) ?? 0) + 1)
        }
      }),
    )
    expect(codes.get('ok')).toBe(100)
    expect([...codes.keys()].sort()).toEqual(['insufficient_balance', 'ok'])
    expect(await sums()).toEqual(['99.50', '100.00', '0.00'])
    await elsewhere.close()
  })

  test('what is refused takes nothing from those behind it in the same batch', async () => {
    await payIn('1')
    const [large, small] = await Promise.all([
      ledger.authorize(holdOf(own.id, { amountMicros: 1_000_001n })),
      ledger.authorize(holdOf(own.id)),
    ])
    expect(large).toMatchObject({
      failure: {
        code: 'insufficient_balance',
        detail: 'The message costs 1.000001 EUR and 1.00 EUR is available: pay in first.',
      },
    })
    expect(codeOf(small)).toBe('ok')
  })

  test('a balance below it takes only what costs nothing', async () => {
    valueOf(
      await ledger.createAdjustment(own.key, 'correction', { amount: euros('-5'), reason: 'x' }, 'minus'),
    )
    expect(codeOf(await ledger.authorize(holdOf(own.id, { amountMicros: 1n })))).toBe('insufficient_balance')
    expect(codeOf(await ledger.authorize(holdOf(own.id, { amountMicros: 0n })))).toBe('ok')
  })

  test('each company has its own, in one batch too', async () => {
    const others = await Promise.all(Array.from({ length: 5 }, () => makeCompany(records)))
    for (const company of others)
      valueOf(await ledger.patchSettings(company.key, { credit_limit: euros('2') }))
    const asked = Array.from({ length: 20 }, (_, index) => others[index % 5]?.id ?? '')
    const answers = await Promise.all(asked.map((id) => ledger.authorize(holdOf(id))))
    expect(answers.map(codeOf)).toEqual(asked.map((_, index) => (index < 10 ? 'ok' : 'insufficient_balance')))
  })
})

describe('a request', () => {
  test('again gives the same answer, and other input under its key is a conflict, also at the same moment', async () => {
    await payIn('10')
    const request = holdOf(own.id, { messageId: 'm-1', quantity: 2 })
    const other = holdOf(own.id, { idempotencyKey: request.idempotencyKey, amountMicros: 5n })
    const [first, second, third] = await Promise.all(
      [request, request, other].map((asked) => ledger.authorize(asked)),
    )
    expect(codeOf(third ?? { ok: true })).toBe('idempotency_conflict')
    expect(second).toEqual(first)
    nowMs += 5_000
    expect(await ledger.authorize({ ...request, amountMicros: 7n, expiresAtMs: 0 })).toEqual(first)
    expect(await sums()).toEqual(['10.00', '1.00', '9.00'])
    expect(valueOf(await ledger.getAuthorization(own.key, first?.ok ? first.value.id : ''))).toEqual(
      first?.ok && first.value,
    )
  })

  test('that was refused succeeds under the same key once there is money', async () => {
    const request = holdOf(own.id)
    expect(codeOf(await ledger.authorize(request))).toBe('insufficient_balance')
    await payIn('1')
    expect(codeOf(await ledger.authorize(request))).toBe('ok')
  })

  test.each<[string, object, string]>([
    ['below zero', { amountMicros: -1n }, 'amount_out_of_range'],
    ['beyond what an amount can be', { amountMicros: 10n ** 18n + 1n }, 'amount_out_of_range'],
    ['in another currency', { currency: 'USD' }, 'currency_mismatch'],
    ['with a NUL in the message', { messageId: 'a\0' }, 'invalid_request'],
    ['with half a surrogate pair', { messageId: '\udc00' }, 'invalid_request'],
    ['with a message of no name', { messageId: '' }, 'invalid_request'],
    ['with a NUL in the key', { idempotencyKey: '\0' }, 'invalid_request'],
    ['of nobody', { companyId: randomUUID() }, 'not_found'],
    ['of a company that is no name', { companyId: "'; drop table" }, 'not_found'],
  ])('%s is refused, and the ones beside it are not', async (_name, change, code) => {
    await payIn('1')
    const [bad, good] = await Promise.all([
      ledger.authorize(holdOf(own.id, change)),
      ledger.authorize(holdOf(own.id, { messageId: 'quote " backslash \\ brace } comma , NULL' })),
    ])
    expect(codeOf(bad ?? { ok: true })).toBe(code)
    expect(valueOf(good)).toMatchObject({ message_id: 'quote " backslash \\ brace } comma , NULL' })
    expect(await sums()).toEqual(['1.00', '1.00', '0.00'])
  })

  test('of a blocked company is refused, and a known one is still answered', async () => {
    await payIn('5')
    const known = holdOf(own.id)
    valueOf(await ledger.authorize(known))
    valueOf(await ledger.patchSettings(own.key, { blocked: true }))
    expect(codeOf(await ledger.authorize(holdOf(own.id)))).toBe('company_blocked')
    expect(codeOf(await ledger.authorize(known))).toBe('ok')
  })
})

describe('a message', () => {
  const message: AuthorizationCreate = { channel: 'sms', recipient: '+4915112345678', expires_in_s: 60 }
  const priceOfOne: Pricing = {
    priceMessage: async () =>
      ok({
        amountMicros: 70_000n,
        currency: 'EUR',
        rate: { channel: 'sms', kind: null, destination: 'DE', unit: 'segment', price: '0.07' },
        quantity: 1,
        messageKey: null,
      }),
  }

  test('is held at its price until it expires', async () => {
    await payIn('1')
    expect(valueOf(await ledger.authorizeMessage(own.key, message, 'k', priceOfOne))).toMatchObject({
      state: 'held',
      amount: euros('0.07'),
      rate: { price: '0.07' },
      expires_at: '2026-09-01T00:01:00.000Z',
    })
  })

  test('without a price is refused, unless it was held before', async () => {
    const noPricing: Pricing = { priceMessage: async () => fail('no_price_list', 'No price list.') }
    await payIn('1')
    const held = valueOf(await ledger.authorizeMessage(own.key, message, 'k', priceOfOne))
    expect(valueOf(await ledger.authorizeMessage(own.key, message, 'k', noPricing))).toEqual(held)
    expect(codeOf(await ledger.authorizeMessage(own.key, { ...message, segments: 2 }, 'k', noPricing))).toBe(
      'idempotency_conflict',
    )
    expect(codeOf(await ledger.authorizeMessage(own.key, message, 'other', noPricing))).toBe('no_price_list')
    const unrated: Pricing = { priceMessage: async () => fail('no_rate', 'No rate.') }
    expect(codeOf(await ledger.authorizeMessage(own.key, message, 'other', unrated))).toBe('no_rate')
    expect(codeOf(await ledger.authorizeMessage(own.key, message, undefined, priceOfOne))).toBe(
      'idempotency_key_required',
    )
  })
})

describe('a hold ends', () => {
  test('by release or confirmation, once', async () => {
    await payIn('10')
    const [sent, unsent] = [
      valueOf(await ledger.authorize(holdOf(own.id))),
      valueOf(await ledger.authorize(holdOf(own.id))),
    ]
    const confirmed = valueOf(await ledger.confirmAuthorization(own.key, sent.id))
    expect(confirmed).toMatchObject({
      state: 'confirmed',
      ended_at: '2026-09-01T00:00:00.000Z',
      charged: null,
    })
    nowMs += 1_000
    expect(valueOf(await ledger.confirmAuthorization(own.key, sent.id))).toEqual(confirmed)
    expect(codeOf(await ledger.releaseAuthorization(own.key, sent.id))).toBe('authorization_ended')
    expect(valueOf(await ledger.releaseAuthorization(own.key, unsent.id))).toMatchObject({
      state: 'released',
    })
    expect(codeOf(await ledger.confirmAuthorization(own.key, unsent.id))).toBe('authorization_ended')
    expect(await sums()).toEqual(['10.00', '0.00', '10.00'])
  })

  test('of another company is not found', async () => {
    await payIn('10')
    const held = valueOf(await ledger.authorize(holdOf(own.id)))
    const stranger = await makeCompany(records)
    for (const id of [held.id, 'x']) {
      expect(codeOf(await ledger.getAuthorization(stranger.key, id))).toBe('not_found')
      expect(codeOf(await ledger.confirmAuthorization(stranger.key, id))).toBe('not_found')
      expect(codeOf(await ledger.releaseAuthorization(stranger.key, id))).toBe('not_found')
    }
    expect(await sums()).toEqual(['10.00', '1.00', '9.00'])
  })

  test('a confirmed message stays held until the facts bring its charge', async () => {
    await payIn('10')
    const messageKey = randomUUID()
    const held = valueOf(await ledger.authorize(holdOf(own.id, { messageKey, messageId: 'm' })))
    expect(valueOf(await ledger.confirmAuthorization(own.key, held.id))).toMatchObject({
      state: 'confirmed',
      ended_at: null,
    })
    expect(await sums()).toEqual(['10.00', '1.00', '9.00'])
    const charged = {
      companyId: own.id,
      ends: [{ messageKey, outcome: 'charged' as const, amountMicros: 1_500_000n }],
    }
    expect(await ledger.settleHolds(charged)).toBe(1)
    expect(await ledger.settleHolds(charged)).toBe(0)
    expect(valueOf(await ledger.getAuthorization(own.key, held.id))).toMatchObject({
      state: 'confirmed',
      charged: euros('1.50'),
      ended_at: '2026-09-01T00:00:00.000Z',
    })
    expect(await sums()).toEqual(['10.00', '0.00', '10.00'])
  })

  test('by the facts: charged or not, and of two holds for a message one carries the charge', async () => {
    await payIn('10')
    const [twice, failed, open] = [randomUUID(), randomUUID(), randomUUID()]
    const ids = new Map<string, string>()
    for (const [name, messageKey] of [
      ['first', twice],
      ['second', twice],
      ['failed', failed],
      ['open', open],
    ] as const) {
      ids.set(name, valueOf(await ledger.authorize(holdOf(own.id, { messageKey }))).id)
      nowMs += 1
    }
    expect((await ledger.openHolds(own.id, { limit: 10 })).map(({ messageKey }) => messageKey)).toEqual(
      [twice, twice, failed, open].sort(),
    )
    expect(await ledger.companiesWithHolds()).toContain(own.id)
    await ledger.settleHolds({
      companyId: own.id,
      ends: [
        { messageKey: twice, outcome: 'charged', amountMicros: 900_000n },
        { messageKey: failed, outcome: 'not_charged', amountMicros: 0n },
        { messageKey: randomUUID(), outcome: 'charged', amountMicros: 1n },
      ],
    })
    const states = await Promise.all(
      ['first', 'second', 'failed', 'open'].map(async (name) => {
        const { state, charged } = valueOf(await ledger.getAuthorization(own.key, ids.get(name) ?? ''))
        return [state, charged?.amount ?? null]
      }),
    )
    expect(states).toEqual([
      ['confirmed', '0.90'],
      ['released', null],
      ['released', null],
      ['held', null],
    ])
    expect(await ledger.openHolds(own.id, { limit: 10 })).toMatchObject([
      { messageKey: open, amountMicros: 1_000_000n },
    ])
    expect(await ledger.openHolds(own.id, { limit: 10, afterKey: open })).toEqual([])
  })

  test('when its time is over, in batches', async () => {
    await payIn('3000')
    const companies = [own, await makeCompany(records)]
    valueOf(await ledger.patchSettings(companies[1]?.key ?? own.key, { credit_limit: euros('3000') }))
    const expiresAtMs = nowMs + 1_000
    await Promise.all(
      Array.from({ length: 2_300 }, (_, index) =>
        ledger.authorize(holdOf(companies[index % 2]?.id ?? '', { expiresAtMs })),
      ),
    )
    const sent = valueOf(await ledger.authorize(holdOf(own.id, { expiresAtMs, messageKey: randomUUID() })))
    valueOf(await ledger.confirmAuthorization(own.key, sent.id))
    const later = valueOf(await ledger.authorize(holdOf(own.id, { expiresAtMs: expiresAtMs + 1 })))
    expect(await ledger.expireHolds(expiresAtMs - 1)).toBe(0)
    expect(await ledger.expireHolds(expiresAtMs)).toBe(2_301)
    expect(await ledger.expireHolds(expiresAtMs)).toBe(0)
    expect(await sums()).toEqual(['3000.00', '1.00', '2999.00'])
    expect(valueOf(await ledger.getAuthorization(own.key, sent.id))).toMatchObject({
      state: 'confirmed',
      charged: null,
    })
    expect(valueOf(await ledger.getAuthorization(own.key, later.id)).state).toBe('held')
  })
})

test('a ledger that closes decides what it accepted, and takes nothing more', async () => {
  await payIn('1000')
  const closing = openLedger({ records, clock: () => nowMs })
  const accepted = Array.from({ length: 600 }, () => closing.authorize(holdOf(own.id)))
  const closed = closing.close()
  expect(codeOf(await closing.authorize(holdOf(own.id)))).toBe('overloaded')
  await closed
  expect((await Promise.all(accepted)).every(({ ok: isHeld }) => isHeld)).toBe(true)
})
