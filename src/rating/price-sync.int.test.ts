import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Principal } from '../companies/index.ts'
import { sql } from '../records/index.ts'
import { openPriceWorld, type PriceWorld, publishedList, valueOf } from './price-world.fixture.ts'
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
    ?.periods.map(({ fromMs, toMs, levels }) => [fromMs, toMs, levels.map(({ payerId }) => payerId)])
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

  test('of a reseller, the plans of the companies below change with it', async () => {
    const customer = await world.addCompany('Customer', shop)
    const unpriced = await world.addCompany('Not priced', shop)
    await assign(shop, customer)
    await world.rating.bringUpToDate()
    world.told.rerated.splice(0)
    await assign(world.seller, shop, { fromMs: octoberMs })
    await world.rating.bringUpToDate()
    expect(toldPlan(customer)).toEqual([
      [septemberMs, octoberMs, [customer.companyId]],
      [octoberMs, null, [customer.companyId, shop.companyId]],
    ])
    expect(new Set(world.told.rerated)).toEqual(
      new Set([shop, customer].map(({ companyId }) => ({ companyId, fromMs: octoberMs, toMs: null }))),
    )
    expect(world.told.plans.has(unpriced.companyId)).toBe(false)
  })

  test('an end and a withdrawal take effect from where they change something', async () => {
    const { list, assignment } = await assign(world.seller, shop)
    const { assignment: later } = await assign(world.seller, shop, { fromMs: octoberMs }, list)
    const inbetweenMs = Date.parse('2026-09-10T00:00:00Z')
    valueOf(await world.rating.endAssignment(world.seller, list, assignment, inbetweenMs))
    valueOf(await world.rating.withdrawAssignment(world.seller, list, later))
    await world.rating.bringUpToDate()
    expect(toldPlan(shop)).toEqual([[septemberMs, inbetweenMs, [shop.companyId]]])
    expect(world.told.rerated.map(({ fromMs }) => fromMs)).toEqual([
      septemberMs,
      octoberMs,
      inbetweenMs,
      octoberMs,
    ])
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
