import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addTestCompany,
  makeTestCompany,
  openTestCompanies,
  type TestCompanies,
} from '../../test/support/companies.ts'
import { eventsOf, minuteMs, sketch, startMs } from '../facts/conformance/world.ts'
import { type Facts, openFacts, type UsageFacts } from '../facts/index.ts'
import { type Ledger, openLedger } from '../ledger/index.ts'
import { UsagePoster } from './usage-poster.ts'
import { verifyBooks } from './verify-books.ts'

const clock = () => startMs + 600 * minuteMs
let facts: Facts
let ledger: Ledger
let own: TestCompanies
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tallybook-poster-'))
  facts = await openFacts({ clock, dataDir: join(folder, 'clickhouse') })
  await facts.migrate()
  own = await openTestCompanies({ clock })
  await makeTestCompany(own.companies)
  ledger = openLedger({ records: own.records, clock })
})
afterAll(async () => {
  await ledger.close()
  await facts.close()
  await own.close()
  await rm(folder, { recursive: true, force: true })
})

/** Lets so many calls through, and then none: as if the process ended just before, or just after, the next one. */
class Stop {
  calls = 0
  readonly #allowed: number
  readonly #isAfter: boolean

  constructor(allowed: number, isAfter: boolean) {
    this.#allowed = allowed
    this.#isAfter = isAfter
  }

  wrap<T extends object>(room: T): T {
    return new Proxy(room, {
      get: (target, name, receiver) => {
        const member: unknown = Reflect.get(target, name, receiver)
        return typeof member === 'function'
          ? (...args: unknown[]) => this.#call(() => member.apply(target, args))
          : member
      },
    })
  }

  async #call(run: () => unknown): Promise<unknown> {
    const isLast = this.calls === this.#allowed
    if (this.calls > this.#allowed || (isLast && !this.#isAfter)) throw new Error('the process ended')
    this.calls += 1
    const answer = await run()
    if (isLast) throw new Error('the process ended')
    return answer
  }
}

function posterOf(stop?: Stop): UsagePoster {
  const wrap = <T extends object>(room: T): T => (stop ? stop.wrap(room) : room)
  return new UsagePoster({
    usage: wrap<UsageFacts>(facts.usage),
    ledger: wrap(ledger),
    clock,
    onSetAside: (setAside) => expect(setAside).toEqual([]),
    onError: (error) => {
      throw error
    },
  })
}

async function pricedCompany(): Promise<string> {
  const companyId = await addTestCompany(own.records, { name: 'Priced' })
  const versionId = randomUUID()
  await facts.putPriceVersion({
    versionId,
    rates: [{ rateKey: `${versionId}|sms||any`, price: '0.1', unit: 'segment' }],
  })
  const level = { payerId: companyId, versionId, currency: 'EUR', onDelivery: [] }
  await facts.putPricePlans([
    { companyId, periods: [{ fromMs: 0, toMs: null, levels: [level] }], prefixLengths: [] },
  ])
  return companyId
}

async function balanceOf(companyId: string): Promise<bigint> {
  const row = await own.records.system
    .selectFrom('accounts')
    .select('balance_micros')
    .where('company_id', '=', companyId)
    .where('kind', '=', 'balance')
    .executeTakeFirst()
  return BigInt(row?.balance_micros ?? 0)
}

describe('a pass that is cut off', () => {
  /** Every call that a pass makes to facts and ledger, before it and after it. */
  const points = Array.from({ length: 12 }, (_, call) => [
    [call, 'before'],
    [call, 'after'],
  ]).flat() as [number, string][]

  test.each(points)(
    'at call %i, %s it, is finished by the next one: each charge is posted once',
    async (call, when) => {
      const companyId = await pricedCompany()
      await facts.importEvents(
        ['a', 'b', 'c'].flatMap((name) => eventsOf(companyId, name, [sketch('sent', 0)])),
      )
      await facts.foldChanges()
      const stop = new Stop(call, when === 'after')
      await posterOf(stop)
        .run()
        .catch(() => undefined)

      // Facts go on meanwhile: one charge changes, one comes new.
      await facts.importEvents([
        ...eventsOf(companyId, 'a', [sketch('sent', 0), sketch('sent', 1, { segments: 3 })]),
        ...eventsOf(companyId, 'd', [sketch('sent', 0)]),
      ])
      await facts.foldChanges()
      await posterOf().run()
      expect(await balanceOf(companyId)).toBe(-600_000n)
      expect(await verifyBooks({ facts, ledger, usagePoster: posterOf() })).toEqual([])
    },
  )

  test('makes no more calls than are tried above', async () => {
    const companyId = await pricedCompany()
    await facts.importEvents(eventsOf(companyId, 'a', [sketch('sent', 0)]))
    await facts.foldChanges()
    const stop = new Stop(1_000, false)
    await posterOf(stop).run()
    expect(stop.calls).toBeLessThanOrEqual(12)
  })
})
