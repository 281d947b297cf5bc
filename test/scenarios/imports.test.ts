import { setTimeout as delay } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Import, ImportPreview, Imports, MessageCard, MessageItems } from '../../src/contract/index.ts'
import { writeXlsx } from '../../src/documents/index.ts'
import { eventOf, type Installation, openInstallation, ownKey, toAnswer } from './installation.ts'

let installation: Installation
const url = '/api/v1/imports'

beforeAll(async () => {
  installation = await openInstallation()
  await installation.imports.start()
})

afterAll(async () => {
  await installation?.close()
})

async function upload(name: string, body: string | Buffer, headers: Record<string, string> = {}) {
  return toAnswer(
    await installation.app.inject({
      method: 'POST',
      url: `${url}?name=${encodeURIComponent(name)}`,
      headers: { authorization: `Bearer ${ownKey}`, 'content-type': 'text/csv', ...headers },
      payload: body,
    }),
  )
}

async function uploaded(
  name: string,
  body: string | Buffer,
  headers?: Record<string, string>,
): Promise<Import> {
  const answer = await upload(name, body, headers)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body as Import
}

const read = async (id: string) => (await installation.ask('GET', `${url}/${id}`)).body as Import

async function run(id: string, task: 'check' | 'start', mapping?: object): Promise<Import> {
  const begun = await installation.ask(
    'POST',
    `${url}/${id}/${task}`,
    mapping === undefined ? {} : { mapping },
  )
  expect(begun.status, JSON.stringify(begun.body)).toBe(200)
  return await ended(id)
}

async function ended(id: string): Promise<Import> {
  for (let look = 0; look < 400; look += 1) {
    const now = await read(id)
    if (now.state !== 'checking' && now.state !== 'importing') return now
    await delay(50)
  }
  throw new Error(`The import ${id} does not come to an end.`)
}

async function created(): Promise<number> {
  await installation.tick()
  const { 'messages.created': count } = await installation.totals('messages.created')
  return Number(count)
}

const titles = 'Message ID;Channel;To;Date;Status;Done at;Price;Currency'
const row = (id: string, change: { to?: string; status?: string; price?: string } = {}) =>
  `${id};sms;${change.to ?? '+4915112345678'};01.08.2026 10:00:00;${change.status ?? 'Delivered'};01.08.2026 10:00:07;${change.price ?? '0,05'};EUR`
const fileOf = (...rows: readonly string[]) => [titles, ...rows].join('\n')

