import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestRecords } from '../../test/support/postgres.ts'
import { scopes } from '../contract/index.ts'
import { type Ledger, openLedger } from './index.ts'
import { codeOf, euros, holdOf, makeCompany, makePerson, type TestCompany, valueOf } from './world.fixture.ts'

let nowMs = Date.UTC(2026, 8, 1, 10)
let records: Awaited<ReturnType<typeof openTestRecords>>
let ledger: Ledger
let own: TestCompany
beforeAll(async () => {
  records = await openTestRecords()
  ledger = openLedger({ records, clock: () => nowMs })
})
beforeEach(async () => {
  own = await makeCompany(records)
})
afterAll(async () => {
  await ledger.close()
  await records.close()
})

const paid = (amount: string, change: object = {}) => ({
  amount: euros(amount),
  reason: 'Bank transfer',
  ...change,
})
const period = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z', limit: 50 }

async function balanceOf(company: TestCompany): Promise<string> {
  return valueOf(await ledger.balance(company.key)).balance.amount
}

describe('what is entered', () => {
  test('is posted with who entered it, and moves the balance', async () => {
    const anna = await makePerson(records, own, 'Anna')
    const deposit = valueOf(
      await ledger.createAdjustment(anna, 'deposit', paid('100', { reference: 'INV-7' }), 'k-1'),
    )
    expect(deposit).toMatchObject({
      state: 'posted',
      amount: euros('100.00'),
      created_by: 'Anna',
      reference: 'INV-7',
      may_decide: false,
    })
    valueOf(await ledger.createAdjustment(own.key, 'correction', paid('-0.5'), 'k-2'))
    valueOf(await ledger.createAdjustment(own.key, 'refund', paid('20'), 'k-3'))
    expect(await balanceOf(own)).toBe('79.50')
    const { transactions } = valueOf(await ledger.transactions(own.key, period))
    expect(
      transactions.map(({ kind, amount, balance_after, by }) => [
        kind,
        amount.amount,
        balance_after.amount,
        by,
      ]),
    ).toEqual([
      ['refund', '-20.00', '79.50', 'CRM'],
      ['correction', '-0.50', '99.50', 'CRM'],
      ['deposit', '100.00', '100.00', 'Anna'],
    ])
    expect(transactions.at(-1)?.id).toBe(deposit.transfer_id)
  })

  test('again with the same key and input gives the same answer; with other input it is a conflict', async () => {
    const first = valueOf(await ledger.createAdjustment(own.key, 'deposit', paid('10'), 'again'))
    nowMs += 60_000
    expect(valueOf(await ledger.createAdjustment(own.key, 'deposit', paid('10.00'), 'again'))).toEqual(first)
    for (const [kind, body] of [
      ['deposit', paid('11')],
      ['correction', paid('10')],
      ['deposit', paid('10', { reason: 'Other' })],
      ['deposit', paid('10', { reference: 'X' })],
    ] as const)
      expect(codeOf(await ledger.createAdjustment(own.key, kind, body, 'again'))).toBe('idempotency_conflict')
    expect(await balanceOf(own)).toBe('10.00')
  })

  test('at the same moment under one key is posted once', async () => {
    const customer = await makeCompany(records, { parentId: own.id })
    const all = await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        ledger.createAdjustment(
          own.key,
          'deposit',
          paid('10', { company_id: index % 2 ? own.id : customer.id }),
          'race',
        ),
      ),
    )
    const codes = all.map(codeOf)
    expect(codes.filter((code) => code === 'ok')).toHaveLength(8)
    expect(codes.filter((code) => code === 'idempotency_conflict')).toHaveLength(8)
    expect([await balanceOf(own), await balanceOf(customer)].sort()).toEqual(['0.00', '10.00'])
  })

  test.each([
    ['a deposit of nothing', 'deposit', paid('0'), 'invalid_amount'],
    ['a deposit below zero', 'deposit', paid('-1'), 'invalid_amount'],
    ['a refund below zero', 'refund', paid('-1'), 'invalid_amount'],
    ['a correction of nothing', 'correction', paid('0.000000'), 'invalid_amount'],
    ['an amount finer than a micro-unit', 'deposit', paid('0.0000001'), 'invalid_amount'],
    ['an amount that is none', 'deposit', paid('1e3'), 'invalid_amount'],
    ['more than an amount can be', 'deposit', paid('1000000000000.000001'), 'amount_out_of_range'],
    [
      'an unknown currency',
      'deposit',
      { ...paid('1'), amount: { amount: '1', currency: 'XQX' } },
      'invalid_currency',
    ],
    [
      'another currency',
      'deposit',
      { ...paid('1'), amount: { amount: '1', currency: 'USD' } },
      'currency_mismatch',
    ],
    ['a NUL in the reason', 'deposit', paid('1', { reason: 'a\0b' }), 'invalid_request'],
    ['a NUL in the reference', 'deposit', paid('1', { reference: '\0' }), 'invalid_request'],
    ['half a surrogate pair', 'deposit', paid('1', { reason: '\ud800' }), 'invalid_request'],
    ['a company that is none', 'deposit', paid('1', { company_id: 'nobody' }), 'not_found'],
  ] as const)('with %s is refused, and nothing is kept', async (_name, kind, body, code) => {
    expect(codeOf(await ledger.createAdjustment(own.key, kind, body, 'refused'))).toBe(code)
    expect(valueOf(await ledger.listAdjustments(own.key, { limit: 50 }))).toEqual([])
    expect(valueOf(await ledger.transactions(own.key, period)).count).toBe(0)
  })

  test.each([undefined, '', 'a b', 'ü', '\u0000', 'k'.repeat(256)])(
    'under the key %j is refused',
    async (key) => {
      expect(codeOf(await ledger.createAdjustment(own.key, 'deposit', paid('1'), key))).toBe(
        'idempotency_key_required',
      )
    },
  )

  test('never takes a balance beyond what an account holds', async () => {
    const most = paid('999999999999.999999')
    for (let filled = 0; filled < 4; filled += 1)
      valueOf(await ledger.createAdjustment(own.key, 'deposit', most, `fill-${filled}`))
    expect(codeOf(await ledger.createAdjustment(own.key, 'deposit', most, 'too-much'))).toBe(
      'amount_out_of_range',
    )
    expect(await balanceOf(own)).toBe('3999999999999.999996')
    expect(await ledger.verifyBalances()).toEqual([])
  })
})

