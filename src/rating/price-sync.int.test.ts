import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Principal } from '../companies/index.ts'
import { sql } from '../records/index.ts'
import { openPriceWorld, type PriceWorld, publishedList, valueOf } from './price-world.fixture.ts'
import { forgetRequest, nextRequest, readPlans } from './read-plans.ts'
import { reopenRerates } from './reopen-rerates.ts'

let world: PriceWorld
let shop: Principal
beforeAll(async () => {
  world = await openPriceWorld('2026-09-15T00:00:00Z')
})
afterAll(() => world.close())
beforeEach(async () => {
  shop = await world.addCompany('Shop', world.seller)
  await world.rating.bringUpToDate()
  world.told.rerated.splice(0)
  world.told.versions.splice(0)
})

const septemberMs = Date.parse('2026-09-01T00:00:00Z')
const octoberMs = Date.parse('2026-10-01T00:00:00Z')

async function assign(
  seller: Principal,
  company: Principal,
  period: { fromMs?: number; toMs?: number | null } = {},
  list?: string,
): Promise<{ list: string; assignment: string }> {
  const id = list ?? (await publishedList(world, seller))
  const { fromMs = septemberMs, toMs = null } = period
  const made = await world.rating.assign(seller, id, {
    companyId: company.companyId,
    version: 1,
    fromMs,
    toMs,
  })
  return { list: id, assignment: valueOf(made).id }
}

/** Payers of each period of the plan that the store was told. */
function toldPlan(company: Principal): unknown {
  return world.told.plans
    .get(company.companyId)
    ?.periods.map(({ fromMs, levels }) => [fromMs, levels.map(({ payerId }) => payerId)])
}

async function requests(): Promise<number> {
  const rows = await world.records.system.selectFrom('rerate_requests').select('id').execute()
  return rows.length
}

describe('after a change of prices', () => {
  test('the store has the rates, the plan, and rates anew from the start of the validity', async () => {
    await assign(world.seller, shop)
    await world.rating.bringUpToDate()
    const [level] = world.told.plans.get(shop.companyId)?.periods[0]?.levels ?? []
    expect(level).toMatchObject({ payerId: shop.companyId, currency: 'EUR', onDelivery: [] })
    expect(world.told.rates.get(level?.versionId ?? '')).toEqual([
      { rateKey: `${level?.versionId}|sms||any`, price: '0.075', unit: 'segment' },
    ])
    expect(world.told.rerated).toEqual([{ companyId: shop.companyId, fromMs: septemberMs, toMs: null }])
    expect(await requests()).toBe(0)
  })

  test('of a reseller, the plans of all companies below change with it, of those without prices too', async () => {
    const customer = await world.addCompany('Customer', shop)
    const unpriced = await world.addCompany('Not priced', shop)
    await assign(shop, customer)
    await world.rating.bringUpToDate()
    world.told.rerated.splice(0)
    expect(world.told.plans.has(unpriced.companyId)).toBe(false)
    await assign(world.seller, shop, { fromMs: octoberMs })
    await world.rating.bringUpToDate()
    expect(toldPlan(customer)).toEqual([
      [septemberMs, [customer.companyId]],
      [octoberMs, [customer.companyId, shop.companyId]],
    ])
    expect(toldPlan(unpriced)).toEqual([[octoberMs, [shop.companyId]]])
    expect(new Set(world.told.rerated)).toEqual(
      new Set(
        [shop, customer, unpriced].map(({ companyId }) => ({ companyId, fromMs: octoberMs, toMs: null })),
      ),
    )
  })

  test('a company made or moved below one with prices has a plan at once', async () => {
    await assign(world.seller, shop)
    await world.rating.bringUpToDate()
    const middle = await world.addCompany('Between', shop)
    const lower = await world.addCompany('Below', middle)
    await world.rating.bringUpToDate()
    for (const each of [middle, lower]) expect(toldPlan(each)).toEqual([[septemberMs, [shop.companyId]]])
    const elsewhere = await world.addCompany('Elsewhere', world.seller)
    await world.records.system
      .updateTable('companies')
      .set({ parent_id: elsewhere.companyId })
      .where('id', '=', lower.companyId)
      .execute()
    await world.rating.bringUpToDate()
    expect(toldPlan(lower)).toEqual([])
  })

  test('an end and a withdrawal take effect from where they change something', async () => {
    const { list, assignment } = await assign(world.seller, shop)
    const { assignment: later } = await assign(world.seller, shop, { fromMs: octoberMs }, list)
    const inbetweenMs = Date.parse('2026-09-10T00:00:00Z')
    valueOf(await world.rating.endAssignment(world.seller, list, assignment, inbetweenMs))
    await world.rating.bringUpToDate()
    world.told.rerated.splice(0)
    valueOf(await world.rating.withdrawAssignment(world.seller, list, later, 'nothing'))
    await world.rating.bringUpToDate()
    expect(world.told.plans.get(shop.companyId)?.periods).toMatchObject([
      { fromMs: septemberMs, levels: [{ currency: 'EUR' }] },
      { fromMs: inbetweenMs, levels: [{ payerId: shop.companyId, versionId: null }] },
    ])
    expect(world.told.rerated.map(({ fromMs }) => fromMs)).toEqual([octoberMs])
  })

  test('the last assignment withdrawn leaves a plan without periods', async () => {
    const { list, assignment } = await assign(world.seller, shop, { fromMs: octoberMs })
    await world.rating.bringUpToDate()
    valueOf(await world.rating.withdrawAssignment(world.seller, list, assignment))
    await world.rating.bringUpToDate()
    expect(toldPlan(shop)).toEqual([])
  })

  test('a version is put into the store once, however often it is put in force', async () => {
    const { list } = await assign(world.seller, shop)
    await assign(world.seller, shop, { fromMs: octoberMs }, list)
    await world.rating.bringUpToDate()
    expect(world.told.versions).toHaveLength(1)
  })
})

