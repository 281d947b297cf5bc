import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type {
  AuditEntries,
  Connection,
  ErasureView,
  Import,
  PersonalDataAnswer,
  RefusedRequest,
  Report,
} from '../../src/contract/index.ts'
import { addTestCompany } from '../support/companies.ts'
import { eventOf, type Installation, openInstallation, ownKey, presentMs, publicUrl } from './installation.ts'

/* What people ask a company for about themselves, from the API to the last place that held them. */

const url = '/api/v1/personal-data'
const anna = '+4915112345678'
const boris = '+4915112345699'

let house: Installation
let nowMs = presentMs

beforeAll(async () => {
  house = await openInstallation({ clock: () => nowMs })
  await house.post([
    eventOf('for anna', {}, { recipient: anna, sender: 'SHOP' }),
    eventOf('for boris', {}, { recipient: boris, sender: 'SHOP' }),
    chatEvent('opened', { messenger: 'whatsapp', customer_id: anna.slice(1) }),
    chatEvent('message', { message_id: 'one', author: 'customer', customer_id: anna.slice(1) }),
  ])
  await house.tick()
  await house.imports.start()
})
afterAll(() => house.close())

function chatEvent(step: string, data: object) {
  const envelope = { specversion: '1.0', id: step, source: 'desk', time: '2026-09-01T10:00:00Z' }
  return { ...envelope, type: `chat.${step}`, data: { chat_id: 'chat-1', ...data } }
}

async function found(person: string): Promise<unknown> {
  return (await house.ask('POST', `${url}/find`, { person })).body
}

async function answered(): Promise<PersonalDataAnswer> {
  return (await house.ask('GET', url)).body as PersonalDataAnswer
}

/** A file whose one row names the person and is refused; checked. */
async function refusedRows(name: string, person: string): Promise<string> {
  const uploaded = await house.app.inject({
    method: 'POST',
    url: `/api/v1/imports?name=${name}`,
    headers: { authorization: `Bearer ${ownKey}`, 'content-type': 'text/csv' },
    payload: `Message ID;Channel;To;Date;Status\n1;email;${person};no date;Delivered\n`,
  })
  const { id } = uploaded.json<Import>()
  const read = async () => (await house.ask('GET', `/api/v1/imports/${id}`)).body as Import
  expect((await house.ask('POST', `/api/v1/imports/${id}/check`, {})).status).toBe(200)
  await expect.poll(async () => (await read()).state).toBe('checked')
  expect(await read()).toMatchObject({ checked: { refused: 1 } })
  return id
}

async function acts(): Promise<readonly (readonly [string, string | null])[]> {
  const { body } = await house.ask('GET', '/api/v1/audit-entries?area=personal_data')
  return (body as AuditEntries).entries.map(({ act, subject }) => [act, subject.name])
}

async function archived(): Promise<string> {
  const { rows } = await house.facts.forCompany(house.owner.companyId).query<{ body: string }>({
    sql: (from) => `SELECT base64Decode(body_base64) AS body FROM ${from.rawRequests}`,
  })
  return rows.map(({ body }) => body).join('\n')
}

