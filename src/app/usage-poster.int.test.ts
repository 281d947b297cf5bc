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
import { eventOf, eventsOf, minuteMs, sketch, startMs } from '../facts/conformance/world.ts'
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

/** Notes calls, and lets so many through and then none: as if the process had ended between two of them. */
class Calls {
  readonly names: string[] = []
  readonly #allowed: number

  constructor(allowed: number) {
    this.#allowed = allowed
  }

  wrap<T extends object>(room: T): T {
    return new Proxy(room, {
      get: (target, name, receiver) => {
        const member: unknown = Reflect.get(target, name, receiver)
        if (typeof member !== 'function') return member
        return async (...args: unknown[]) => {
          if (this.names.length === this.#allowed) throw new Error('the process ended')
          this.names.push(String(name))
          return await member.apply(target, args)
        }
      },
    })
  }
}

/** Prices are put straight into the facts here. */
const noDocuments = { verifyInvoices: () => Promise.resolve([]) }
const noLists = { bringUpToDate: () => Promise.resolve(), verifyRates: () => Promise.resolve([]) }

function posterOf(calls?: Calls): UsagePoster {
  const wrap = <T extends object>(room: T): T => (calls ? calls.wrap(room) : room)
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
  await facts.putPricePlans([{ companyId, periods: [{ fromMs: 0, levels: [level] }], prefixLengths: [] }], 1n)
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
  const callsOfPass = 15

  test.each(Array.from({ length: callsOfPass }, (_, calls) => [calls]))(
    'after %i calls is finished by the next one: each charge is posted once',
    async (calls) => {
      const companyId = await pricedCompany()
      const names = ['a', 'b', 'c']
      await facts.importEvents(names.flatMap((name) => eventsOf(companyId, name, [sketch('sent', 0)])))
      await facts.foldChanges()
      await expect(posterOf(new Calls(calls)).run()).rejects.toThrow('the process ended')

      // Facts go on meanwhile: one charge changes, one comes new.
      await facts.importEvents([
        ...eventsOf(companyId, 'a', [sketch('sent', 0), sketch('sent', 1, { segments: 3 })]),
        ...eventsOf(companyId, 'd', [sketch('sent', 0)]),
      ])
      await facts.foldChanges()
      await posterOf().run()
      expect(await balanceOf(companyId)).toBe(-600_000n)
      expect(
        await verifyBooks({
          facts,
          ledger,
          rating: noLists,
          invoicing: noDocuments,
          usagePoster: posterOf(),
        }),
      ).toEqual([])
    },
  )

  test('asked for by several at once, passes run one after the other, and each charge is posted once', async () => {
    const companyId = await pricedCompany()
    const calls = new Calls(Number.POSITIVE_INFINITY)
    const poster = posterOf(calls)
    const rounds = Array.from({ length: 6 }, async (_, n) => {
      // Each message of three is told twice, the second time with more segments.
      const told = sketch('sent', n, { segments: n + 1 })
      await facts.importEvents([eventOf(companyId, `m${n % 3}`, n, told)])
      await facts.foldChanges()
      await poster.run()
    })
    await Promise.all([...rounds, poster.run(), poster.run()])
    const ends = calls.names.filter((name) => name === 'lastPostedVersion' || name === 'expireHolds')
    expect(ends).toEqual(Array.from({ length: 8 }, () => ['lastPostedVersion', 'expireHolds']).flat())
    expect(await balanceOf(companyId)).toBe(-(4n + 5n + 6n) * 100_000n)
    expect(
      await verifyBooks({ facts, ledger, rating: noLists, invoicing: noDocuments, usagePoster: poster }),
    ).toEqual([])
  })

  test('a verification finds what is wrong where posting goes on meanwhile, and two at once find the same', async () => {
    const companyId = await pricedCompany()
    await facts.importEvents(eventsOf(companyId, 'a', [sketch('sent', 0)]))
    await facts.foldChanges()
    const poster = posterOf()
    await poster.run()
    const versionId = randomUUID()
    await facts.putPriceVersion({ versionId, rates: [] })
    const level = { payerId: companyId, versionId, currency: 'EUR', onDelivery: [] }
    // No message is rated again: their charges no longer follow from what is in force.
    await facts.putPricePlans(
      [{ companyId, periods: [{ fromMs: 0, levels: [level] }], prefixLengths: [] }],
      2n,
    )
    const verify = () => {
      const said: string[] = []
      const rooms = { facts, ledger, rating: noLists, invoicing: noDocuments, usagePoster: poster }
      const drifts = verifyBooks(rooms, { onProgress: (sentence) => said.push(sentence) })
      return drifts.then((found) => ({ said, ours: found.filter((drift) => drift.companyId === companyId) }))
    }
    const [one, two] = await Promise.all([verify(), verify(), poster.run()])
    const month = new Date(startMs).toISOString().slice(0, 7)
    expect(one.ours.map(({ detail }) => detail)).toEqual([
      `1 messages of ${month} are not charged as the price lists say, among them a.`,
    ])
    expect(two).toEqual(one)
    expect(one.said.some((sentence) => sentence.includes(`charges of ${month} are verified`))).toBe(true)
  })

  test('makes just so many calls', async () => {
    const companyId = await pricedCompany()
    await facts.importEvents(eventsOf(companyId, 'a', [sketch('sent', 0)]))
    await facts.foldChanges()
    const calls = new Calls(Number.POSITIVE_INFINITY)
    await posterOf(calls).run()
    expect(calls.names).toHaveLength(callsOfPass)
  })
})
