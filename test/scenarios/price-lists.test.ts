import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Answer,
  eventOf,
  type Installation,
  openInstallation,
  ownKey,
  toAnswer,
} from './installation.ts'

let house: Installation
beforeAll(async () => {
  house = await openInstallation()
})
afterAll(() => house.close())

const url = '/api/v1/price-lists'
const year = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' }
const anySms = { channel: 'sms', kind: null, destination: 'any', unit: 'segment', price: '0.10' }

async function must<T>(status: number, asked: Promise<Answer>): Promise<T> {
  const answer = await asked
  expect(answer, JSON.stringify(answer.body)).toMatchObject({ status })
  return answer.body as T
}

async function makeList(name: string, currency = 'EUR'): Promise<string> {
  return (await must<{ id: string }>(201, house.ask('POST', url, { name, currency }))).id
}

/** A list with one published version. */
async function publish(name: string, rates: readonly object[], charge_on = {}): Promise<string> {
  const id = await makeList(name)
  await must(201, house.ask('POST', `${url}/${id}/versions`, {}))
  await must(200, house.ask('PUT', `${url}/${id}/versions/1`, { charge_on, rates }))
  await must(200, house.ask('POST', `${url}/${id}/versions/1/publish`))
  return id
}

function putInForce(id: string, from: string, to: string | null = null): Promise<Answer> {
  const company_id = house.owner.companyId
  return house.ask('POST', `${url}/${id}/assignments`, { company_id, version: 1, from, to })
}

async function putFile(id: string, body: string | Buffer, format = 'csv', number = 1): Promise<Answer> {
  const headers = { authorization: `Bearer ${ownKey}`, 'content-type': 'application/octet-stream' }
  const address = `${url}/${id}/versions/${number}/file?format=${format}`
  return toAnswer(await house.app.inject({ method: 'PUT', url: address, headers, payload: body }))
}

async function getFile(id: string, format: string): Promise<Buffer> {
  const response = await house.app.inject({
    method: 'GET',
    url: `${url}/${id}/versions/1/file?format=${format}`,
    headers: { authorization: `Bearer ${ownKey}` },
  })
  expect(response.statusCode).toBe(200)
  expect(response.headers['content-disposition']).toContain(`.${format}`)
  return response.rawPayload
}

/** A message of `segments` parts to a German number, unless said otherwise. */
function message(id: string, step: string, data: object = {}) {
  return eventOf(id, { type: `message.${step}` }, { recipient: '+4915112345678', ...data })
}

