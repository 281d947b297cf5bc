import * as fc from 'fast-check'
import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestRecords } from '../../test/support/postgres.ts'
import type { Principal } from '../companies/index.ts'
import type { BalanceSettings, SettingChange } from '../contract/index.ts'
import { toApiMoney } from '../core/index.ts'
import { type Ledger, openLedger } from './index.ts'
import { codeOf, euros, makeCompany, makePerson, type TestCompany, valueOf } from './world.fixture.ts'

const dayMs = 86_400_000
let nowMs = Date.UTC(2026, 8, 1, 10)
let records: Awaited<ReturnType<typeof openTestRecords>>
let ledger: Ledger
let own: TestCompany
let anna: Principal
let boris: Principal
beforeAll(async () => {
  records = await openTestRecords()
  ledger = openLedger({ records, clock: () => nowMs })
})
beforeEach(async () => {
  own = await makeCompany(records)
  anna = await makePerson(records, own, 'Anna')
  boris = await makePerson(records, own, 'Boris')
})
afterAll(async () => {
  await ledger.close()
  await records.close()
})

const limitOf = async (): Promise<string | undefined> =>
  valueOf(await ledger.balance(own.key)).approval_limit?.amount
const logOf = async (caller: Principal = own.key): Promise<readonly SettingChange[]> =>
  valueOf(await ledger.listSettingChanges(caller, { limit: 50 }))
const paid = (amount: string) => ({ amount: euros(amount), reason: 'Bank transfer' })

/** What waits, read by `caller`. */
async function waitingFor(caller: Principal): Promise<SettingChange> {
  const [change] = valueOf(await ledger.listSettingChanges(caller, { state: 'waiting', limit: 1 }))
  if (!change) throw new Error('nothing waits')
  return change
}

describe('the log of settings', () => {
  test('says who changed what from what, whoever did; what is so already is not noted', async () => {
    valueOf(await ledger.patchSettings(anna, { approval_limit: euros('100') }))
    nowMs += 1_000
    valueOf(await ledger.patchSettings(boris, { blocked: true, low_balance_threshold: euros('5') }))
    valueOf(await ledger.patchSettings(boris, { blocked: true }))
    valueOf(await ledger.patchSettings(own.key, {}))
    const at100 = { approval_limit: euros('100.00'), credit_limit: euros('0.00') }
    expect(await logOf()).toMatchObject([
      {
        state: 'applied',
        created_by: 'Boris',
        created_at: new Date(nowMs).toISOString(),
        before: { ...at100, blocked: false, low_balance_threshold: null },
        after: { ...at100, blocked: true, low_balance_threshold: euros('5.00') },
      },
      { state: 'applied', created_by: 'Anna', before: { approval_limit: null }, after: at100 },
    ])
  })

  test('is read page by page', async () => {
    for (const limit of ['5', '4', '3'])
      valueOf(await ledger.patchSettings(anna, { approval_limit: euros(limit) }))
    const first = valueOf(await ledger.listSettingChanges(anna, { limit: 2 }))
    const rest = valueOf(await ledger.listSettingChanges(anna, { limit: 2, before: first.at(-1)?.id ?? '' }))
    expect([...first, ...rest].map(({ after }) => after.approval_limit?.amount)).toEqual([
      '3.00',
      '4.00',
      '5.00',
    ])
    expect(codeOf(await ledger.listSettingChanges(anna, { limit: 2, before: 'x' }))).toBe('invalid_cursor')
  })

  test('is for the company and its seller', async () => {
    const customer = await makeCompany(records, { parentId: own.id })
    const stranger = await makeCompany(records)
    valueOf(await ledger.patchSettings(anna, { credit_limit: euros('3') }, { companyId: customer.id }))
    for (const reader of [own.key, customer.key])
      expect(
        valueOf(await ledger.listSettingChanges(reader, { company_id: customer.id, limit: 9 })),
      ).toMatchObject([{ company_id: customer.id, after: { credit_limit: euros('3.00') } }])
    expect(await logOf(stranger.key)).toEqual([])
    const reader = { ...customer.key, scopes: ['billing:read'] as const }
    expect(await logOf(reader)).toHaveLength(1)
    expect(codeOf(await ledger.listSettingChanges({ ...reader, scopes: [] }, { limit: 9 }))).toBe('forbidden')
  })
})