describe('a refund', () => {
  test('is covered by what is neither spent nor held, with the credit limit', async () => {
    valueOf(await ledger.createAdjustment(own.key, 'deposit', paid('10'), 'in'))
    valueOf(await ledger.authorize(holdOf(own.id, { amountMicros: 4_000_000n })))
    expect(codeOf(await ledger.createAdjustment(own.key, 'refund', paid('6.000001'), 'out-1'))).toBe(
      'insufficient_balance',
    )
    valueOf(await ledger.patchSettings(own.key, { credit_limit: euros('1') }))
    valueOf(await ledger.createAdjustment(own.key, 'refund', paid('7'), 'out-2'))
    expect(codeOf(await ledger.createAdjustment(own.key, 'refund', paid('0.000001'), 'out-3'))).toBe(
      'insufficient_balance',
    )
    expect(valueOf(await ledger.balance(own.key))).toMatchObject({
      balance: euros('3.00'),
      available: euros('0.00'),
    })
  })
})

describe('above the approval limit', () => {
  test('it waits for a second person, and is posted with the word of that one', async () => {
    const [anna, boris] = [await makePerson(records, own, 'Anna'), await makePerson(records, own, 'Boris')]
    valueOf(await ledger.patchSettings(own.key, { approval_limit: euros('100') }))
    expect(valueOf(await ledger.createAdjustment(anna, 'correction', paid('-100'), 'small'))).toMatchObject({
      state: 'posted',
    })
    const waiting = valueOf(await ledger.createAdjustment(anna, 'deposit', paid('100.000001'), 'large'))
    expect(waiting).toMatchObject({ state: 'waiting', transfer_id: null, may_decide: false })
    expect(await balanceOf(own)).toBe('-100.00')
    expect(codeOf(await ledger.decideAdjustment(anna, waiting.id, 'approve'))).toBe('forbidden')
    expect(codeOf(await ledger.decideAdjustment(own.key, waiting.id, 'approve'))).toBe('forbidden')
    expect(valueOf(await ledger.listAdjustments(boris, { state: 'waiting', limit: 50 }))).toMatchObject([
      { id: waiting.id, may_decide: true },
    ])
    const posted = valueOf(await ledger.decideAdjustment(boris, waiting.id, 'approve'))
    expect(posted).toMatchObject({ state: 'posted', decided_by: 'Boris', created_by: 'Anna' })
    expect(valueOf(await ledger.decideAdjustment(boris, waiting.id, 'approve'))).toEqual(posted)
    expect(codeOf(await ledger.decideAdjustment(boris, waiting.id, 'decline'))).toBe('already_decided')
    expect(await balanceOf(own)).toBe('0.000001')
    expect(valueOf(await ledger.createAdjustment(anna, 'deposit', paid('100.000001'), 'large')).state).toBe(
      'posted',
    )
  })

  test('it is declined for good', async () => {
    const [anna, boris] = [await makePerson(records, own, 'Anna'), await makePerson(records, own, 'Boris')]
    valueOf(await ledger.patchSettings(own.key, { approval_limit: euros('0') }))
    const waiting = valueOf(await ledger.createAdjustment(anna, 'deposit', paid('1'), 'no'))
    expect(valueOf(await ledger.decideAdjustment(boris, waiting.id, 'decline'))).toMatchObject({
      state: 'declined',
    })
    expect(codeOf(await ledger.decideAdjustment(boris, waiting.id, 'approve'))).toBe('already_decided')
    expect(await balanceOf(own)).toBe('0.00')
  })

  test('a refund that is no longer covered stays waiting', async () => {
    const [anna, boris] = [await makePerson(records, own, 'Anna'), await makePerson(records, own, 'Boris')]
    valueOf(await ledger.patchSettings(own.key, { approval_limit: euros('0') }))
    const waiting = valueOf(await ledger.createAdjustment(anna, 'refund', paid('1'), 'uncovered'))
    expect(codeOf(await ledger.decideAdjustment(boris, waiting.id, 'approve'))).toBe('insufficient_balance')
    expect(valueOf(await ledger.listAdjustments(boris, { state: 'waiting', limit: 50 }))).toHaveLength(1)
  })

  test('two persons who decide at once decide once', async () => {
    const [anna, boris, clara] = [
      await makePerson(records, own, 'Anna'),
      await makePerson(records, own, 'Boris'),
      await makePerson(records, own, 'Clara'),
    ]
    valueOf(await ledger.patchSettings(own.key, { approval_limit: euros('0') }))
    const waiting = valueOf(await ledger.createAdjustment(anna, 'deposit', paid('5'), 'twice'))
    const decided = await Promise.all([
      ledger.decideAdjustment(boris, waiting.id, 'approve'),
      ledger.decideAdjustment(clara, waiting.id, 'decline'),
    ])
    expect(decided.map(codeOf).sort()).toEqual(['already_decided', 'ok'])
    expect(await balanceOf(own)).toBe(decided[0]?.ok ? '5.00' : '0.00')
  })
})