describe('a log of messages in a file', () => {
  test('is looked at, checked, imported and counted, and the same rows again change nothing', async () => {
    const file = await uploaded(
      'august.csv',
      fileOf(row('f-1'), row('f-2', { status: 'failed' }), row('f-3', { to: '12' })),
    )
    expect(file).toMatchObject({
      state: 'uploaded',
      mapping: {
        delimiter: ';',
        decimal_sign: ',',
        time_zone: 'Europe/Berlin',
        columns: {
          message_id: 1,
          channel: 2,
          recipient: 3,
          created_at: 4,
          status: 5,
          status_at: 6,
          price: 7,
          currency: 8,
        },
      },
    })
    const preview = (await installation.ask('POST', `${url}/${file.id}/preview`, {})).body as ImportPreview
    expect(
      preview.taken.map(({ row: number, taken, refused }) => [number, taken.length, refused?.fault ?? null]),
    ).toEqual([
      [2, 2, null],
      [3, 2, null],
      [4, 0, 'invalid_recipient'],
    ])
    const before = await created()
    const checked = await run(file.id, 'check')
    expect(checked).toMatchObject({
      state: 'checked',
      checked: {
        rows: 3,
        taken: 2,
        refused: 1,
        events: 4,
        from: '2026-08-01T08:00:00.000Z',
        to: '2026-08-01T08:00:07.000Z',
        faults: [
          { fault: 'invalid_recipient', field: 'recipient', title: 'To', value: '12', rows: 1, first_row: 4 },
        ],
        statuses: [
          { word: 'Delivered', meaning: 'delivered', rows: 2 },
          { word: 'failed', meaning: 'failed', rows: 1 },
        ],
      },
      refused_file: true,
    })
    expect(await created()).toBe(before)
    const imported = await run(file.id, 'start')
    expect(imported).toMatchObject({ state: 'imported', percent: 100, imported: { taken: 2, refused: 1 } })
    expect(await created()).toBe(before + 2)
    const totals = await installation.totals(
      'messages.delivered',
      'messages.failed',
      'messages.latency_p50_ms',
      'messages.cost',
    )
    expect(totals).toMatchObject({
      'messages.delivered': 1,
      'messages.failed': 1,
      'messages.latency_p50_ms': 7_000,
      'messages.cost': { amount: '0.10', currency: 'EUR' },
    })
    const again = await uploaded(
      'august again.csv',
      fileOf(row('f-2', { status: 'failed' }), row('f-1'), row('f-4')),
    )
    expect((await run(again.id, 'start')).imported?.taken).toBe(3)
    expect(await created()).toBe(before + 3)
    const same = await uploaded(
      'august.csv',
      fileOf(row('f-1'), row('f-2', { status: 'failed' }), row('f-3', { to: '12' })),
    )
    expect((await read(same.id)).same_as).toMatchObject({ id: file.id })
  })

  test('gives back what was refused, with reasons in English and Russian; corrected, it can be imported', async () => {
    const file = await uploaded(
      'refused.csv',
      fileOf(row('g-1', { status: '=beamed' }), row('g-2', { price: '-cheap' })),
    )
    await run(file.id, 'check')
    const refused = async (language: string) =>
      String((await installation.ask('GET', `${url}/${file.id}/refused?language=${language}`)).body)
    const english = await refused('en')
    expect(english.split('\r\n').slice(0, 3)).toEqual([
      '\ufeffRow of the file,Why it was refused,Message ID,Channel,To,Date,Status,Done at,Price,Currency',
      '2,Status: a status that is not known: say what it means (=beamed),g-1,sms,+4915112345678,01.08.2026 10:00:00,\'=beamed,01.08.2026 10:00:07,"0,05",EUR',
      "3,Price: is no price (-cheap),g-2,sms,+4915112345678,01.08.2026 10:00:00,Delivered,01.08.2026 10:00:07,'-cheap,EUR",
    ])
    expect(await refused('ru')).toContain('Status: неизвестный статус: укажите, что он означает (=beamed)')
    const corrected = await uploaded('corrected.csv', english.replace(`'-cheap`, `'-0.07`))
    const done = await run(corrected.id, 'start', {
      ...corrected.mapping,
      statuses: { '=beamed': 'delivered' },
    })
    expect(done.imported).toMatchObject({ taken: 2, refused: 0 })
  })

  test('may be an Excel file, packed, or in Windows-1251', async () => {
    const xlsx = await writeXlsx({
      name: 'Messages',
      about: [],
      columns: [
        { key: 'id', title: 'Message ID', type: 'text' },
        { key: 'to', title: 'To', type: 'text' },
        { key: 'at', title: 'Sent at', type: 'instant' },
        { key: 'price', title: 'Price', type: 'number' },
      ],
      rows: [['x-1', '+4915112345678', Date.parse('2026-08-01T08:00:00Z'), 0.075]],
      timeZone: 'Europe/Berlin',
      language: 'en',
    })
    if (!xlsx.ok) throw new Error(xlsx.failure.detail)
    const excel = await uploaded('messages.xlsx', Buffer.from(xlsx.value))
    const withCurrency = { ...excel.mapping, fixed: { channel: 'sms', currency: 'EUR' } }
    expect((await run(excel.id, 'start', withCurrency)).imported).toMatchObject({
      taken: 1,
      from: '2026-08-01T08:00:00.000Z',
    })
    const packed = await uploaded('packed.csv', gzipSync(fileOf(row('p-1'))), { 'content-encoding': 'gzip' })
    expect((await run(packed.id, 'start')).imported?.taken).toBe(1)
    const russian = 'Дата;Телефон;Статус\n01.08.2026 10:00;+79161234567;Доставлено'
    const bytes = Buffer.from(
      [...russian].map((letter) => {
        const code = letter.codePointAt(0) ?? 0
        return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code
      }),
    )
    const windows = await uploaded('windows.csv', bytes)
    expect(windows.mapping).toMatchObject({ encoding: 'windows-1251', columns: { status: 3 } })
    expect((await run(windows.id, 'start')).imported?.taken).toBe(1)
  })

  test('stands in the archive as a request of the API: the card of a message shows its row', async () => {
    const file = await uploaded('card.csv', fileOf(row('card-1')))
    await run(file.id, 'start')
    await installation.tick()
    const found = await installation.ask('POST', '/api/v1/metrics/items', {
      metric: 'messages.created',
      from: '2026-01-01T00:00:00Z',
      to: '2027-01-01T00:00:00Z',
      search: 'card-1',
    })
    const [item] = (found.body as MessageItems).items
    const card = (await installation.ask('GET', `/api/v1/messages/${item?.id}`)).body as MessageCard
    expect(card.timeline.map(({ step }) => step)).toEqual(['accepted', 'delivered'])
    const raw = await installation.ask(
      'GET',
      `/api/v1/messages/${item?.id}/events/${card.timeline[1]?.event_id}/raw`,
    )
    expect(raw.body).toMatchObject({ path: `/api/v1/imports/${file.id}` })
    expect(JSON.stringify(raw.body)).toContain('message.delivered')
  })

  test('joins what the API was told of the same messages', async () => {
    const before = await created()
    await installation.post([eventOf('j-1', { time: '2026-08-01T08:00:00Z' }, { message_id: 'join-1' })])
    const file = await uploaded('join.csv', fileOf(row('join-1')))
    await run(file.id, 'start')
    expect(await created()).toBe(before + 1)
  })
})