describe('a month with prices', () => {
  const day = '2026-09-01T00:00:00Z'

  test('before there is a list nothing is in force, and nothing has a price', async () => {
    await must(404, house.ask('GET', '/api/v1/prices'))
    await must(
      200,
      house.post([
        message('1', 'delivered', { segments: 2 }),
        message('2', 'sent'),
        message('3', 'accepted'),
        message('4', 'delivered', { recipient: '+41791234567', kind: 'advertising' }),
        message('5', 'delivered', { channel: 'viber' }),
      ]),
    )
    await house.tick()
    expect(await must(200, house.ask('GET', `/api/v1/unrated?from=${year.from}&to=${year.to}`))).toEqual({
      messages: 0,
      groups: [],
    })
  })

  test('a draft is compared with what the traffic costs now', async () => {
    const id = await makeList('Try')
    await must(201, house.ask('POST', `${url}/${id}/versions`, {}))
    const rates = [anySms, { ...anySms, destination: '+4915', price: '0.075' }]
    await must(200, house.ask('PUT', `${url}/${id}/versions/1`, { rates }))
    const asked = { company_id: house.owner.companyId, ...year }
    const simulated = await must(200, house.ask('POST', `${url}/${id}/versions/1/simulate`, asked))
    expect(simulated).toEqual({
      totals: {
        messages: 5,
        unrated: 1,
        spend: { amount: '0.00', currency: 'EUR' },
        simulated: { amount: '0.325', currency: 'EUR' },
      },
      rows: [
        expect.objectContaining({ channel: 'sms', country: 'DE', messages: 3, unrated: 0 }),
        expect.objectContaining({
          channel: 'sms',
          country: 'CH',
          simulated: { amount: '0.10', currency: 'EUR' },
        }),
        expect.objectContaining({ channel: 'viber', country: 'DE', messages: 1, unrated: 1 }),
      ],
    })
    await must(204, house.ask('DELETE', `${url}/${id}`))
  })

  test('put in force, a list prices what was sent since, and says what it has no rate for', async () => {
    const id = await publish('Retail', [anySms, { ...anySms, destination: '+4915', price: '0.075' }])
    expect(await must(201, putInForce(id, day))).toMatchObject({
      version: 1,
      from: '2026-09-01T00:00:00.000Z',
    })
    await house.rating.bringUpToDate()
    const unrated = await must(200, house.ask('GET', `/api/v1/unrated?from=${year.from}&to=${year.to}`))
    expect(unrated).toEqual({
      messages: 1,
      groups: [
        {
          traffic: 'own',
          reason: 'no_rate',
          channel: 'viber',
          kind: null,
          country: 'DE',
          network: null,
          messages: 1,
          first_at: '2026-09-01T10:00:03.120Z',
          last_at: '2026-09-01T10:00:03.120Z',
        },
      ],
    })
    expect(await house.totals('messages.spend')).toEqual({
      'messages.spend': { amount: '0.325', currency: 'EUR' },
    })
    const prices = await must(200, house.ask('GET', '/api/v1/prices'))
    expect(prices).toMatchObject({
      price_list: 'Retail',
      version: 1,
      to: null,
      rates: [{ price: '0.075' }, anySms],
    })
    const companies = await must(200, house.ask('GET', '/api/v1/priced-companies'))
    expect(companies).toEqual([{ id: house.owner.companyId, name: 'Meridian Travel', currency: 'EUR' }])
  })

  test('the next list ends the one before at its start, and what was sent since is rated anew', async () => {
    const id = await publish('Delivered only', [{ ...anySms, price: '1' }], { sms: 'delivered' })
    await must(201, putInForce(id, '2026-09-01T10:00:00Z'))
    await house.rating.bringUpToDate()
    // Three segments of two delivered messages; the sent one is not due, viber has no rate.
    expect(await house.totals('messages.spend')).toEqual({
      'messages.spend': { amount: '3.00', currency: 'EUR' },
    })
    const lists = await must<{ name: string; assignments: { to: string | null }[] }[]>(
      200,
      house.ask('GET', url),
    )
    expect(lists.map(({ name, assignments }) => [name, assignments.map(({ to }) => to)]).toSorted()).toEqual([
      ['Delivered only', [null]],
      ['Retail', ['2026-09-01T10:00:00.000Z']],
    ])
  })
})

describe('files of rates', () => {
  test.each(['csv', 'xlsx'])('what goes out as %s comes back the same', async (format) => {
    const rates = [
      { ...anySms, destination: '+49151', price: '0.075001' },
      { ...anySms, kind: 'advertising', destination: '262-01' },
      {
        channel: 'call',
        kind: null,
        destination: 'DE',
        unit: 'minute',
        price: '0.12',
        first_increment_s: 30,
        increment_s: 6,
      },
    ]
    const id = await publish(`Out ${format}`, rates)
    await must(201, house.ask('POST', `${url}/${id}/versions`, {}))
    const answer = await must(200, putFile(id, await getFile(id, format), format, 2))
    expect(answer).toEqual({ rates: 3, refused: [] })
    const [first, second] = await Promise.all(
      [1, 2].map((number) =>
        must<{ rates: unknown }>(200, house.ask('GET', `${url}/${id}/versions/${number}`)),
      ),
    )
    expect(second?.rates).toEqual(first?.rates)
  })

  test('a wrong column or row is named, and the draft stays as it was', async () => {
    const id = await makeList('Wrong')
    await must(201, house.ask('POST', `${url}/${id}/versions`, {}))
    await must(200, putFile(id, 'channel;destination;unit;price\nsms;any;segment;0,075\n'))
    const columns = await putFile(id, 'channel,destination,unit,cost\nsms,any,segment,1\n')
    expect(columns).toMatchObject({
      status: 400,
      body: {
        code: 'rates_refused',
        rates: 0,
        refused: [
          { row: 1, column: 'cost', code: 'unknown_column' },
          { row: 1, column: 'price', code: 'missing_column' },
        ],
      },
    })
    const rows = await putFile(
      id,
      'channel,destination,unit,price\nsms,any,segment,1\nsms,DE,segment,0.123456789\nsms,FR,segment,-1\n',
    )
    expect(rows).toMatchObject({
      status: 400,
      body: {
        refused: [
          { row: 3, column: 'price', code: 'price_too_fine' },
          { row: 4, column: 'price', code: 'negative_price' },
        ],
        errors: [{ path: 'row 3, price' }, { path: 'row 4, price' }],
      },
    })
    expect(await putFile(id, 'not a workbook', 'xlsx')).toMatchObject({
      status: 400,
      body: { code: 'invalid_file' },
    })
    expect(await must(200, house.ask('GET', `${url}/${id}/versions/1`))).toMatchObject({
      rates: [{ price: '0.075' }],
    })
  })

  test('100,000 rates come in at once', async () => {
    const id = await makeList('Large')
    await must(201, house.ask('POST', `${url}/${id}/versions`, {}))
    const lines = Array.from(
      { length: 100_000 },
      (_, place) => `sms,,+${100_000 + place},segment,0.0${place}`,
    )
    const answer = await must(200, putFile(id, `channel,kind,destination,unit,price\n${lines.join('\n')}`))
    expect(answer).toEqual({ rates: 100_000, refused: [] })
    await must(200, house.ask('POST', `${url}/${id}/versions/1/publish`))
    const read = await must<{ rates: unknown[] }>(200, house.ask('GET', `${url}/${id}/versions/1`))
    expect(read.rates).toHaveLength(100_000)
  })
})

