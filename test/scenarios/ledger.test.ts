import readExcelFile from 'read-excel-file/universal'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ok } from '../../src/core/index.ts'
import type { Pricing } from '../../src/ledger/index.ts'
import { addTestCompany } from '../support/companies.ts'
import { type Answer, type Installation, openInstallation, ownKey, toAnswer } from './installation.ts'

let nowMs = Date.parse('2026-09-01T12:00:00Z')
/** Seven cents a segment, until the test takes the list away. */
let priceMicros: bigint | null = 70_000n
const pricing: Pricing = {
  priceMessage: async (_companyId, message) => {
    if (priceMicros === null)
      return { ok: false, failure: { code: 'no_price_list', detail: 'No price list is in force.' } }
    const quantity = message.segments ?? 1
    return ok({
      amountMicros: priceMicros * BigInt(quantity),
      currency: 'EUR',
      rate: { channel: message.channel, kind: null, destination: 'DE', unit: 'segment', price: '0.07' },
      quantity,
      messageKey: message.message_id === undefined ? null : keyOf(message.message_id),
    })
  },
}
const keyOf = (messageId: string): string => `0198f000-0000-8000-8000-${messageId.padStart(12, '0')}`

let house: Installation
beforeAll(async () => {
  house = await openInstallation({ clock: () => nowMs, pricing })
})
afterAll(() => house.close())

async function send(
  method: 'GET' | 'POST' | 'PATCH',
  url: string,
  body?: object,
  idempotencyKey?: string,
): Promise<Answer> {
  const headers = {
    authorization: `Bearer ${ownKey}`,
    ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
  }
  const payload = body === undefined ? {} : { payload: body }
  return toAnswer(await house.app.inject({ method, url, headers, ...payload }))
}

const euros = (amount: string) => ({ amount, currency: 'EUR' })
const deposit = (amount: string, change: object = {}) => ({
  amount: euros(amount),
  reason: 'Bank transfer',
  ...change,
})
const sms = { channel: 'sms', recipient: '+4915112345678' }

async function idOf(answer: Promise<Answer>): Promise<string> {
  const { status, body } = await answer
  expect(status).toBe(201)
  return (body as { id: string }).id
}

