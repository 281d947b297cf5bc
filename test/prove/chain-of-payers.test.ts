import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '../../src/companies/index.ts'
import type { ChargeMoment, Rate } from '../../src/contract/index.ts'
import type { Facts } from '../../src/facts/index.ts'
import type { Rating } from '../../src/rating/open-rating.ts'
import { valueOf } from '../../src/rating/price-world.fixture.ts'
import { openRatedHouse, type RatedHouse } from '../../src/rating/rated-house.fixture.ts'
import {
  eventOf,
  isDueSlowly,
  type Message,
  messages,
  rates,
} from '../../src/rating/rated-traffic.fixture.ts'
import { chooseRateSlowly } from '../oracle/choose-rate.ts'

const dayMs = 86_400_000
const startMs = Date.parse('2026-09-01T00:00:00Z')
const nowMs = startMs + 30 * dayMs

let house: RatedHouse
let facts: Facts
let rating: Rating
let owner: Principal
beforeAll(async () => {
  house = await openRatedHouse(nowMs)
  ;({ facts, rating, owner } = house)
})
afterAll(() => house.close())

/** What is in force for a company: spans of days that may leave gaps, each with rates of its own. */
const prices = fc
  .array(
    fc.record({
      gapDays: fc.nat(2),
      days: fc.integer({ min: 1, max: 4 }),
      rates,
      on: fc.constantFrom<ChargeMoment>('sent', 'delivered'),
    }),
    { maxLength: 3 },
  )
  .map((spans) => {
    let day = 0
    return spans.map(({ gapDays, days, ...rest }) => {
      const from = day + gapDays
      day = from + days
      return { from, to: day, ...rest }
    })
  })
type Prices = ReturnType<typeof prices.generate>['value']

const traffic = fc.array(fc.tuple(messages, fc.nat(11)), { minLength: 1, maxLength: 8 })

/** Who depends on none, then the companies below it, each on the one before; the last one sends. */
async function addChain(length: number): Promise<readonly Principal[]> {
  const chain: Principal[] = []
  for (let depth = 0; depth < length; depth += 1) {
    const company = { name: `Level ${depth}`, time_zone: 'UTC', currency: 'EUR' }
    const { id } = await house.records.system
      .insertInto('companies')
      .values({ ...company, parent_id: chain.at(-1)?.companyId ?? null })
      .returning('id')
      .executeTakeFirstOrThrow()
    chain.push({ ...owner, companyId: id, company: { ...company, id } })
  }
  return chain
}

async function putInForce(seller: Principal, buyer: Principal, spans: Prices): Promise<void> {
  for (const { from, to, rates: of, on } of spans) {
    const list = valueOf(await rating.createPriceList(seller, { name: 'Random', currency: 'EUR' }))
    valueOf(await rating.createVersion(seller, list.id, null))
    const draft = { rates: of as Rate[], charge_on: { sms: on, viber: on } }
    valueOf(await rating.replaceDraft(seller, list.id, 1, draft))
    valueOf(await rating.publishVersion(seller, list.id, 1))
    const period = { fromMs: startMs + from * dayMs, toMs: startMs + to * dayMs }
    valueOf(await rating.assign(seller, list.id, { companyId: buyer.companyId, version: 1, ...period }))
  }
}

/** One level of one message, by looking at every span and every rate: null where the company has no part in it. */
function chargeSlowly(spans: Prices, message: Message, day: number): string | null {
  if (!spans.some(({ from }) => from <= day)) return null
  const span = spans.find(({ from, to }) => from <= day && day < to)
  if (!span) return isDueSlowly(message, 'sent') ? 'no_price_list' : 'none'
  if (!isDueSlowly(message, message.channel === 'email' ? 'sent' : span.on)) return 'none'
  const rate = chooseRateSlowly(span.rates, { ...message, isCall: false })
  if (!rate) return 'no_rate'
  const quantity = rate.unit === 'segment' ? Math.max(message.segments, 1) : 1
  return `charged ${quantity} × ${Number(rate.price)}`
}

interface Row {
  message_id: string
  charge_state: string
  charge_reason: string
  charge_quantity: number
  charge_price: string
  charge: string
  upper: { payer: string; state: string; quantity: number; price: string; amount: string }[]
}

/** Of each message what each company has to do with it, from the sender on; the companies are in the order of payment. */
async function chargesOf(sender: Principal): Promise<Record<string, unknown>> {
  const { rows } = await facts.forCompany(sender.companyId).query<Row>({
    sql: ({ messages: table }) => `SELECT message_id, charge_state, charge_reason, charge_quantity,
  toString(charge_price) AS charge_price, toString(charge) AS charge, upper FROM ${table}`,
  })
  const text = (state: string, line: { quantity: number; price: string; amount: string }): string => {
    if (state !== 'charged') return state
    expect(Number(line.amount)).toBeCloseTo(line.quantity * Number(line.price), 9)
    return `charged ${line.quantity} × ${Number(line.price)}`
  }
  return Object.fromEntries(
    rows.map((row) => {
      const own = { quantity: row.charge_quantity, price: row.charge_price, amount: row.charge }
      const levels = row.upper.map((line) => [line.payer, text(line.state, line)])
      const state = row.charge_state === 'unrated' ? row.charge_reason : row.charge_state
      return [row.message_id, [text(state, own), ...levels]]
    }),
  )
}

test('for any chain, prices, gaps and messages each company pays what the oracle says, before and after a rebuild', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(prices, { minLength: 1, maxLength: 4 }),
      traffic,
      fc.boolean(),
      async (levels, some, isSentFirst) => {
        const chain = await addChain(levels.length)
        const [sender = owner, ...above] = chain.toReversed()
        const [ownPrices = [], ...pricesAbove] = levels.toReversed()
        const sent = some.flatMap(([each, day]) => each.map((message) => ({ message, day })))
        const send = async () => {
          const events = sent.map(({ message, day }, place) =>
            eventOf(sender.companyId, message, place, startMs + day * dayMs),
          )
          await facts.importEvents(events)
          await facts.foldChanges()
        }
        if (isSentFirst) await send()
        for (const [depth, spans] of levels.entries())
          await putInForce(chain[Math.max(0, depth - 1)] ?? owner, chain[depth] ?? owner, spans)
        await rating.bringUpToDate()
        if (!isSentFirst) await send()
        const expected = Object.fromEntries(
          sent.map(({ message, day }, place) => {
            const upper = above.flatMap(({ companyId }, height) => {
              const charge = chargeSlowly(pricesAbove[height] ?? [], message, day)
              return charge === null ? [] : [[companyId, charge]]
            })
            return [`m-${place}`, [chargeSlowly(ownPrices, message, day) ?? 'none', ...upper]]
          }),
        )
        expect(await chargesOf(sender)).toEqual(expected)
        await facts.rebuild({ companyId: sender.companyId })
        expect(await chargesOf(sender)).toEqual(expected)
      },
    ),
    { numRuns: 15, endOnFailure: true },
  )
})