describe('who may', () => {
  test('a seller enters for its customers, sees them and sets their limits; a customer does none of it for itself', async () => {
    const customer = await makeCompany(records, { parentId: own.id })
    const stranger = await makeCompany(records)
    valueOf(await ledger.createAdjustment(own.key, 'deposit', paid('9', { company_id: customer.id }), 'for'))
    expect(await balanceOf(customer)).toBe('9.00')
    expect(await balanceOf(own)).toBe('0.00')
    expect(valueOf(await ledger.balance(own.key, { companyId: customer.id })).balance.amount).toBe('9.00')
    valueOf(
      await ledger.patchSettings(
        own.key,
        { credit_limit: euros('5'), blocked: true },
        { companyId: customer.id },
      ),
    )
    expect(valueOf(await ledger.listAdjustments(own.key, { limit: 50 }))).toMatchObject([
      { company_id: customer.id },
    ])
    expect(codeOf(await ledger.createAdjustment(customer.key, 'deposit', paid('9'), 'self'))).toBe(
      'forbidden',
    )
    expect(codeOf(await ledger.patchSettings(customer.key, { blocked: false }))).toBe('forbidden')
    expect(codeOf(await ledger.patchSettings(customer.key, { credit_limit: euros('500') }))).toBe('forbidden')
    expect(
      valueOf(await ledger.patchSettings(customer.key, { low_balance_threshold: euros('9') })),
    ).toMatchObject({
      is_low: true,
      blocked: true,
    })
    for (const companyId of [stranger.id, 'x', ''])
      expect(
        codeOf(await ledger.createAdjustment(own.key, 'deposit', paid('9', { company_id: companyId }), 'x')),
      ).toBe('not_found')
    expect(codeOf(await ledger.balance(stranger.key, { companyId: customer.id }))).toBe('not_found')
    expect(codeOf(await ledger.transactions(stranger.key, { ...period, company_id: customer.id }))).toBe(
      'not_found',
    )
    expect(valueOf(await ledger.listAdjustments(customer.key, { limit: 50 }))).toMatchObject([
      { company_id: customer.id },
    ])
    expect(valueOf(await ledger.listAdjustments(stranger.key, { limit: 50 }))).toEqual([])
  })

  test('each thing needs its scope', async () => {
    const without = (scope: string) => ({ ...own.key, scopes: scopes.filter((other) => other !== scope) })
    expect(codeOf(await ledger.balance(without('billing:read')))).toBe('forbidden')
    expect(codeOf(await ledger.transactions(without('billing:read'), period))).toBe('forbidden')
    expect(codeOf(await ledger.listAdjustments(without('billing:read'), { limit: 1 }))).toBe('forbidden')
    expect(codeOf(await ledger.createAdjustment(without('billing:manage'), 'deposit', paid('1'), 'k'))).toBe(
      'forbidden',
    )
    expect(codeOf(await ledger.decideAdjustment(without('billing:manage'), own.id, 'approve'))).toBe(
      'forbidden',
    )
    expect(codeOf(await ledger.patchSettings(without('billing:manage'), { blocked: true }))).toBe('forbidden')
    expect(
      codeOf(await ledger.patchSettings(without('billing:manage'), { low_balance_threshold: null })),
    ).toBe('ok')
    const reader = { ...own.key, scopes: ['billing:read'] as const }
    expect(codeOf(await ledger.patchSettings(reader, { low_balance_threshold: null }))).toBe('forbidden')
    expect(codeOf(await ledger.getAuthorization(reader, own.id))).toBe('forbidden')
  })
})