describe('an import', () => {
  test('whose columns do not do says why, and takes nothing', async () => {
    const file = await uploaded('nothing.csv', 'a;b\n1;2')
    const answer = await installation.ask('POST', `${url}/${file.id}/start`, {})
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_mapping' } })
    const preview = (await installation.ask('POST', `${url}/${file.id}/preview`, {})).body as ImportPreview
    expect(preview.problem).toEqual({ code: 'missing_field', field: 'recipient' })
  })

  test('of a file that breaks off is stopped at its row, and can be started again', async () => {
    const file = await uploaded('broken.csv', `${fileOf(row('b-1'))}\n"${'x'.repeat(300_000)}`)
    expect(await run(file.id, 'start')).toMatchObject({
      state: 'failed',
      error: { code: 'row_too_long', row: 3 },
    })
    expect((await run(file.id, 'check')).state).toBe('failed')
  })

  test('is cancelled or removed; what has ended is no more', async () => {
    const file = await uploaded('gone.csv', fileOf(row('c-1')))
    expect((await installation.ask('POST', `${url}/${file.id}/cancel`, {})).body).toMatchObject({
      code: 'import_ended',
    })
    await run(file.id, 'start')
    expect((await installation.ask('POST', `${url}/${file.id}/start`, {})).body).toMatchObject({
      code: 'import_ended',
    })
    expect((await installation.ask('POST', `${url}/${file.id}/preview`, {})).body).toMatchObject({
      code: 'import_ended',
    })
    expect((await installation.ask('GET', `${url}/${file.id}/refused`)).body).toMatchObject({
      code: 'nothing_refused',
    })
    expect((await installation.ask('DELETE', `${url}/${file.id}`)).status).toBe(204)
    expect((await installation.ask('GET', `${url}/${file.id}`)).status).toBe(404)
  })

  test.each([
    ['empty.csv', '', 'invalid_file'],
    ['picture.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), 'invalid_file'],
    ['not.xlsx', 'a;b', 'invalid_file'],
  ])('of %s is refused at once', async (name, body, code) => {
    expect((await upload(name, body)).body).toMatchObject({ code })
  })

  test('is listed page by page, and nobody sees those of another company', async () => {
    const { body } = await installation.ask('GET', `${url}?limit=2`)
    const first = body as Imports
    expect(first.imports).toHaveLength(2)
    const second = (await installation.ask('GET', `${url}?limit=2&cursor=${first.next_cursor}`))
      .body as Imports
    expect(second.imports[0]?.id).not.toBe(first.imports[1]?.id)
    const withoutKey = await installation.app.inject({ method: 'GET', url })
    expect(withoutKey.statusCode).toBe(401)
  })
})
