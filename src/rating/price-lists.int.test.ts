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
    // No fact is charged by them yet, so that nothing would end what is held.
    for (const channel of ['call', 'chat'])
      expect(failureCode(await rating.priceMessage(buyer.companyId, { ...message, channel }))).toBe(
        'channel_not_charged',
      )
  })
})