describe('a month of a company that pays in advance', () => {
  test('begins with nothing: no message may be sent', async () => {
    expect(await send('GET', '/api/v1/balance')).toMatchObject({
      status: 200,
      body: { balance: euros('0.00'), available: euros('0.00'), is_low: false, blocked: false },
    })
    expect(await send('POST', '/api/v1/authorizations', sms, 'a-0')).toMatchObject({
      status: 402,
      body: { code: 'insufficient_balance', detail: expect.stringContaining('0.07 EUR') },
    })
  })

  test('a deposit is entered once, however often it is sent', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => send('POST', '/api/v1/deposits', deposit('0.20'), 'd-1')),
    )
    for (const answer of answers) expect(answer).toMatchObject({ status: 201, body: { state: 'posted' } })
    expect(new Set(answers.map(({ body }) => (body as { id: string }).id)).size).toBe(1)
    expect(await send('POST', '/api/v1/deposits', deposit('0.21'), 'd-1')).toMatchObject({
      status: 409,
      body: { code: 'idempotency_conflict' },
    })
    expect(await send('GET', '/api/v1/balance')).toMatchObject({ body: { balance: euros('0.20') } })
  })

  test('messages are sent while it lasts: confirmed, released, or ended by the facts', async () => {
    const sent = await idOf(send('POST', '/api/v1/authorizations', { ...sms, message_id: '1' }, 'a-1'))
    expect(await idOf(send('POST', '/api/v1/authorizations', { ...sms, message_id: '1' }, 'a-1'))).toBe(sent)
    const unsent = await idOf(send('POST', '/api/v1/authorizations', sms, 'a-2'))
    expect(await send('POST', '/api/v1/authorizations', sms, 'a-3')).toMatchObject({ status: 402 })
    expect(await send('GET', '/api/v1/balance')).toMatchObject({
      body: { balance: euros('0.20'), held: euros('0.14'), available: euros('0.06') },
    })
    expect(await send('POST', `/api/v1/authorizations/${unsent}/release`)).toMatchObject({
      status: 200,
      body: { state: 'released' },
    })
    expect(await send('POST', `/api/v1/authorizations/${sent}/confirm`)).toMatchObject({
      status: 200,
      body: { state: 'confirmed', ended_at: null },
    })
    expect(await send('POST', `/api/v1/authorizations/${sent}/release`)).toMatchObject({
      status: 409,
      body: { code: 'authorization_ended' },
    })
  })

  test('the facts charge what was sent, and the hold ends', async () => {
    nowMs = Date.parse('2026-09-15T12:00:00Z')
    const { ledger, owner } = house
    const pass = await ledger.openUsagePass({ shard: 's', toVersion: BigInt(nowMs) * 1000n })
    if (!pass) throw new Error('no pass was opened')
    const { passId } = pass
    await ledger.markUsageEntered(pass)
    const companyId = owner.companyId
    await ledger.postUsage({
      passId,
      totals: [{ payerId: companyId, currency: 'EUR', amountMicros: 70_000n, charges: 1 }],
    })
    await ledger.settleHolds({
      companyId,
      ends: [{ messageKey: keyOf('1'), outcome: 'charged', amountMicros: 70_000n }],
    })
    expect(await send('GET', '/api/v1/balance')).toMatchObject({
      body: { balance: euros('0.13'), held: euros('0.00'), as_of: '2026-09-15T12:00:00.000Z' },
    })
  })

  test('without a price nothing is sent, and a block stops everything', async () => {
    priceMicros = null
    expect(await send('POST', '/api/v1/authorizations', sms, 'a-4')).toMatchObject({
      status: 409,
      body: { code: 'no_price_list' },
    })
    priceMicros = 70_000n
    await send('PATCH', '/api/v1/balance/settings', { blocked: true, low_balance_threshold: euros('0.13') })
    expect(await send('GET', '/api/v1/balance')).toMatchObject({ body: { blocked: true, is_low: true } })
    expect(await send('POST', '/api/v1/authorizations', sms, 'a-4')).toMatchObject({
      status: 403,
      body: { code: 'company_blocked' },
    })
    await send('PATCH', '/api/v1/balance/settings', { blocked: false, low_balance_threshold: null })
    expect(await send('POST', '/api/v1/authorizations', sms, 'a-4')).toMatchObject({ status: 201 })
  })

  test('the list of transactions is the account: opening, each step, closing', async () => {
    await send(
      'POST',
      '/api/v1/corrections',
      deposit('-0.01', { reason: 'Rounding', reference: 'C-1' }),
      'c-1',
    )
    const month = 'from=2026-09-01T00:00:00Z&to=2026-10-01T00:00:00Z'
    const listed = await send('GET', `/api/v1/transactions?${month}`)
    expect(listed).toMatchObject({
      status: 200,
      body: {
        opening: euros('0.00'),
        closing: euros('0.12'),
        total: euros('0.12'),
        count: 3,
        next_cursor: null,
      },
    })
    expect((listed.body as { transactions: object[] }).transactions).toMatchObject([
      {
        kind: 'correction',
        amount: euros('-0.01'),
        balance_after: euros('0.12'),
        base: 'Rounding',
        reference: 'C-1',
      },
      { kind: 'usage', amount: euros('-0.07'), balance_after: euros('0.13'), charges: 1 },
      { kind: 'deposit', amount: euros('0.20'), balance_after: euros('0.20'), charges: null },
    ])
    expect(await send('GET', `/api/v1/transactions?${month}&kind=usage,deposit`)).toMatchObject({
      body: { total: euros('0.13'), closing: euros('0.12'), count: 2 },
    })
    expect(await house.ledger.verifyBalances()).toEqual([])
  })
})

