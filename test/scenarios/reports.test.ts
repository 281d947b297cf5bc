import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type {
  Deliveries,
  DeliveryDetail,
  Report,
  ReportPreview,
  ReportSchedule,
  ReportSchedules,
  Reports,
  ReportTypes,
} from '../../src/contract/index.ts'
import {
  type Answer,
  eventOf,
  type Installation,
  openInstallation,
  ownKey,
  publicUrl,
  toAnswer,
} from './installation.ts'
import { madeReport, must, rowsOfCsv } from './report-answers.ts'

const month = { from: '2026-09-01T00:00:00+02:00', to: '2026-10-01T00:00:00+02:00' }
const detail = { type: 'message_detail', name: 'September', format: 'csv', ...month }
const url = '/api/v1/reports'

let nowMs = Date.parse('2026-09-20T12:00:00Z')
let house: Installation

beforeAll(async () => {
  house = await openInstallation({ clock: () => nowMs })
  await house.post([
    eventOf('a'),
    eventOf(
      'b',
      { type: 'message.failed', time: '2026-09-02T08:00:00Z' },
      { channel: 'viber', campaign: 'Autumn' },
    ),
    eventOf('c', { time: '2026-09-03T08:00:00Z' }, { channel: 'viber', campaign: 'Autumn' }),
  ])
  await house.tick()
  await house.reports.start()
})
afterAll(() => house.close())

async function askAs(
  key: string,
  method: 'GET' | 'POST' | 'DELETE',
  at: string,
  body?: object,
  headers = {},
) {
  return toAnswer(
    await house.app.inject({
      method,
      url: at,
      headers: { authorization: `Bearer ${key}`, ...headers },
      ...(body === undefined ? {} : { payload: body }),
    }),
  )
}

const make = async (body: object): Promise<Report> => must<Report>(house.ask('POST', url, body))
const made = async (body: object): Promise<Report> => madeReport(house, (await make(body)).id)
const fileOf = async (report: Report): Promise<Answer> => house.ask('GET', `${url}/${report.id}/file`)