describe('while an approval limit is in force', () => {
  beforeEach(async () => {
    valueOf(await ledger.patchSettings(anna, { approval_limit: euros('100'), credit_limit: euros('10') }))
  })

  test.each<[string, BalanceSettings]>([
    ['removing it', { approval_limit: null }],
    ['raising it', { approval_limit: euros('100.000001') }],
    ['raising the credit limit', { credit_limit: euros('10.000001') }],
    ['raising one and lowering the other', { credit_limit: euros('11'), approval_limit: euros('0') }],
  ])('%s waits for a second person', async (_name, settings) => {
    const before = valueOf(await ledger.balance(own.key))
    const asked = valueOf(await ledger.patchSettings(anna, settings))
    expect(asked).toEqual({ ...before, settings_waiting: true })
    expect(valueOf(await ledger.patchSettings(anna, settings))).toEqual(asked)
    const { id, may_approve, may_decline } = await waitingFor(anna)
    expect([may_approve, may_decline]).toEqual([false, true])
    expect(codeOf(await ledger.decideSettings(anna, id, 'approve'))).toBe('forbidden')
    expect(codeOf(await ledger.decideSettings(own.key, id, 'approve'))).toBe('forbidden')
    const approved = valueOf(await ledger.decideSettings(boris, id, 'approve'))
    expect(approved).toMatchObject({ state: 'approved', created_by: 'Anna', decided_by: 'Boris' })
    expect(valueOf(await ledger.decideSettings(boris, id, 'approve'))).toEqual(approved)
    expect(codeOf(await ledger.decideSettings(boris, id, 'decline'))).toBe('already_decided')
    const { settings_waiting, credit_limit, approval_limit } = valueOf(await ledger.balance(own.key))
    expect({ settings_waiting, credit_limit, approval_limit }).toEqual({
      settings_waiting: false,
      credit_limit: approved.after.credit_limit,
      approval_limit: approved.after.approval_limit,
    })
  })

  test('what tightens, the threshold and the block are changed by one person', async () => {
    for (const settings of [
      { approval_limit: euros('99') },
      { credit_limit: euros('9') },
      { low_balance_threshold: euros('1') },
      { blocked: true },
      { blocked: false },
    ])
      expect(valueOf(await ledger.patchSettings(anna, settings)).settings_waiting).toBe(false)
    expect(await limitOf()).toBe('99.00')
  })

  test('one change waits at a time; who asked may take it back', async () => {
    valueOf(await ledger.patchSettings(anna, { approval_limit: null }))
    expect(codeOf(await ledger.patchSettings(boris, { approval_limit: euros('500') }))).toBe(
      'settings_waiting',
    )
    const { id } = await waitingFor(anna)
    expect(valueOf(await ledger.decideSettings(anna, id, 'decline'))).toMatchObject({ state: 'declined' })
    expect(codeOf(await ledger.decideSettings(boris, id, 'approve'))).toBe('already_decided')
    expect(valueOf(await ledger.patchSettings(boris, { approval_limit: euros('500') }))).toMatchObject({
      settings_waiting: true,
      approval_limit: euros('100.00'),
    })
  })

  test('what was asked for is approved as it was read, or not at all', async () => {
    valueOf(await ledger.patchSettings(anna, { credit_limit: euros('20') }))
    valueOf(await ledger.patchSettings(boris, { approval_limit: euros('1') }))
    const { id } = await waitingFor(boris)
    expect(codeOf(await ledger.decideSettings(boris, id, 'approve'))).toBe('settings_changed')
    expect(await limitOf()).toBe('1.00')
  })

  test('many entries in a day count as one; the next day begins anew', async () => {
    const enter = async (amount: string, key: string) =>
      valueOf(await ledger.createAdjustment(anna, 'deposit', paid(amount), key)).state
    expect(await enter('60', 'first')).toBe('posted')
    expect(await enter('40.000001', 'beyond')).toBe('waiting')
    expect(await enter('40', 'rest')).toBe('posted')
    expect(codeOf(await ledger.createAdjustment(own.key, 'correction', paid('-0.01'), 'by-key'))).toBe(
      'forbidden',
    )
    nowMs += dayMs
    expect(await enter('100', 'next-day')).toBe('posted')
  })

  test('two entries at once do not both take what is left', async () => {
    const entered = await Promise.all(
      ['a', 'b'].map((key) => ledger.createAdjustment(anna, 'deposit', paid('100'), key)),
    )
    expect(entered.map((entry) => valueOf(entry).state).sort()).toEqual(['posted', 'waiting'])
  })
})