describe('a person', () => {
  test('is found however the number is written, and comes as a file with every event', async () => {
    const both = { messages: 1, chats: 1, calls: 0 }
    for (const written of [
      anna,
      anna.slice(1),
      `00${anna.slice(1)}`,
      '+49 (151) 123-456.78',
      ' +4915112345678 ',
    ])
      expect(await found(written), written).toEqual(both)
    expect(await found('+4915112345')).toEqual({ messages: 0, chats: 0, calls: 0 })
    const file = await house.app.inject({
      method: 'POST',
      url: `${url}/file`,
      headers: { authorization: `Bearer ${ownKey}` },
      payload: { person: anna },
    })
    expect(file.headers['content-disposition']).toContain('personal-data.json')
    const { person, items, ...head } = JSON.parse(file.body) as {
      person: string
      items: { kind: string; fact: Record<string, unknown>; events: unknown[] }[]
    }
    expect(person).toBe(anna)
    expect(head).toMatchObject({ found: both, company: house.owner.company.name })
    expect(items.map(({ kind, events }) => [kind, events.length])).toEqual([
      ['message', 1],
      ['chat', 2],
    ])
    expect(items[0]?.fact).toMatchObject({ recipient: anna, message_id: 'm-for anna', status: 'delivered' })
    expect(file.body).not.toContain(boris.slice(-9))
  })

  test('is erased on request: from lists, archive and reports; others stay, and so do counts', async () => {
    const totals = await house.totals('messages.created', 'messages.delivered')
    await house.reports.start()
    const report = (
      await house.ask('POST', '/api/v1/reports', {
        type: 'message_detail',
        name: 'With numbers',
        format: 'csv',
        from: '2026-09-01T00:00:00Z',
        to: '2026-10-01T00:00:00Z',
      })
    ).body as Report
    const asked = await house.ask('POST', `${url}/erasures`, { person: anna })
    expect(asked).toMatchObject({
      status: 202,
      body: { person: '+49•••78', done_at: null, erased: null, asked_by: expect.any(String) },
    })
    nowMs += 1_000
    expect(await house.personalData.carryOut()).toEqual([house.owner.companyId])
    await house.tick()
    const { erasures } = await answered()
    expect(erasures).toMatchObject([
      { person: '+49•••78', done_at: expect.any(String), erased: { messages: 1, chats: 1, calls: 0 } },
    ] satisfies Partial<ErasureView>[])
    expect(await found(anna)).toEqual({ messages: 0, chats: 0, calls: 0 })
    expect(await found(boris)).toEqual({ messages: 1, chats: 0, calls: 0 })
    expect(await house.totals('messages.created', 'messages.delivered')).toEqual(totals)
    expect(await archived()).not.toContain(anna.slice(1))
    expect((await house.ask('GET', `/api/v1/reports/${report.id}`)).status).toBe(404)
    const kept = await house.records.system.selectFrom('erasures').selectAll().execute()
    expect(JSON.stringify(kept)).not.toContain('15112345678')
    expect(await acts()).toEqual([
      ['personal_data.erased', '+49•••78'],
      ['personal_data.erasure_asked', '+49•••78'],
      ['personal_data.exported', '+49•••78'],
    ])
    // Nothing waits any more.
    expect(await house.personalData.carryOut()).toEqual([])
  })

  test('is erased from refused callbacks and refused rows of imports too, and others stay there', async () => {
    const made = await house.ask('POST', '/api/v1/connections', {
      provider: 'meta-whatsapp',
      name: 'WhatsApp',
      settings: { app_secret: 'a secret', verify_token: 'a word' },
    })
    const { id, webhook_url: address } = made.body as Connection
    const refuse = async (person: string): Promise<void> => {
      nowMs += 2_000
      const headers = { 'content-type': 'application/json', 'x-hub-signature-256': 'sha256=00' }
      const url = address.slice(publicUrl.length)
      const answer = await house.app.inject({ method: 'POST', url, headers, payload: `{"to":"${person}"}` })
      expect(answer.statusCode).toBe(403)
    }
    for (const person of ['Clara@Shop.example', boris]) await refuse(person)
    const refused = async () =>
      (await house.ask('GET', `/api/v1/connections/${id}/refused`)).body as RefusedRequest[]
    expect(await refused()).toHaveLength(2)
    const files = [
      await refusedRows('clara.csv', 'clara@shop.example'),
      await refusedRows('boris.csv', boris),
    ]
    const statuses = async () =>
      await Promise.all(
        files.map(async (file) => (await house.ask('GET', `/api/v1/imports/${file}/refused`)).status),
      )
    expect(await statuses()).toEqual([200, 200])
    await house.ask('POST', `${url}/erasures`, { person: 'clara@shop.example' })
    await house.personalData.carryOut()
    expect(await refused()).toMatchObject([{ body_bytes: `{"to":"${boris}"}`.length }])
    expect(await statuses()).toEqual([404, 200])
  })

  test('of another company is neither found nor erased', async () => {
    const other = await addTestCompany(house.records, { name: 'Other' })
    const company = { ...house.owner.company, id: other, name: 'Other' }
    const caller = { ...house.owner, companyId: other, company }
    expect(await house.personalData.find(caller, boris)).toMatchObject({ value: { messages: 0 } })
    expect(await house.personalData.askErasure(caller, boris)).toMatchObject({ ok: true })
    await house.personalData.carryOut()
    expect(await found(boris)).toEqual({ messages: 1, chats: 0, calls: 0 })
    expect((await answered()).erasures).toHaveLength(2)
  })
})

describe('rules', () => {
  test('let people and requests go after whole months, once', async () => {
    const rules = { persons_months: 2, requests_months: 1 }
    expect(await house.ask('PUT', `${url}/rules`, rules)).toMatchObject({ status: 200, body: rules })
    await house.personalData.carryOut()
    expect(await found(boris)).toMatchObject({ messages: 1 })
    nowMs = Date.parse('2026-12-01T12:00:00Z')
    await house.personalData.carryOut()
    await house.tick()
    expect(await found(boris)).toEqual({ messages: 0, chats: 0, calls: 0 })
    expect(await archived()).toBe('')
    expect(await house.totals('messages.created')).toEqual({ 'messages.created': 2 })
    expect((await answered()).rules).toEqual(rules)
    expect((await acts())[0]).toEqual(['personal_data.rules_changed', house.owner.company.name])
  })

  test.each([
    [{ persons_months: 0, requests_months: 0 }],
    [{ persons_months: 12, requests_months: null }],
    [{ persons_months: 12, requests_months: 13 }],
    [{ persons_months: 1.5, requests_months: 1 }],
    [{ persons_months: 241, requests_months: 1 }],
    [{ persons_months: 12 }],
  ])('refuse %j and say what is wrong', async (rules) => {
    expect(await house.ask('PUT', `${url}/rules`, rules)).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    })
  })
})

test.each([[''], ['abc'], ['x'.repeat(321)], ['\u0000+4915112345678']])('%j is nobody', async (person) => {
  for (const path of ['find', 'file', 'erasures'])
    expect((await house.ask('POST', `${url}/${path}`, { person })).status).toBe(400)
})