describe('bad input is refused with a code, and nothing is half done', () => {
  test.each([
    ['9 decimals', { ...anySms, price: '0.123456789' }, 'body/rates/0/price'],
    ['a negative price', { ...anySms, price: '-1' }, 'body/rates/0/price'],
    ['an unknown unit', { ...anySms, unit: 'page' }, 'body/rates/0/unit'],
    ['a bad destination', { ...anySms, destination: 'Germany' }, 'body/rates/0/destination'],
  ])('a rate with %s', async (_name, rate, path) => {
    const id = await makeList('Bad')
    await must(201, house.ask('POST', `${url}/${id}/versions`, {}))
    const refused = await house.ask('PUT', `${url}/${id}/versions/1`, { rates: [rate] })
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_request', errors: [{ path }] } })
    expect(await must(200, house.ask('GET', `${url}/${id}/versions/1`))).toMatchObject({ rates: [] })
  })

  test('two rates for the same', async () => {
    const id = await makeList('Twice')
    await must(201, house.ask('POST', `${url}/${id}/versions`, {}))
    expect(await house.ask('PUT', `${url}/${id}/versions/1`, { rates: [anySms, anySms] })).toMatchObject({
      status: 400,
      body: { code: 'rates_refused', errors: [{ path: 'body/rates/1', code: 'duplicate_rate' }] },
    })
  })

  test('an unknown currency, an unknown list, an unknown company', async () => {
    expect(await house.ask('POST', url, { name: 'x', currency: 'ZZZ' })).toMatchObject({
      status: 400,
      body: { code: 'invalid_currency' },
    })
    for (const id of ['nothing', '00000000-0000-4000-8000-000000000000'])
      expect(await house.ask('GET', `${url}/${id}`)).toMatchObject({
        status: 404,
        body: { code: 'not_found' },
      })
    const id = await publish('Strangers', [anySms])
    const body = { company_id: '00000000-0000-4000-8000-000000000000', version: 1, from: year.from }
    expect(await house.ask('POST', `${url}/${id}/assignments`, body)).toMatchObject({ status: 404 })
  })

  test('overlapping dates, a draft in force, a list of another currency', async () => {
    const id = await publish('Overlapping', [anySms])
    expect(await putInForce(id, '2026-08-01T00:00:00Z')).toMatchObject({
      status: 409,
      body: { code: 'overlapping_validity' },
    })
    expect(await putInForce(id, '2026-08-02T00:00:00Z', '2026-08-01T00:00:00Z')).toMatchObject({
      status: 400,
      body: { code: 'invalid_period' },
    })
    const dollars = await makeList('Dollars', 'USD')
    await must(201, house.ask('POST', `${url}/${dollars}/versions`, {}))
    expect(await putInForce(dollars, '2027-01-01T00:00:00Z')).toMatchObject({
      body: { code: 'version_not_published' },
    })
    await must(200, house.ask('PUT', `${url}/${dollars}/versions/1`, { rates: [anySms] }))
    await must(200, house.ask('POST', `${url}/${dollars}/versions/1/publish`))
    expect(await putInForce(dollars, '2027-01-01T00:00:00Z')).toMatchObject({
      status: 400,
      body: { code: 'currency_mismatch' },
    })
  })

  test('a list in use is not deleted, a published version not changed, what has begun not taken back', async () => {
    const lists = await must<{ id: string; name: string; assignments: { id: string }[] }[]>(
      200,
      house.ask('GET', url),
    )
    const used = lists.find(({ name }) => name === 'Retail')
    const address = `${url}/${used?.id}`
    expect(await house.ask('DELETE', address)).toMatchObject({
      status: 409,
      body: { code: 'price_list_in_use' },
    })
    expect(await house.ask('PUT', `${address}/versions/1`, { rates: [] })).toMatchObject({
      status: 409,
      body: { code: 'version_published' },
    })
    const assignment = `${address}/assignments/${used?.assignments[0]?.id}`
    expect(await house.ask('DELETE', assignment)).toMatchObject({
      status: 409,
      body: { code: 'assignment_in_force' },
    })
    expect(await house.ask('PATCH', assignment, { to: null })).toMatchObject({
      status: 409,
      body: { code: 'overlapping_validity' },
    })
    expect(await house.ask('GET', address)).toMatchObject({
      body: { name: 'Retail', versions: [{ rates: 2 }] },
    })
  })
})

