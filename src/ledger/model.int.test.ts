import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestRecords } from '../../test/support/postgres.ts'
import { toApiMoney } from '../core/index.ts'
import { sql } from '../records/index.ts'
import { type Ledger, openLedger, type PricedRequest, type UsageTotal } from './index.ts'
import {
  adjust,
  end,
  expire,
  heldOf,
  mayHold,
  type NaiveCompany,
  type NaiveHold,
  naiveCompany,
  settle,
} from './naive-ledger.fixture.ts'
import { codeOf, holdOf, makeCompany, type TestCompany, valueOf } from './world.fixture.ts'

let nowMs = Date.UTC(2026, 8, 1)
let records: Awaited<ReturnType<typeof openTestRecords>>
let ledger: Ledger
beforeAll(async () => {
  records = await openTestRecords()
  ledger = openLedger({ records, clock: () => nowMs, maxCompaniesAtOnce: 1 })
})
afterAll(async () => {
  await ledger.close()
  await records.close()
})

/** What was asked before, to be asked again; `answer` is an id, or null where it was refused. */
interface Asked {
  readonly again: () => Promise<string>
  readonly withOtherInput: () => Promise<string>
  readonly answer: string
}

interface Model {
  readonly companies: readonly NaiveCompany[]
  readonly asked: Asked[]
}

interface Real {
  readonly companies: readonly TestCompany[]
}

interface Step {
  readonly name: string
  readonly run: (model: Model, real: Real) => Promise<void>
}

const micros = fc.oneof(
  fc.bigInt({ min: -3_000_000n, max: 5_000_000n }),
  fc.constantFrom(0n, 1n, -1n, 1_000_000n),
)
const price = fc.bigInt({ min: 0n, max: 3_000_000n })
const which = fc.nat(1)
const anyIndex = fc.nat(1_000)

function at<T>(items: readonly T[], index: number): T | undefined {
  return items[index % Math.max(1, items.length)]
}

function both(model: Model, real: Real, index: number): { naive: NaiveCompany; company: TestCompany } {
  const [naive, company] = [model.companies[index], real.companies[index]]
  if (!naive || !company) throw new Error('there are two companies')
  return { naive, company }
}

const adjustments = fc.tuple(which, fc.constantFrom('deposit', 'correction', 'refund'), micros).map(
  ([index, kind, amount]): Step => ({
    name: `${kind} ${index} ${amount}`,
    run: async (model, real) => {
      const { naive, company } = both(model, real, index)
      const key = randomUUID()
      const ask = (reason: string) =>
        ledger.createAdjustment(
          company.key,
          kind,
          { amount: toApiMoney({ currency: 'EUR', amountMicros: amount }), reason },
          key,
        )
      const answer = await ask('x')
      expect(codeOf(answer)).toBe(adjust(naive, kind, amount))
      if (!answer.ok) return
      model.asked.push({
        again: async () => valueOf(await ask('x')).id,
        withOtherInput: async () => codeOf(await ask('y')),
        answer: answer.value.id,
      })
    },
  }),
)

const holds = fc.tuple(which, price, fc.boolean(), fc.integer({ min: -1_000, max: 5_000 })).map(
  ([index, amount, isNamed, livesMs]): Step => ({
    name: `authorize ${index} ${amount}${isNamed ? ' named' : ''} for ${livesMs} ms`,
    run: async (model, real) => {
      const { naive, company } = both(model, real, index)
      const hold: NaiveHold = {
        amount,
        messageKey: isNamed ? randomUUID() : null,
        expiresAtMs: nowMs + livesMs,
        state: 'held',
        isOpen: true,
      }
      const request: PricedRequest = holdOf(company.id, {
        amountMicros: amount,
        messageKey: hold.messageKey,
        expiresAtMs: hold.expiresAtMs,
      })
      const expected = mayHold(naive, amount)
      const answer = await ledger.authorize(request)
      expect(codeOf(answer)).toBe(expected)
      if (!answer.ok) return
      naive.holds.set(answer.value.id, hold)
      model.asked.push({
        again: async () => valueOf(await ledger.authorize(request)).id,
        withOtherInput: async () =>
          codeOf(await ledger.authorize({ ...request, inputHash: Buffer.alloc(32) })),
        answer: answer.value.id,
      })
    },
  }),
)

/** Several at once, which share a batch: decided in their order. */
const batches = fc.tuple(which, fc.array(price, { minLength: 2, maxLength: 8 })).map(
  ([index, amounts]): Step => ({
    name: `authorize ${index} at once ${amounts}`,
    run: async (model, real) => {
      const { naive, company } = both(model, real, index)
      const answers = await Promise.all(
        amounts.map((amountMicros) => ledger.authorize(holdOf(company.id, { amountMicros }))),
      )
      for (const [place, answer] of answers.entries()) {
        const amount = amounts[place] ?? 0n
        expect(codeOf(answer)).toBe(mayHold(naive, amount))
        if (answer.ok)
          naive.holds.set(answer.value.id, {
            amount,
            messageKey: null,
            expiresAtMs: Date.parse(answer.value.expires_at),
            state: 'held',
            isOpen: true,
          })
      }
    },
  }),
)

const ends = fc.tuple(which, anyIndex, fc.constantFrom('confirmed', 'released')).map(
  ([index, pick, state]): Step => ({
    name: `${state} ${index} hold ${pick}`,
    run: async (model, real) => {
      const { naive, company } = both(model, real, index)
      const [id, hold] = at([...naive.holds], pick) ?? []
      if (id === undefined || !hold) return
      const answer =
        state === 'confirmed'
          ? await ledger.confirmAuthorization(company.key, id)
          : await ledger.releaseAuthorization(company.key, id)
      expect(codeOf(answer)).toBe(end(hold, state))
    },
  }),
)

