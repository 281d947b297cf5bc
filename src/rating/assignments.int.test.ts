import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anySms, openPriceWorld, type PriceWorld, publishedList, valueOf } from './price-world.fixture.ts'

let world: PriceWorld
let sql: Client
beforeAll(async () => {
  world = await openPriceWorld('2026-09-15T00:00:00Z')
  sql = new Client(world.records.url)
  await sql.connect()
})
afterAll(async () => {
  await sql.end()
  await world.close()
})

const ms = (text: string): number => Date.parse(text)
const failureCode = (result: { ok: boolean; failure?: { code: string } }) => result.failure?.code

describe('what is in force', () => {
  test('ends where the next one begins, and a gap is a gap', async () => {
    const { rating, seller } = world
    const shop = await world.addCompany('Next', seller)
    const id = await publishedList(world, seller)
    const at = (fromMs: number, toMs: number | null = null) =>
      rating.assign(seller, id, { companyId: shop.companyId, version: 1, fromMs, toMs })
    valueOf(await at(ms('2026-01-01T00:00:00Z')))
    valueOf(await at(ms('2026-03-01T00:00:00Z'), ms('2026-04-01T00:00:00Z')))
    valueOf(await at(ms('2026-06-01T00:00:00+02:00')))
    expect(valueOf(await rating.priceList(seller, id)).assignments).toMatchObject([
      { company_name: 'Next', version: 1, from: '2026-01-01T00:00:00.000Z', to: '2026-03-01T00:00:00.000Z' },
      { from: '2026-03-01T00:00:00.000Z', to: '2026-04-01T00:00:00.000Z' },
      { from: '2026-05-31T22:00:00.000Z', to: null },
    ])
  })

  test('never overlaps: what would reach into a later one is refused, and nothing is half done', async () => {
    const { rating, seller } = world
    const shop = await world.addCompany('Overlap', seller)
    const id = await publishedList(world, seller)
    const assign = (from: string, to: string | null) =>
      rating.assign(seller, id, {
        companyId: shop.companyId,
        version: 1,
        fromMs: ms(from),
        toMs: to === null ? null : ms(to),
      })
    valueOf(await assign('2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'))
    valueOf(await assign('2026-06-01T00:00:00Z', null))
    const before = valueOf(await rating.priceList(seller, id)).assignments
    expect(failureCode(await assign('2026-01-15T00:00:00Z', null))).toBe('overlapping_validity')
    expect(failureCode(await assign('2026-05-01T00:00:00Z', '2026-06-02T00:00:00Z'))).toBe(
      'overlapping_validity',
    )
    expect(failureCode(await assign('2026-06-01T00:00:00Z', null))).toBe('overlapping_validity')
    expect(failureCode(await assign('2026-07-01T00:00:00Z', '2026-07-01T00:00:00Z'))).toBe('invalid_period')
    expect(failureCode(await assign('1500-01-01T00:00:00Z', null))).toBe('invalid_period')
    expect(valueOf(await rating.priceList(seller, id)).assignments).toEqual(before)
    valueOf(await assign('2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z'))
  })

  test('never overlaps when many assign at once', async () => {
    const { rating, seller } = world
    const shop = await world.addCompany('Crowd', seller)
    const id = await publishedList(world, seller)
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, day) =>
        rating.assign(seller, id, {
          companyId: shop.companyId,
          version: 1,
          fromMs: ms('2026-01-01T00:00:00Z') + (day % 4) * 86_400_000,
          toMs: null,
        }),
      ),
    )
    const kept = answers.filter(({ ok }) => ok).length
    const listed = valueOf(await rating.priceList(seller, id)).assignments
    expect(kept).toBeGreaterThan(0)
    expect(listed).toHaveLength(kept)
    for (const [place, { to }] of listed.entries()) expect(to).toBe(listed[place + 1]?.from ?? null)
  })

  test('never overlaps in SQL either', async () => {
    const { rating, seller } = world
    const shop = await world.addCompany('Straight', seller)
    const id = await publishedList(world, seller)
    valueOf(
      await rating.assign(seller, id, {
        companyId: shop.companyId,
        version: 1,
        fromMs: ms('2026-01-01T00:00:00Z'),
        toMs: ms('2026-02-01T00:00:00Z'),
      }),
    )
    const insert = (from: string, to: string, company = shop.companyId, sellerId = seller.companyId) =>
      sql.query(
        `insert into price_assignments (seller_id, company_id, list_id, version_id, currency, valid_from, valid_to)
         select '${sellerId}', '${company}', list_id, version_id, currency, ${from}, ${to}
         from price_assignments where list_id = '${id}' limit 1`,
      )
    for (const [from, to] of [
      ["'2026-01-31 23:59:59.999Z'", "'2026-03-01Z'"],
      ["'2025-01-01Z'", "'2026-01-01 00:00:00.001Z'"],
      ["'2026-01-10Z'", "'2026-01-11Z'"],
      ["'2025-01-01Z'", 'null'],
    ] as const)
      await expect(insert(from, to), `${from} ${to}`).rejects.toMatchObject({ code: '23P01' })
    await insert("'2025-01-01Z'", "'2026-01-01Z'")
    await insert("'2026-02-01Z'", 'null')
    await expect(
      sql.query(`update price_assignments set valid_to = null where company_id = '${shop.companyId}'`),
    ).rejects.toMatchObject({ code: '23P01' })
    // Not a company of this seller, and a seller that is not the list's.
    const other = await world.addCompany('Of the shop', shop)
    await expect(insert("'2026-01-01Z'", 'null', other.companyId)).rejects.toMatchObject({ code: '23503' })
    await expect(insert("'2026-01-01Z'", 'null', other.companyId, shop.companyId)).rejects.toMatchObject({
      code: '23503',
    })
  })

  test('is a published version, in the company’s currency, for those who buy from the seller', async () => {
    const { rating, seller, shop } = world
    const id = await publishedList(world, seller)
    valueOf(await rating.createVersion(seller, id, 1))
    const swiss = await world.addCompany('Swiss', seller, 'CHF')
    const ofShop = await world.addCompany('Below the shop', shop)
    const assign = (caller: typeof seller, companyId: string, version = 1) =>
      rating.assign(caller, id, { companyId, version, fromMs: ms('2027-01-01T00:00:00Z'), toMs: null })
    expect(failureCode(await assign(seller, swiss.companyId))).toBe('currency_mismatch')
    expect(failureCode(await assign(seller, shop.companyId, 2))).toBe('version_not_published')
    expect(failureCode(await assign(seller, shop.companyId, 3))).toBe('not_found')
    expect(failureCode(await assign(seller, ofShop.companyId))).toBe('not_found')
    expect(failureCode(await assign(seller, 'nobody'))).toBe('not_found')
    expect(failureCode(await assign(shop, shop.companyId))).toBe('forbidden')
    expect(failureCode(await assign(shop, ofShop.companyId))).toBe('not_found')
    expect(valueOf(await rating.pricedCompanies(shop)).map(({ name }) => name)).toContain('Below the shop')
    // A company that depends on none prices its own traffic.
    expect(valueOf(await assign(seller, seller.companyId))).toMatchObject({ version: 1 })
  })

  test('gets another end, and is taken back only before it begins', async () => {
    const { rating, seller } = world
    const shop = await world.addCompany('Ends', seller)
    const id = await publishedList(world, seller)
    const assign = async (from: string) =>
      valueOf(
        await rating.assign(seller, id, {
          companyId: shop.companyId,
          version: 1,
          fromMs: ms(from),
          toMs: null,
        }),
      )
    const now = await assign('2026-09-01T00:00:00Z')
    const later = await assign('2026-10-01T00:00:00Z')
    const end = (assignment: { id: string }, to: string | null) =>
      rating.endAssignment(seller, id, assignment.id, to === null ? null : ms(to))
    expect(failureCode(await end(now, null))).toBe('overlapping_validity')
    expect(failureCode(await end(now, '2026-10-02T00:00:00Z'))).toBe('overlapping_validity')
    expect(failureCode(await end(now, '2026-09-01T00:00:00Z'))).toBe('invalid_period')
    expect(valueOf(await end(now, '2026-09-20T00:00:00Z'))).toMatchObject({ to: '2026-09-20T00:00:00.000Z' })
    expect(failureCode(await rating.withdrawAssignment(seller, id, now.id))).toBe('assignment_in_force')
    expect(failureCode(await rating.withdrawAssignment(shop, id, later.id))).toBe('not_found')
    valueOf(await rating.withdrawAssignment(seller, id, later.id, 'nothing'))
    expect(failureCode(await rating.withdrawAssignment(seller, id, later.id))).toBe('not_found')
    expect(valueOf(await end(now, null))).toMatchObject({ to: null })
  })

  test('a time without prices is made only by who says so, and is shown to him', async () => {
    const { rating, seller } = world
    const shop = await world.addCompany('Gaps', seller)
    const id = await publishedList(world, seller)
    const other = await publishedList(world, seller)
    const assign = async (list: string, from: string, to: string | null = null) =>
      valueOf(
        await rating.assign(seller, list, {
          companyId: shop.companyId,
          version: 1,
          fromMs: ms(from),
          toMs: to === null ? null : ms(to),
        }),
      )
    const [october, november, december] = ['2026-10-01', '2026-11-01', '2026-12-01'].map((day) => {
      return `${day}T00:00:00.000Z`
    }) as [string, string, string]
    // The first prices of a company: nothing is missing before them.
    const first = await assign(id, november)
    expect(first.gap).toBeNull()
    valueOf(await rating.withdrawAssignment(seller, id, first.id))
    const now = await assign(id, '2026-09-01T00:00:00Z')
    const later = await assign(other, october, november)
    expect(later.gap).toEqual({ from: november, to: null })
    const last = await assign(id, december)
    const gaps = async () =>
      (await Promise.all([id, other].map(async (list) => valueOf(await rating.priceList(seller, list)))))
        .flatMap(({ assignments }) => assignments)
        .map(({ from, gap }) => [from, gap])
    const all = await gaps()
    expect(all).toContainEqual([october, { from: november, to: december }])
    expect(all.filter(([, gap]) => gap !== null)).toHaveLength(1)
    expect(valueOf(await rating.endAssignment(seller, other, later.id, ms(december))).gap).toBeNull()

    const refused = await rating.withdrawAssignment(seller, other, later.id)
    expect(refused).toMatchObject({
      failure: { code: 'leaves_gap', detail: expect.stringContaining(`From ${october} to ${december}`) },
    })
    expect(await gaps()).toHaveLength(3)
    valueOf(await rating.withdrawAssignment(seller, other, later.id, 'previous'))
    expect((await gaps()).filter(([, gap]) => gap !== null)).toEqual([])
    expect(valueOf(await rating.priceList(seller, id)).assignments).toMatchObject([
      { id: now.id, to: december },
      { id: last.id, to: null },
    ])
    valueOf(await rating.withdrawAssignment(seller, id, last.id, 'nothing'))
    expect((await gaps()).map(([, gap]) => gap)).toEqual([{ from: december, to: null }])
  })

  test('is seen by who pays by it: its rates, and why something costs what it costs', async () => {
    const { rating, seller } = world
    const buyer = await world.addCompany('Buyer', seller)
    const stranger = await world.addCompany('Stranger', seller)
    const id = await publishedList(world, seller, { name: 'Wholesale', charge_on: { sms: 'delivered' } })
    expect(failureCode(await rating.ownPrices(buyer))).toBe('not_found')
    const from = { fromMs: ms('2026-09-01T00:00:00Z'), toMs: ms('2026-10-01T00:00:00Z') }
    valueOf(await rating.assign(seller, id, { companyId: buyer.companyId, version: 1, ...from }))
    expect(valueOf(await rating.ownPrices(buyer))).toEqual({
      price_list: 'Wholesale',
      currency: 'EUR',
      version: 1,
      from: '2026-09-01T00:00:00.000Z',
      to: '2026-10-01T00:00:00.000Z',
      charge_on: { sms: 'delivered' },
      rates: [anySms],
    })
    const { rows } = await sql.query(`select id from price_list_versions where list_id = '${id}'`)
    const charge = { rateKey: `${rows[0].id}|sms||any`, quantity: 3, amountMicros: 225_000n }
    for (const { companyId } of [buyer, seller])
      expect(await rating.priceReason(companyId, charge)).toEqual({
        price_list_id: id,
        price_list: 'Wholesale',
        version: 1,
        rate: anySms,
        quantity: 3,
        amount: { amount: '0.225', currency: 'EUR' },
      })
    expect(await rating.priceReason(stranger.companyId, charge)).toBeNull()
    expect(await rating.priceReason(buyer.companyId, { ...charge, rateKey: 'x|y' })).toBeNull()
  })
})