describe('what cannot be is refused with a code, and moves nothing', () => {
  const refusals: readonly (readonly [string, string, object, string | undefined, number, string])[] = [
    ['no key', 'deposits', deposit('1'), undefined, 400, 'idempotency_key_required'],
    ['an endless key', 'deposits', deposit('1'), 'k'.repeat(256), 400, 'idempotency_key_required'],
    ['nothing', 'deposits', deposit('0'), 'x', 400, 'invalid_amount'],
    ['less than nothing', 'refunds', deposit('-1'), 'x', 400, 'invalid_amount'],
    [
      'a number',
      'deposits',
      { amount: { amount: 1, currency: 'EUR' }, reason: 'x' },
      'x',
      400,
      'invalid_request',
    ],
    ['more than can be', 'deposits', deposit('9999999999999'), 'x', 400, 'invalid_request'],
    [
      'an unknown currency',
      'deposits',
      { ...deposit('1'), amount: { amount: '1', currency: 'AAA' } },
      'x',
      400,
      'invalid_currency',
    ],
    [
      'another currency',
      'deposits',
      { ...deposit('1'), amount: { amount: '1', currency: 'USD' } },
      'x',
      400,
      'currency_mismatch',
    ],
    ['a NUL', 'deposits', deposit('1', { reason: 'a\0' }), 'x', 400, 'invalid_request'],
    ['no reason', 'deposits', deposit('1', { reason: ' ' }), 'x', 400, 'invalid_request'],
    ['a company of nobody', 'deposits', deposit('1', { company_id: 'x' }), 'x', 404, 'not_found'],
    ['more than there is', 'refunds', deposit('1000'), 'x', 402, 'insufficient_balance'],
    ['a NUL in the message', 'authorizations', { ...sms, message_id: 'a\0' }, 'x', 400, 'invalid_request'],
    ['no channel', 'authorizations', { recipient: '+49' }, 'x', 400, 'invalid_request'],
  ]

  test.each(refusals)('%s', async (_name, path, body, key, status, code) => {
    const before = (await send('GET', '/api/v1/balance')).body
    expect(await send('POST', `/api/v1/${path}`, body, key)).toMatchObject({ status, body: { code } })
    expect((await send('GET', '/api/v1/balance')).body).toEqual(before)
  })

  test('a key is neither the first nor the second of two persons, and loosens no limit', async () => {
    await send('PATCH', '/api/v1/balance/settings', { approval_limit: euros('100') })
    expect(await send('POST', '/api/v1/deposits', deposit('100.01'), 'large')).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    })
    for (const loosening of [
      { approval_limit: null },
      { approval_limit: euros('101') },
      { credit_limit: euros('1') },
    ])
      expect(await send('PATCH', '/api/v1/balance/settings', loosening)).toMatchObject({
        status: 403,
        body: { code: 'forbidden' },
      })
    expect(await send('POST', '/api/v1/adjustments/x/decline')).toMatchObject({ status: 404 })
    expect(await send('POST', '/api/v1/balance/settings/changes/x/approve')).toMatchObject({ status: 404 })
    const log = await send('GET', '/api/v1/balance/settings/changes?limit=1')
    expect(log).toMatchObject({
      status: 200,
      body: [
        {
          state: 'applied',
          before: { approval_limit: null },
          after: { approval_limit: euros('100.00') },
          may_approve: false,
        },
      ],
    })
  })
})

test('a seller bills its customers, and nobody else does', async () => {
  const [customer, stranger] = await Promise.all(
    ['Customer', 'Stranger'].map((name) => addTestCompany(house.records, { name })),
  )
  await house.records.asSystem((db) =>
    db
      .updateTable('companies')
      .set({ parent_id: house.owner.companyId })
      .where('id', '=', customer ?? '')
      .execute(),
  )
  expect(await send('POST', '/api/v1/deposits', deposit('5', { company_id: customer }), 'for')).toMatchObject(
    {
      status: 201,
      body: { company_id: customer, company_name: 'Customer' },
    },
  )
  expect(await send('GET', `/api/v1/balance?company_id=${customer}`)).toMatchObject({
    body: { balance: euros('5.00') },
  })
  expect(await send('GET', `/api/v1/balance?company_id=${stranger}`)).toMatchObject({ status: 404 })
  const month = 'from=2026-09-01T00:00:00Z&to=2026-10-01T00:00:00Z'
  expect(await send('GET', `/api/v1/transactions?${month}&company_id=${customer}`)).toMatchObject({
    body: { count: 1 },
  })
  expect(
    await send('PATCH', `/api/v1/balance/settings?company_id=${customer}`, { credit_limit: euros('3') }),
  ).toMatchObject({ body: { available: euros('8.00') } })
  const statement = await house.app.inject({
    url: `/api/v1/transactions/file?${month}&company_id=${customer}&format=xlsx`,
    headers: { authorization: `Bearer ${ownKey}` },
  })
  const [about, lines] = await readExcelFile(Uint8Array.from(statement.rawPayload).buffer)
  expect(about?.data).toEqual(
    expect.arrayContaining([
      ['Company', 'Customer'],
      ['Time zone', 'Asia/Kathmandu'],
    ]),
  )
  expect(lines?.data[1]).toEqual(expect.arrayContaining(['Deposit', 'Bank transfer', 5]))
  expect(
    await send('GET', `/api/v1/transactions/file?${month}&company_id=${stranger}&format=xlsx`),
  ).toMatchObject({ status: 404 })
})
