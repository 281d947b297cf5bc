import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chooseRateSlowly } from '../../test/oracle/choose-rate.ts'
import type { Principal } from '../companies/index.ts'
import type { Rate } from '../contract/index.ts'
import type { Facts } from '../facts/index.ts'
import type { Rating } from './open-rating.ts'
import { valueOf } from './price-world.fixture.ts'
import { openRatedHouse, type RatedHouse } from './rated-house.fixture.ts'
import { eventOf, isDueSlowly, type Message, messages, rates } from './rated-traffic.fixture.ts'

const nowMs = Date.parse('2026-09-15T00:00:00Z')
const createdMs = Date.parse('2026-09-10T12:00:00Z')
const period = { from: '2026-09-01T00:00:00Z', to: '2026-10-01T00:00:00Z' }

let house: RatedHouse
let facts: Facts
let rating: Rating
let seller: Principal
beforeAll(async () => {
  house = await openRatedHouse(nowMs)
  ;({ facts, rating, owner: seller } = house)
})
afterAll(() => house.close())

let companies = 0

/** A company with these messages, charged by a list of these rates. */
async function charged(some: readonly Message[], of: Rate[], on: 'sent' | 'delivered') {
  companies += 1
  const { id: companyId } = await house.records.system
    .insertInto('companies')
    .values({ name: `Company ${companies}`, time_zone: 'UTC', currency: 'EUR', parent_id: seller.companyId })
    .returning('id')
    .executeTakeFirstOrThrow()
  await facts.importEvents(some.map((message, place) => eventOf(companyId, message, place, createdMs)))
  await facts.foldChanges()
  const list = valueOf(await rating.createPriceList(seller, { name: 'Random', currency: 'EUR' }))
  valueOf(await rating.createVersion(seller, list.id, null))
  valueOf(await rating.replaceDraft(seller, list.id, 1, { rates: of, charge_on: { sms: on, viber: on } }))
  valueOf(await rating.publishVersion(seller, list.id, 1))
  const assignment = { companyId, version: 1, fromMs: Date.parse(period.from), toMs: null }
  valueOf(await rating.assign(seller, list.id, assignment))
  await rating.bringUpToDate()
  return { companyId, listId: list.id }
}

/** Charges and messages without a price, message by message, by the oracle. */
function slowly(some: readonly Message[], of: readonly Rate[], on: 'sent' | 'delivered') {
  let micros = 0
  let unrated = 0
  for (const message of some) {
    if (!isDueSlowly(message, message.channel === 'email' ? 'sent' : on)) continue
    const rate = chooseRateSlowly(of, { ...message, isCall: false })
    if (!rate) unrated += 1
    else
      micros +=
        Math.round(Number(rate.price) * 1e6) * (rate.unit === 'segment' ? Math.max(message.segments, 1) : 1)
  }
  return { micros, unrated }
}

test('for any rates and messages a simulation gives what the facts are charged, and both what the oracle says', async () => {
  await fc.assert(
    fc.asyncProperty(rates, messages, fc.constantFrom('sent', 'delivered'), async (of, some, on) => {
      const { companyId, listId } = await charged(some, of, on)
      const asked = { company_id: companyId, ...period }
      const { totals } = valueOf(await rating.simulate(seller, listId, 1, asked))
      const expected = slowly(some, of, on)
      const buyer = { ...seller, companyId }
      expect({
        messages: totals.messages,
        spend: Math.round(Number(totals.spend.amount) * 1e6),
        simulated: Math.round(Number(totals.simulated.amount) * 1e6),
        unrated: totals.unrated,
        setAside: valueOf(await rating.unrated(buyer, period)).messages,
      }).toEqual({
        messages: some.length,
        spend: expected.micros,
        simulated: expected.micros,
        unrated: expected.unrated,
        setAside: expected.unrated,
      })
    }),
    { numRuns: 12, endOnFailure: true },
  )
})
