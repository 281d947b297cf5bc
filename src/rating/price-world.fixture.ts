import { makeTestCompany, openTestCompanies, type TestCompanies } from '../../test/support/companies.ts'
import type { Principal } from '../companies/index.ts'
import type { Rate } from '../contract/index.ts'
import type { Failure, Result } from '../core/index.ts'
import type { PricePlan } from '../facts/index.ts'
import { openRating, type Rating, type RatingOptions } from './open-rating.ts'

/** For tests only: what the store of facts was told, in order. */
export interface Told {
  readonly versions: string[]
  readonly rates: Map<string, readonly { rateKey: string; price: string; unit: string }[]>
  readonly plans: Map<string, PricePlan>
  readonly revisions: bigint[]
  readonly rerated: { companyId: string; fromMs: number; toMs: number | null }[]
}

export interface PriceWorld {
  readonly rating: Rating
  readonly records: TestCompanies['records']
  readonly told: Told
  /** A company that depends on none, and one that buys from it. */
  readonly seller: Principal
  readonly shop: Principal
  setNow(text: string): void
  /** The next so many calls of the store fail. */
  breakStore(times: number): void
  /** A company that depends on another. */
  addCompany(name: string, parent: Principal, currency?: string): Promise<Principal>
  close(): Promise<void>
}

/** Price lists on a real database, and a store of facts that remembers what it was told. */
export async function openPriceWorld(now: string): Promise<PriceWorld> {
  let nowMs = Date.parse(now)
  const clock = (): number => nowMs
  const { companies, records, close } = await openTestCompanies({ clock })
  const seller = await makeTestCompany(companies)
  const addCompany: PriceWorld['addCompany'] = async (name, parent, currency = 'EUR') => {
    const company = { name, time_zone: 'UTC', currency }
    const { id } = await records.system
      .insertInto('companies')
      .values({ ...company, parent_id: parent.companyId })
      .returning('id')
      .executeTakeFirstOrThrow()
    return { ...seller, companyId: id, company: { ...company, id } }
  }
  const told: Told = { versions: [], rates: new Map(), plans: new Map(), revisions: [], rerated: [] }
  let failures = 0
  const rating = openRating({
    records,
    clock,
    facts: rememberingStore(told, () => {
      failures -= 1
      return failures >= 0
    }),
    onError: () => undefined,
  })
  return {
    rating,
    records,
    told,
    seller,
    shop: await addCompany('Shop', seller),
    addCompany,
    setNow: (text) => {
      nowMs = Date.parse(text)
    },
    breakStore: (times) => {
      failures = times
    },
    close: async () => {
      await rating.close()
      await close()
    },
  }
}

function rememberingStore(told: Told, isBroken: () => boolean): RatingOptions['facts'] {
  const orThrow = (): void => {
    if (isBroken()) throw new Error('The store is away.')
  }
  return {
    putPriceVersion: async ({ versionId, rates }) => {
      orThrow()
      told.versions.push(versionId)
      told.rates.set(versionId, rates)
    },
    putPricePlans: async (plans, revision) => {
      orThrow()
      told.revisions.push(revision)
      for (const plan of plans) told.plans.set(plan.companyId, plan)
    },
    rerate: async ({ companyId, fromMs, toMs }) => {
      orThrow()
      told.rerated.push({ companyId, fromMs, toMs })
      return { messages: 0 }
    },
    rateDrifts: async () => [],
    forCompany: noFacts,
    unratedBelow: noFacts,
  }
}

function noFacts(): never {
  throw new Error('This store has no facts.')
}

export function valueOf<T, F extends Failure>(result: Result<T, F>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.detail}`)
  return result.value
}

export const anySms: Rate = {
  channel: 'sms',
  kind: null,
  destination: 'any',
  unit: 'segment',
  price: '0.075',
}

/** A list with one published version of these rates. */
export async function publishedList(
  { rating }: PriceWorld,
  seller: Principal,
  options: { name?: string; rates?: Rate[]; charge_on?: Record<string, 'sent' | 'delivered'> } = {},
): Promise<string> {
  const { name = 'Retail', rates = [anySms], charge_on = {} } = options
  const currency = seller.company.currency
  const list = valueOf(await rating.createPriceList(seller, { name, currency }))
  valueOf(await rating.createVersion(seller, list.id, null))
  valueOf(await rating.replaceDraft(seller, list.id, 1, { rates, charge_on }))
  valueOf(await rating.publishVersion(seller, list.id, 1))
  return list.id
}
