import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Rate } from '../contract/index.ts'
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

describe('a price list', () => {
  test('is its seller’s: nobody else sees or changes it', async () => {
    const { rating, seller, shop } = world
    const id = await publishedList(world, seller)
    expect(valueOf(await rating.listPriceLists(shop))).toEqual([])
    expect(failureCode(await rating.priceList(shop, id))).toBe('not_found')
    expect(failureCode(await rating.version(shop, id, 1))).toBe('not_found')
    expect(failureCode(await rating.renamePriceList(shop, id, 'Mine'))).toBe('not_found')
    expect(failureCode(await rating.createVersion(shop, id, null))).toBe('not_found')
    expect(failureCode(await rating.deletePriceList(shop, id))).toBe('not_found')
    expect(valueOf(await rating.priceList(seller, id))).toMatchObject({
      name: 'Retail',
      currency: 'EUR',
      versions: [{ number: 1, state: 'published', rates: 1 }],
      assignments: [],
    })
  })

  test('needs the right to bill', async () => {
    const { rating, seller } = world
    const reader = { ...seller, scopes: ['billing:read'] as const }
    const nobody = { ...seller, scopes: ['metrics:read'] as const }
    expect((await rating.listPriceLists(reader)).ok).toBe(true)
    expect(failureCode(await rating.listPriceLists(nobody))).toBe('forbidden')
    expect(failureCode(await rating.createPriceList(reader, { name: 'x', currency: 'EUR' }))).toBe(
      'forbidden',
    )
    expect(failureCode(await rating.ownPrices(nobody))).toBe('forbidden')
    expect(failureCode(await rating.pricedCompanies(reader))).toBe('forbidden')
  })

  test('is in a currency that there is', async () => {
    const made = await world.rating.createPriceList(world.seller, { name: 'x', currency: 'ZZZ' })
    expect(failureCode(made)).toBe('invalid_currency')
  })

  test('goes with its versions and rates while nothing of it was in force, and never after', async () => {
    const { rating, seller, shop } = world
    const unused = await publishedList(world, seller)
    valueOf(await rating.deletePriceList(seller, unused))
    expect(failureCode(await rating.priceList(seller, unused))).toBe('not_found')
    const used = await publishedList(world, seller)
    const from = { fromMs: ms('2020-01-01T00:00:00Z'), toMs: ms('2020-02-01T00:00:00Z') }
    valueOf(await rating.assign(seller, used, { companyId: shop.companyId, version: 1, ...from }))
    expect(failureCode(await rating.deletePriceList(seller, used))).toBe('price_list_in_use')
    expect(valueOf(await rating.version(seller, used, 1)).rates).toHaveLength(1)
  })
})