describe('a change that is asked for again under its key', () => {
  const under = async (key: string | null, method: 'POST' | 'DELETE', address: string, body?: object) => {
    const headers = {
      authorization: `Bearer ${ownKey}`,
      ...(key === null ? {} : { 'idempotency-key': key }),
    }
    const payload = body === undefined ? {} : { payload: body }
    return toAnswer(await house.app.inject({ method, url: address, headers, ...payload }))
  }

  test('is made once and answered as the first time: list, version, publishing, assignment, withdrawal', async () => {
    const list = { name: 'Asked twice', currency: 'EUR' }
    const made = await Promise.all(Array.from({ length: 4 }, () => under('list', 'POST', url, list)))
    const { id } = await must<{ id: string }>(201, under('list', 'POST', url, list))
    for (const { status, body } of made) expect({ status, body }).toMatchObject({ status: 201, body: { id } })

    const draft = () => under('draft', 'POST', `${url}/${id}/versions`, {})
    expect((await draft()).body).toEqual((await draft()).body)
    await must(200, house.ask('PUT', `${url}/${id}/versions/1`, { charge_on: {}, rates: [anySms] }))
    const published = () => under('publish', 'POST', `${url}/${id}/versions/1/publish`)
    const first = await must(200, published())
    expect(await must(200, published())).toEqual(first)

    const wanted = { company_id: house.owner.companyId, version: 1, from: '2190-01-01T00:00:00Z' }
    const assign = () => under('assign', 'POST', `${url}/${id}/assignments`, wanted)
    const assigned = await must<{ id: string }>(201, assign())
    expect(await must(201, assign())).toEqual(assigned)
    const address = `${url}/${id}/assignments/${assigned.id}`
    for (const _ of [1, 2]) await must(204, under('withdraw', 'DELETE', `${address}?instead=nothing`))
    await must(404, under('another', 'DELETE', address))
    expect(await must(200, house.ask('GET', `${url}/${id}`))).toMatchObject({
      versions: [{ number: 1, state: 'published' }],
      assignments: [],
    })
  })

  test('with other input is refused, and without a key too; a refusal is not remembered', async () => {
    const id = await makeList('Once')
    await must(201, under('o-1', 'POST', `${url}/${id}/versions`, {}))
    for (const [address, body] of [
      [`${url}/${id}/versions`, { copy_of: 1 }],
      [url, { name: 'Other', currency: 'EUR' }],
    ] as const)
      expect(await under('o-1', 'POST', address, body)).toMatchObject({
        status: 409,
        body: { code: 'idempotency_conflict' },
      })
    expect(await under(null, 'POST', url, { name: 'Other', currency: 'EUR' })).toMatchObject({
      status: 400,
      body: { code: 'idempotency_key_required' },
    })
    const publishing = () => under('o-2', 'POST', `${url}/${id}/versions/1/publish`)
    expect(await publishing()).toMatchObject({ status: 409, body: { code: 'empty_version' } })
    await must(200, house.ask('PUT', `${url}/${id}/versions/1`, { charge_on: {}, rates: [anySms] }))
    await must(200, publishing())
  })
})