describe('many changes at once', () => {
  test('of one company are one rating, from the earliest of them on', async () => {
    const { list, assignment } = await assign(world.seller, shop, { fromMs: octoberMs })
    const ends = [3, 1, 2].map((days) => octoberMs + days * 86_400_000)
    for (const endMs of ends) valueOf(await world.rating.endAssignment(world.seller, list, assignment, endMs))
    await assign(world.seller, shop, { toMs: octoberMs }, list)
    const other = await world.addCompany('Other', world.seller)
    await assign(world.seller, other, {}, list)
    await world.rating.bringUpToDate()
    expect(world.told.rerated).toEqual(
      [shop, other].map(({ companyId }) => ({ companyId, fromMs: septemberMs, toMs: null })),
    )
    expect(await requests()).toBe(0)
  })

  test('a request that is made while the company is rated is done after it', async () => {
    const { list, assignment } = await assign(world.seller, shop)
    const before = await nextRequest(world.records.system)
    valueOf(await world.rating.endAssignment(world.seller, list, assignment, octoberMs))
    if (before) await forgetRequest(world.records.system, before)
    await world.rating.bringUpToDate()
    expect(world.told.rerated).toEqual([{ companyId: shop.companyId, fromMs: octoberMs, toMs: null }])
  })

  test('plans that are read later have a greater revision and see at least as much, whoever reads', async () => {
    const seen: { revision: bigint; periods: number }[] = []
    const read = async () => {
      const { plans, revision } = await world.records.asSystem((db) => readPlans(db))
      const plan = plans.find(({ companyId }) => companyId === shop.companyId)
      seen.push({ revision, periods: plan?.periods.length ?? 0 })
    }
    const list = await publishedList(world, world.seller)
    const change = async (day: number) => {
      const fromMs = septemberMs + 2 * day * 86_400_000
      await assign(world.seller, shop, { fromMs, toMs: fromMs + 86_400_000 }, list)
    }
    await Promise.all(Array.from({ length: 8 }, (_, day) => Promise.all([read(), change(day), read()])))
    await read()
    const inOrder = seen.toSorted((a, b) => (a.revision < b.revision ? -1 : 1))
    expect(new Set(seen.map(({ revision }) => revision)).size).toBe(seen.length)
    expect(inOrder.map(({ periods }) => periods)).toEqual(
      seen.map(({ periods }) => periods).toSorted((a, b) => a - b),
    )
    expect(inOrder.at(-1)?.periods).toBe(16)
  })
})

describe('no request is lost', () => {
  test('one that failed is done later, after those before it', async () => {
    await assign(world.seller, shop)
    world.breakStore(1)
    await expect(world.rating.bringUpToDate()).rejects.toThrow('away')
    expect(await requests()).toBe(1)
    await world.rating.bringUpToDate()
    expect(await requests()).toBe(0)
    expect(world.told.rerated).toHaveLength(1)
  })

  test('what was done within the last ten minutes is asked for again, once, and what is older is not', async () => {
    await assign(world.seller, shop)
    await assign(world.seller, shop, { fromMs: octoberMs })
    const other = await world.addCompany('Other', world.seller)
    await assign(world.seller, other)
    await world.rating.bringUpToDate()
    const { system } = world.records
    await sql`update finished_rerates set finished_at = now() - interval '11 minutes' where company_id = ${other.companyId}`.execute(
      system,
    )
    await reopenRerates(system)
    await reopenRerates(system)
    const asked = await system.selectFrom('rerate_requests').select(['company_id', 'rate_from']).execute()
    expect(asked.filter(({ company_id }) => company_id === other.companyId)).toEqual([])
    expect(asked.filter(({ company_id }) => company_id === shop.companyId)).toEqual([
      { company_id: shop.companyId, rate_from: new Date(septemberMs) },
    ])
    await world.rating.bringUpToDate()
    expect(await requests()).toBe(0)
  })

  test('one of a change that was not kept is not made', async () => {
    const { list } = await assign(world.seller, shop)
    const refused = await world.rating.assign(world.seller, list, {
      companyId: shop.companyId,
      version: 1,
      fromMs: septemberMs,
      toMs: null,
    })
    expect(refused.ok).toBe(false)
    expect(await requests()).toBe(1)
  })

  test('in the background it waits for the turn of the process that folds', async () => {
    const isMine = Promise.withResolvers<void>()
    const isDone = Promise.withResolvers<void>()
    let mine = false
    world.rating.start((work) => {
      if (!mine) {
        isMine.resolve()
        return null
      }
      return work(new AbortController().signal).finally(async () => {
        if ((await requests()) === 0) isDone.resolve()
      })
    })
    await isMine.promise
    await assign(world.seller, shop)
    expect(world.told.rerated).toEqual([])
    mine = true
    await isDone.promise
    expect(world.told.rerated).toEqual([{ companyId: shop.companyId, fromMs: septemberMs, toMs: null }])
    await world.rating.close()
  })
})