const settlements = fc.tuple(which, anyIndex, fc.boolean(), price).map(
  ([index, pick, isCharged, amount]): Step => ({
    name: `facts ${index} hold ${pick} ${isCharged ? amount : 'not charged'}`,
    run: async (model, real) => {
      const { naive, company } = both(model, real, index)
      const named = [...naive.holds.values()].filter(({ messageKey }) => messageKey !== null)
      const messageKey = at(named, pick)?.messageKey
      if (!messageKey) return
      const outcome = isCharged ? 'charged' : 'not_charged'
      const told = { companyId: company.id, ends: [{ messageKey, outcome, amountMicros: amount } as const] }
      await ledger.settleHolds(told)
      settle(naive, messageKey, isCharged)
      expect(await ledger.settleHolds(told)).toBe(0)
    },
  }),
)

const expiries = fc.nat(4_000).map(
  (laterMs): Step => ({
    name: `expire after ${laterMs} ms`,
    run: async (model) => {
      nowMs += laterMs
      await ledger.expireHolds(nowMs)
      for (const naive of model.companies) expire(naive, nowMs)
    },
  }),
)

const usage = fc.tuple(micros, fc.option(micros, { nil: null })).map(
  ([first, second]): Step => ({
    name: `usage ${first} ${second}`,
    run: async (model, real) => {
      const shard = randomUUID()
      const pass = await ledger.openUsagePass({ shard, toVersion: 1n })
      if (!pass) throw new Error('no pass was opened')
      await ledger.markUsageEntered(pass)
      const totals: UsageTotal[] = []
      for (const [index, amountMicros] of [first, second].entries()) {
        if (amountMicros === null) continue
        const { naive, company } = both(model, real, index)
        totals.push({ payerId: company.id, currency: 'EUR', amountMicros, charges: 1 })
        naive.balance -= amountMicros
      }
      const post = () => ledger.postUsage({ passId: pass.passId, totals })
      await post()
      model.asked.push({
        again: async () => {
          await post()
          return pass.passId
        },
        withOtherInput: async () => {
          const other = totals.map((total) => ({ ...total, amountMicros: total.amountMicros + 1n }))
          return await ledger.postUsage({ passId: pass.passId, totals: other }).then(
            () => 'ok',
            () => 'idempotency_conflict',
          )
        },
        answer: pass.passId,
      })
    },
  }),
)

const replays = fc.tuple(anyIndex, fc.boolean()).map(
  ([pick, isSame]): Step => ({
    name: `again ${pick} with ${isSame ? 'the same' : 'other'} input`,
    run: async (model) => {
      const asked = at(model.asked, pick)
      if (!asked) return
      if (isSame) expect(await asked.again()).toBe(asked.answer)
      else expect(await asked.withOtherInput()).toBe('idempotency_conflict')
    },
  }),
)

const settings = fc.tuple(which, price, fc.boolean()).map(
  ([index, credit, isBlocked]): Step => ({
    name: `settings ${index} ${credit} ${isBlocked}`,
    run: async (model, real) => {
      const { naive, company } = both(model, real, index)
      const changed = {
        credit_limit: toApiMoney({ currency: 'EUR', amountMicros: credit }),
        blocked: isBlocked,
      }
      valueOf(await ledger.patchSettings(company.key, changed))
      Object.assign(naive, { credit, isBlocked })
    },
  }),
)

/** BILLING 1 to 4: what is stored is what its parts say, and what the naive ledger says. */
async function checkInvariants(model: Model, real: Real): Promise<void> {
  expect(await ledger.verifyBalances()).toEqual([])
  for (const [index, naive] of model.companies.entries()) {
    const { company } = both(model, real, index)
    const { rows } = await sql<{
      balance: string
      held: string
      all: string
      states: Record<string, string> | null
    }>`
      select balance_micros::text as balance, held_micros::text as held,
        (select sum(balance_micros)::text from accounts where company_id = ${company.id}) as all,
        (select jsonb_object_agg(id, state) from authorizations where company_id = ${company.id}) as states
      from accounts where company_id = ${company.id} and kind = 'balance'`.execute(records.system)
    expect(rows[0]).toEqual({
      balance: naive.balance.toString(),
      held: heldOf(naive).toString(),
      all: '0',
      states:
        naive.holds.size === 0
          ? null
          : Object.fromEntries([...naive.holds].map(([id, { state }]) => [id, state])),
    })
  }
}

test('whatever is done in whatever order, the ledger is what a naive one is', async () => {
  const steps = fc.oneof(adjustments, holds, batches, ends, settlements, expiries, usage, replays, settings)
  const commands = fc.commands(
    [
      steps.map((step) => ({
        check: () => true,
        toString: () => step.name,
        run: async (model: Model, real: Real) => {
          await step.run(model, real)
          await checkInvariants(model, real)
        },
      })),
    ],
    { maxCommands: 60, size: 'max' },
  )
  await fc.assert(
    fc.asyncProperty(commands, async (sequence) => {
      const real: Real = { companies: [await makeCompany(records), await makeCompany(records)] }
      const model: Model = { companies: [naiveCompany(), naiveCompany()], asked: [] }
      await fc.asyncModelRun(() => ({ model, real }), sequence)
    }),
    { numRuns: 12 },
  )
})