describe('a version', () => {
  const rates: Rate[] = [
    {
      channel: 'call',
      kind: null,
      destination: '+49',
      unit: 'minute',
      price: '0.12',
      first_increment_s: 60,
      increment_s: 1,
    },
    { channel: 'sms', kind: 'advertising', destination: '262-01', unit: 'segment', price: '9999999.999999' },
    { channel: 'sms', kind: null, destination: 'any', unit: 'message', price: '0.00' },
  ]

  test('is replaced while a draft, read as it was written, and copied', async () => {
    const { rating, seller } = world
    const { id } = valueOf(await rating.createPriceList(seller, { name: 'Drafts', currency: 'EUR' }))
    valueOf(await rating.createVersion(seller, id, null))
    valueOf(await rating.replaceDraft(seller, id, 1, { rates: [anySms] }))
    valueOf(await rating.replaceDraft(seller, id, 1, { rates, charge_on: { sms: 'delivered' } }))
    const read = valueOf(await rating.version(seller, id, 1))
    expect(read).toMatchObject({ number: 1, state: 'draft', charge_on: { sms: 'delivered' } })
    expect(read.rates).toEqual(expect.arrayContaining(rates))
    expect(valueOf(await rating.createVersion(seller, id, 1))).toMatchObject({ number: 2, rates: 3 })
    expect(valueOf(await rating.version(seller, id, 2))).toEqual({
      ...read,
      number: 2,
      created_at: expect.any(String),
    })
    expect(failureCode(await rating.createVersion(seller, id, 9))).toBe('not_found')
  })

  test('with two rates for the same, or a price by time for messages, is refused whole', async () => {
    const { rating, seller } = world
    const { id } = valueOf(await rating.createPriceList(seller, { name: 'Faults', currency: 'EUR' }))
    valueOf(await rating.createVersion(seller, id, null))
    valueOf(await rating.replaceDraft(seller, id, 1, { rates: [anySms] }))
    const faulty = [
      anySms,
      { ...anySms, price: '1' },
      { ...anySms, destination: 'DE', unit: 'minute' as const },
    ]
    expect(await rating.replaceDraft(seller, id, 1, { rates: faulty })).toMatchObject({
      failure: {
        code: 'rates_refused',
        refused: [
          { index: 1, code: 'duplicate_rate' },
          { index: 2, field: 'unit', code: 'unit_not_for_channel' },
        ],
      },
    })
    expect(valueOf(await rating.version(seller, id, 1)).rates).toEqual([anySms])
  })

  test('without rates is not published; a published one does not change', async () => {
    const { rating, seller } = world
    const { id } = valueOf(await rating.createPriceList(seller, { name: 'Empty', currency: 'EUR' }))
    valueOf(await rating.createVersion(seller, id, null))
    expect(failureCode(await rating.publishVersion(seller, id, 1))).toBe('empty_version')
    valueOf(await rating.replaceDraft(seller, id, 1, { rates: [anySms] }))
    expect(valueOf(await rating.publishVersion(seller, id, 1))).toMatchObject({
      state: 'published',
      published_at: '2026-09-15T00:00:00.000Z',
    })
    expect(failureCode(await rating.publishVersion(seller, id, 1))).toBe('version_published')
    expect(failureCode(await rating.replaceDraft(seller, id, 1, { rates }))).toBe('version_published')
  })

  test('that is published does not change in SQL either, not even for the owner of the tables', async () => {
    const id = await publishedList(world, world.seller)
    const { rows } = await sql.query(`select id from price_list_versions where list_id = '${id}'`)
    const version = rows[0].id
    for (const statement of [
      `update price_list_versions set charge_on = '{"sms": "delivered"}' where id = '${version}'`,
      `update price_list_versions set state = 'draft', published_at = null where id = '${version}'`,
      `update price_rates set price_micros = 1 where version_id = '${version}'`,
      `delete from price_rates where version_id = '${version}'`,
      `insert into price_rates (version_id, channel, destination, unit, price_micros)
       values ('${version}', 'viber', 'any', 'message', 1)`,
    ])
      await expect(sql.query(statement), statement).rejects.toThrow(/published version/)
  })
})

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
    valueOf(await rating.withdrawAssignment(seller, id, later.id))
    expect(failureCode(await rating.withdrawAssignment(seller, id, later.id))).toBe('not_found')
    expect(valueOf(await end(now, null))).toMatchObject({ to: null })
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

describe('a message that is to be sent', () => {
  test('costs what the rate in force says, at once after a change', async () => {
    const { rating, seller } = world
    const buyer = await world.addCompany('Sender', seller)
    const message = {
      channel: 'sms',
      recipient: '+49 151 12345678',
      text: 'ä'.repeat(161),
      message_id: 'm-1',
    }
    expect(failureCode(await rating.priceMessage(buyer.companyId, message))).toBe('no_price_list')
    const rates: Rate[] = [anySms, { ...anySms, destination: '+49151', price: '0.09' }]
    const id = await publishedList(world, seller, { rates })
    const from = { fromMs: ms('2026-09-01T00:00:00Z'), toMs: null }
    valueOf(await rating.assign(seller, id, { companyId: buyer.companyId, version: 1, ...from }))
    expect(valueOf(await rating.priceMessage(buyer.companyId, message))).toEqual({
      amountMicros: 180_000n,
      currency: 'EUR',
      rate: rates[1],
      quantity: 2,
      messageKey: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    expect(failureCode(await rating.priceMessage(buyer.companyId, { ...message, channel: 'viber' }))).toBe(
      'no_rate',
    )
  })
})