describe('transactions', () => {
  test('of a period and kinds: opening, closing, total and count are theirs on every page', async () => {
    const at = async (iso: string, kind: 'deposit' | 'correction', amount: string) => {
      nowMs = Date.parse(iso)
      valueOf(await ledger.createAdjustment(own.key, kind, paid(amount), iso + kind))
    }
    await at('2026-09-01T00:00:00Z', 'deposit', '100')
    await at('2026-09-02T00:00:00Z', 'correction', '-1')
    await at('2026-09-03T00:00:00Z', 'deposit', '50')
    await at('2026-09-04T00:00:00Z', 'correction', '-2')
    await at('2026-09-05T00:00:00Z', 'deposit', '7')
    const asked = { from: '2026-09-02T00:00:00Z', to: '2026-09-05T00:00:00Z', limit: 2 }
    const first = valueOf(await ledger.transactions(own.key, asked))
    expect(first).toMatchObject({
      opening: euros('100.00'),
      closing: euros('147.00'),
      total: euros('47.00'),
      count: 3,
    })
    expect(first.transactions.map(({ amount }) => amount.amount)).toEqual(['-2.00', '50.00'])
    const second = valueOf(await ledger.transactions(own.key, { ...asked, cursor: first.next_cursor ?? '' }))
    expect(second).toMatchObject({ opening: euros('100.00'), count: 3, next_cursor: null })
    expect(second.transactions.map(({ amount }) => amount.amount)).toEqual(['-1.00'])
    expect(valueOf(await ledger.transactions(own.key, { ...asked, kind: 'correction' }))).toMatchObject({
      transactions: [{ amount: euros('-2.00') }, { amount: euros('-1.00') }],
      opening: euros('100.00'),
      closing: euros('147.00'),
      total: euros('-3.00'),
      count: 2,
    })
    expect(codeOf(await ledger.transactions(own.key, { ...asked, kind: 'gift' }))).toBe('invalid_filter')
    expect(codeOf(await ledger.transactions(own.key, { ...asked, cursor: "1' or true" }))).toBe(
      'invalid_cursor',
    )
    expect(codeOf(await ledger.transactions(own.key, { ...asked, to: asked.from }))).toBe('invalid_period')
  })

  test('keep their order when the clock goes back', async () => {
    nowMs = Date.parse('2026-09-10T12:00:00Z')
    valueOf(await ledger.createAdjustment(own.key, 'deposit', paid('1'), 'later'))
    nowMs -= 3_600_000
    valueOf(await ledger.createAdjustment(own.key, 'deposit', paid('2'), 'earlier'))
    const { transactions } = valueOf(await ledger.transactions(own.key, period))
    expect(transactions.map(({ at, balance_after }) => [at, balance_after.amount])).toEqual([
      ['2026-09-10T12:00:00.000Z', '3.00'],
      ['2026-09-10T12:00:00.000Z', '1.00'],
    ])
  })
})