describe('the database itself refuses', () => {
  let client: Client
  beforeAll(async () => {
    client = new Client(records.url)
    await client.connect()
  })
  afterAll(() => client.end())

  const outcomeOf = (columns: string, values: string): Promise<string> =>
    client
      .query(
        `insert into setting_changes (id, company_id, at, credit_limit_before, credit_limit_after,
          approval_limit_before, approval_limit_after, blocked_before, blocked_after, ${columns})
         values (gen_random_uuid(), '${own.id}', now(), 0, 0, 100000000, null, false, false, ${values})`,
      )
      .then(
        () => 'done',
        (error: { code: string }) => error.code,
      )

  test('a loosening that nobody approved, that its own author approves, or that was never asked for', async () => {
    valueOf(await ledger.patchSettings(anna, { approval_limit: euros('100') }))
    expect(await outcomeOf('act', "'applied'")).toBe('TB001')
    valueOf(await ledger.patchSettings(anna, { approval_limit: null }))
    const { id } = await waitingFor(anna)
    const approval = (by: string | undefined, request = id) =>
      outcomeOf('act, decides, by_user', `'approved', '${request}', '${by}'`)
    expect(await approval(anna.userId)).toBe('TB001')
    expect(await approval(boris.userId, own.id)).toBe('TB001')
    expect(await outcomeOf('act, decides', `'approved', '${id}'`)).toBe('23514')
    expect(await limitOf()).toBe('100.00')
    expect(await approval(boris.userId)).toBe('done')
    expect(await limitOf()).toBeUndefined()
  })
})

const aLimit = fc.option(fc.bigInt(0n, 200_000_000n), { nil: null })
const anAct = fc.oneof(
  fc.record({
    act: fc.constantFrom('deposit', 'correction', 'refund'),
    micros: fc.bigInt(1n, 150_000_000n),
    byKey: fc.boolean(),
  }),
  fc.record({ act: fc.constant('settings'), approval: aLimit, credit: aLimit, byKey: fc.boolean() }),
  fc.record({ act: fc.constant('decide'), decision: fc.constantFrom('approve', 'decline') }),
)

test('no sequence of acts of one person, with a key or without, moves more than the limit or loosens it', async () => {
  const limitMicros = 100_000_000n
  await fc.assert(
    fc.asyncProperty(fc.array(anAct, { minLength: 5, maxLength: 25 }), async (acts) => {
      own = await makeCompany(records)
      const alone = await makePerson(records, own, 'Alone')
      const money = (micros: bigint) => toApiMoney({ currency: 'EUR', amountMicros: micros })
      const start = { approval_limit: money(limitMicros), credit_limit: euros('50') }
      valueOf(await ledger.patchSettings(alone, start))
      for (const [index, step] of acts.entries()) {
        const caller = 'byKey' in step && step.byKey ? own.key : alone
        if (step.act === 'settings' && 'approval' in step)
          await ledger.patchSettings(caller, {
            approval_limit: step.approval === null ? null : money(step.approval),
            ...(step.credit === null ? {} : { credit_limit: money(step.credit) }),
          })
        else if ('micros' in step)
          await ledger.createAdjustment(
            caller,
            step.act === 'refund' ? 'refund' : step.act === 'correction' ? 'correction' : 'deposit',
            { amount: money(step.micros), reason: 'x' },
            `act-${index}`,
          )
        else if ('decision' in step)
          await decideAll(alone, step.decision === 'approve' ? 'approve' : 'decline')
      }
      const period = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z', limit: 100 }
      const { transactions } = valueOf(await ledger.transactions(own.key, period))
      const moved = transactions.reduce((sum, { amount }) => sum + magnitudeOf(amount.amount), 0n)
      expect(moved <= limitMicros).toBe(true)
      const { approval_limit, credit_limit } = valueOf(await ledger.balance(own.key))
      expect(approval_limit !== null && magnitudeOf(approval_limit.amount) <= limitMicros).toBe(true)
      expect(magnitudeOf(credit_limit.amount) <= 50_000_000n).toBe(true)
    }),
    { numRuns: 25 },
  )
})

/** The person tries its word on everything that waits. */
async function decideAll(caller: Principal, decision: 'approve' | 'decline'): Promise<void> {
  const waiting = { state: 'waiting' as const, limit: 50 }
  for (const { id } of valueOf(await ledger.listAdjustments(caller, waiting)))
    await ledger.decideAdjustment(caller, id, decision)
  for (const { id } of valueOf(await ledger.listSettingChanges(caller, waiting)))
    await ledger.decideSettings(caller, id, decision)
}

function magnitudeOf(amount: string): bigint {
  const [whole = '0', places = ''] = amount.replace('-', '').split('.')
  return BigInt(whole) * 1_000_000n + BigInt(places.padEnd(6, '0'))
}