describe('a report by hand', () => {
  test('is made in the background and then has the rows of the list', async () => {
    const asked = await make(detail)
    expect(asked).toMatchObject({
      state: 'generating',
      service: 'messages',
      file: null,
      generation: 1,
      formed_at: null,
      period: { ...month, time_zone: 'Europe/Berlin' },
      created_by: 'Headless set-up',
    })
    const report = await madeReport(house, asked.id)
    expect(report).toMatchObject({ state: 'generated', percent: 100, rows: 3, error: null })
    const file = await fileOf(report)
    expect(file.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="September.csv"; filename*=UTF-8''September.csv`,
      etag: `"${report.file?.sha256}"`,
    })
    const text = String(file.body)
    expect(createHash('sha256').update(text).digest('hex')).toBe(report.file?.sha256)
    expect(Buffer.byteLength(text)).toBe(report.file?.bytes)
    expect(rowsOfCsv(text).map((row) => row['Message ID'])).toEqual(['m-c', 'm-b', 'm-a'])
  })

  test('has exactly the rows of the filter of the screen, and the columns that were chosen', async () => {
    const filters = { channel: ['viber'], metric: 'messages.not_delivered' }
    const report = await made({ ...detail, filters, columns: ['status', 'message_id'] })
    expect(String((await fileOf(report)).body)).toBe('\ufeffStatus,Message ID\r\nFailed,m-b\r\n')
  })

  test('begins with a byte order mark unless it is not to', async () => {
    const report = await made({ ...detail, columns: ['status'], csv_bom: false })
    expect(report.csv_bom).toBe(false)
    expect(String((await fileOf(report)).body)).toBe('Status\r\nDelivered\r\nFailed\r\nDelivered\r\n')
  })

  test('sums up what the page sums up', async () => {
    const body = { ...detail, type: 'message_summary', group_by: ['channel', 'status'] }
    const rows = rowsOfCsv(String((await fileOf(await made(body))).body))
    expect(rows.map((row) => [row['Channel'], row['Status'], row['Created']])).toEqual([
      ['SMS', 'Delivered', '1'],
      ['Viber', 'Delivered', '1'],
      ['Viber', 'Failed', '1'],
    ])
    const campaigns = rowsOfCsv(String((await fileOf(await made({ ...detail, type: 'campaigns' }))).body))
    expect(campaigns.map((row) => [row['Campaign'], row['Created'], row['Delivered']])).toEqual([
      ['Autumn', '2', '1'],
      ['', '1', '1'],
    ])
  })

  test('of a period without anything is a file without rows', async () => {
    for (const { type } of (await must<ReportTypes>(house.ask('GET', '/api/v1/report-types'))).types) {
      const period = { from: '2024-01-01T00:00:00Z', to: '2024-02-01T00:00:00Z' }
      const report = await made({ ...detail, type, ...period })
      expect(report, type).toMatchObject({ state: 'generated', rows: 0, percent: 100, file: { rows: 0 } })
      expect(rowsOfCsv(String((await fileOf(report)).body)), type).toEqual([])
    }
  })

  test('is shown beforehand', async () => {
    const shown = await must<ReportPreview>(
      house.ask('POST', `${url}/preview`, {
        ...detail,
        columns: ['message_id', 'created_at'],
        language: 'ru',
      }),
    )
    expect(shown).toMatchObject({
      columns: [
        { key: 'message_id', title: 'ID сообщения', type: 'text' },
        { key: 'created_at', title: 'Создано', type: 'instant' },
      ],
      total_rows: 3,
    })
    expect(shown.rows.map(([id]) => id)).toEqual(['m-c', 'm-b', 'm-a'])
    expect(shown.about.map(({ value }) => value)).toContain('Europe/Berlin')
  })

  test('is made once under one key, whatever comes twice', async () => {
    const key = { 'idempotency-key': randomUUID() }
    const [first, second] = await Promise.all([
      askAs(ownKey, 'POST', url, { ...detail, name: 'Once' }, key),
      askAs(ownKey, 'POST', url, { ...detail, name: 'Once' }, key),
    ])
    expect([first.status, second.status]).toEqual([201, 201])
    expect((second.body as Report).id).toBe((first.body as Report).id)
    expect(await askAs(ownKey, 'POST', url, { ...detail, name: 'Other' }, key)).toMatchObject({
      status: 409,
      body: { code: 'idempotency_conflict' },
    })
  })

  test.each([
    [{ filters: { with_expenses: true } }, 'invalid_filter'],
    [{ columns: ['message_id', 'nothing'] }, 'invalid_column'],
    [{ columns: ['message_id', 'message_id'] }, 'invalid_column'],
    [{ group_by: ['channel'] }, 'invalid_dimension'],
    [{ to: month.from }, 'invalid_period'],
    [{ from: undefined }, 'invalid_period'],
    [{ time_zone: 'Mars/Olympus' }, 'invalid_time_zone'],
    [{ format: 'pdf' }, 'invalid_request'],
  ])('%j is refused with %s', async (change, code) => {
    expect(await house.ask('POST', url, { ...detail, ...change })).toMatchObject({
      status: 400,
      body: { code },
    })
  })
})

describe('the file', () => {
  test('is given in parts that together are the whole', async () => {
    const report = await made(detail)
    const whole = String((await fileOf(report)).body)
    const part = (range: string, more = {}) =>
      askAs(ownKey, 'GET', `${url}/${report.id}/file`, undefined, { range, ...more })
    const first = await part('bytes=0-9')
    expect(first).toMatchObject({
      status: 206,
      headers: { 'content-range': `bytes 0-9/${report.file?.bytes}`, 'content-length': '10' },
    })
    const rest = await part('bytes=10-', { 'if-range': `"${report.file?.sha256}"` })
    expect(`${first.body}${rest.body}`).toBe(whole)
    expect((await part('bytes=10-', { 'if-range': '"another"' })).status).toBe(200)
    expect(await part(`bytes=${report.file?.bytes}-`)).toMatchObject({
      status: 416,
      headers: { 'content-range': `bytes */${report.file?.bytes}` },
      body: { code: 'range_not_satisfiable' },
    })
  })

  test('is gone with its report', async () => {
    const report = await made(detail)
    expect((await house.ask('DELETE', `${url}/${report.id}`)).status).toBe(204)
    expect((await fileOf(report)).status).toBe(404)
    expect((await house.ask('DELETE', `${url}/${report.id}`)).status).toBe(404)
  })

  test('has a name that any system takes', async () => {
    const report = await made({ ...detail, name: 'Отчёт: 1/2 «сентябрь»?' })
    expect(report.file?.name).toBe('Отчёт 1 2 «сентябрь».csv')
  })
})

describe('a report that is made again', () => {
  test('has the data of now; the file of before stays until then', async () => {
    const report = await made({ ...detail, name: 'Again', from: '2026-09-10T00:00:00Z' })
    expect(report.rows).toBe(0)
    await house.post([eventOf('d', { time: '2026-09-11T08:00:00Z' })])
    await house.tick()
    const asked = await Promise.all(
      Array.from({ length: 4 }, () => house.ask('POST', `${url}/${report.id}/regenerate`)),
    )
    expect(asked.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
    for (const { status, body } of asked)
      if (status === 409) expect(body).toMatchObject({ code: 'report_generating' })
    expect(asked.find(({ status }) => status === 200)?.body).toMatchObject({
      state: 'generating',
      generation: 2,
      file: { sha256: report.file?.sha256 },
    })
    expect(await madeReport(house, report.id)).toMatchObject({ state: 'generated', rows: 1, generation: 2 })
  })
})

describe('the list', () => {
  test('is searched by name and time of creation, with the counts of each state', async () => {
    const name = `Needle ${randomUUID()}`
    nowMs = Date.parse('2026-09-21T10:00:00Z')
    await made({ ...detail, name })
    nowMs = Date.parse('2026-09-21T11:00:00Z')
    await made({ ...detail, name: `${name} two` })
    const list = async (query: Record<string, string>) =>
      must<Reports>(house.ask('GET', `${url}?${new URLSearchParams(query)}`))
    const found = await list({ search: name.toUpperCase() })
    expect(found.reports.map((report) => report.name)).toEqual([`${name} two`, name])
    expect(found).toMatchObject({
      counts: { all: 2, generated: 2, generating: 0, error: 0 },
      retention_days: 90,
      next_cursor: null,
    })
    const later = await list({ search: name, from: '2026-09-21T12:30:00+02:00' })
    expect(later.reports.map((report) => report.name)).toEqual([`${name} two`])
    expect((await list({ search: name, state: 'error' })).counts.all).toBe(2)
    const first = await list({ search: name, limit: '1' })
    const second = await list({ search: name, limit: '1', cursor: first.next_cursor ?? '' })
    expect([...first.reports, ...second.reports].map((report) => report.name)).toEqual([`${name} two`, name])
  })

  test('has no reports of types that the caller may not make, nor of other companies', async () => {
    const statement = await make({ ...detail, type: 'account_statement', name: 'Money' })
    const analyst = await house.companies.createApiKey(house.owner, {
      name: 'Analyst',
      scopes: ['metrics:read', 'personal_data:read'],
    })
    if (!analyst.ok) throw new Error(analyst.failure.detail)
    const { key } = analyst.value
    const seen = (await askAs(key, 'GET', url)).body as Reports
    expect(seen.reports.some(({ service }) => service === 'payments')).toBe(false)
    expect(seen.reports.length).toBeGreaterThan(0)
    expect((await askAs(key, 'GET', `${url}/${statement.id}`)).status).toBe(404)
    expect((await askAs(key, 'GET', `${url}/${statement.id}/file`)).status).toBe(404)
    expect((await askAs(key, 'POST', `${url}/${statement.id}/regenerate`)).status).toBe(404)
    expect((await askAs(key, 'DELETE', `${url}/${statement.id}`)).status).toBe(404)
    expect(await askAs(key, 'POST', url, { ...detail, type: 'account_statement' })).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    })
    const types = (await askAs(key, 'GET', '/api/v1/report-types')).body as ReportTypes
    expect(new Set(types.types.map(({ service }) => service))).toEqual(
      new Set(['messages', 'chats', 'calls']),
    )
    await madeReport(house, statement.id)
  })
})

describe('schedules', () => {
  const schedules = async () => must<ReportSchedules>(house.ask('GET', '/api/v1/report-schedules'))

  test('each service has a monthly one by itself, which is switched off and never removed', async () => {
    const { schedules: all, sends_mail } = await schedules()
    expect(sends_mail).toBe(false)
    expect(all.map(({ type, automatic, frequency }) => [type, automatic, frequency])).toEqual([
      ['message_summary', true, 'monthly'],
      ['chat_operators', true, 'monthly'],
      ['calls', true, 'monthly'],
      ['account_statement', true, 'monthly'],
      ['dependent_companies', true, 'monthly'],
    ])
    expect(all[0]).toMatchObject({ enabled: true, next_at: '2026-10-01T00:00:00+02:00' })
    const at = `/api/v1/report-schedules/${all[2]?.id}`
    expect(await house.ask('DELETE', at)).toMatchObject({ status: 409, body: { code: 'schedule_automatic' } })
    expect(await house.ask('PATCH', at, { enabled: false })).toMatchObject({
      status: 200,
      body: { enabled: false, next_at: null },
    })
  })

  test('what has ended is made once, on the 1st in the zone of the company, for services in use', async () => {
    const asked = { ...detail, from: undefined, to: undefined, name: 'Each day', frequency: 'daily' }
    const daily = await must<ReportSchedule>(house.ask('POST', '/api/v1/report-schedules', asked))
    expect(daily).toMatchObject({ automatic: false, next_at: '2026-09-22T00:00:00+02:00' })
    nowMs = Date.parse('2026-09-30T22:00:00Z')
    // Each look makes one period of a schedule; several processes may look at once.
    for (let look = 0; look < 12; look += 1)
      await Promise.all([house.reports.runSchedules(), house.reports.runSchedules()])
    const { reports } = await must<Reports>(house.ask('GET', `${url}?from=2026-10-01T00:00:00%2B02:00`))
    const found = reports.map((report) => [report.name, report.period?.from, report.created_by])
    const days = Array.from({ length: 10 }, (_, day) => [
      `Each day, ${21 + day} Sept 2026`,
      `2026-09-${21 + day}T00:00:00+02:00`,
      null,
    ])
    expect(found.sort()).toEqual([
      ...days,
      ['Summary of messages, September 2026', '2026-09-01T00:00:00+02:00', null],
    ])
    for (const report of reports)
      expect(await madeReport(house, report.id)).toMatchObject({ state: 'generated' })
    expect((await house.ask('DELETE', `/api/v1/report-schedules/${daily.id}`)).status).toBe(204)
  })
})

describe('what others are told', () => {
  test('a report that is ready is told to who asked for it by its schedule, and to nobody of those it is not about', async () => {
    const asked = { ...detail, from: undefined, to: undefined, name: 'Told', frequency: 'daily' }
    const recipients = ['anna@example.com', 'ben@example.com']
    const { id } = await must<ReportSchedule>(
      house.ask('POST', '/api/v1/report-schedules', { ...asked, recipients }),
    )
    nowMs += 86_400_000
    await house.reports.runSchedules()
    const [report] = (await must<Reports>(house.ask('GET', `${url}?search=Told`))).reports
    if (!report) throw new Error('nothing was made')
    expect(await madeReport(house, report.id)).toMatchObject({ schedule_id: id, state: 'generated' })
    const { deliveries } = await must<Deliveries>(house.ask('GET', '/api/v1/webhook-deliveries?limit=200'))
    const told = deliveries.filter((delivery) => delivery.subject_id === report.id)
    expect(told.map(({ kind, type, recipient }) => [kind, type, recipient]).sort()).toEqual(
      recipients.map((recipient) => ['email', 'report.ready', recipient]),
    )
    const first = await must<DeliveryDetail>(house.ask('GET', `/api/v1/webhook-deliveries/${told[0]?.id}`))
    expect(first.body.data).toMatchObject({
      type: 'message_detail',
      rows: report.rows,
      url: `${publicUrl}${url}/${report.id}/file`,
    })
    expect((await house.ask('DELETE', `/api/v1/report-schedules/${id}`)).status).toBe(204)
  })

  test('pages hear of the companies whose reports changed or were removed', async () => {
    await house.reports.changedCompanies()
    const report = await make(detail)
    await madeReport(house, report.id)
    expect(await house.reports.changedCompanies()).toEqual([house.owner.companyId])
    expect(await house.reports.changedCompanies()).toEqual([])
    expect((await house.ask('DELETE', `${url}/${report.id}`)).status).toBe(204)
    expect(await house.reports.changedCompanies()).toEqual([house.owner.companyId])
    expect(await house.reports.changedCompanies()).toEqual([])
  })
})

describe('what is kept long enough', () => {
  test('is removed with its file', async () => {
    nowMs = Date.parse('2026-11-01T00:00:00Z')
    const report = await made(detail)
    expect(report.kept_until).toBe('2027-01-30T01:00:00+01:00')
    nowMs = Date.parse('2027-01-29T23:59:59Z')
    await house.reports.removeOld()
    expect((await fileOf(report)).status).toBe(200)
    nowMs = Date.parse('2027-01-30T00:00:01Z')
    await house.reports.removeOld()
    expect((await fileOf(report)).status).toBe(404)
    expect((await must<Reports>(house.ask('GET', url))).counts.all).toBe(0)
  })
})
