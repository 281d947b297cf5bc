import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logOf } from '../../src/chats/chat-log.fixture.ts'
import { type Installation, openInstallation } from './installation.ts'

let house: Installation
beforeAll(async () => {
  house = await openInstallation()
  const log = logOf(
    ['opened', 0, { groupId: 'a/b', channelId: 'w-1', channelName: 'Shop', messenger: 'web' }],
    ['message', 0],
    ['assigned', 60, { operatorId: '42', operatorName: 'Vera' }],
    ['message', 2 * 3_600, { author: 'operator' }],
  )
  await house.facts.importChatEvents(log.map((event) => ({ ...event, companyId: house.owner.companyId })))
  await house.tick()
})
afterAll(() => house.close())

async function firstResponse(): Promise<unknown> {
  const { rows } = await house.facts.forCompany(house.owner.companyId).query({
    sql: (from) =>
      `SELECT first_response_target_ms AS target_ms, first_response_business_ms AS business_ms FROM ${from.chats}`,
  })
  return rows
}

const url = '/api/v1/chat-settings'
const office = [{ from: '09:00', to: '18:00' }]
const version = {
  from: null,
  time_zone: 'Europe/Berlin',
  weekdays: [office, office, office, office, office, [], []],
  days: [{ date: '2026-12-25', name: 'Christmas', hours: [] }],
}

describe('a company says how its chats are measured', () => {
  let calendarId: string

  test('what chats name is listed until it is entered', async () => {
    expect((await house.ask('GET', url)).body).toMatchObject({
      revision: 0,
      refold: null,
      seen: expect.arrayContaining([
        expect.objectContaining({ kind: 'operator', id: '42', name: 'Vera' }),
        expect.objectContaining({ kind: 'channel', id: 'w-1', name: 'Shop', messenger: 'web' }),
      ]),
    })
    const put = await house.ask('PUT', `${url}/operators`, { id: '42', name: 'Vera' })
    expect(put).toMatchObject({ status: 200, body: { revision: 1, refold: null } })
    const { body } = await house.ask('GET', url)
    expect(body).toMatchObject({ operators: [{ id: '42', name: 'Vera', email: null }] })
    expect(body).not.toMatchObject({
      seen: expect.arrayContaining([expect.objectContaining({ kind: 'operator' })]),
    })
  })

  test('a name that is entered goes before that of the source, on pages and in files', async () => {
    await house.ask('PUT', `${url}/operators`, { id: '42', name: 'Vera Lind' })
    await house.ask('PUT', `${url}/groups`, { id: 'a/b', name: 'Sales' })
    expect((await house.ask('GET', '/api/v1/chat-names')).body).toEqual({
      chats: [{ id: 'w-1', name: 'Shop', messenger: 'web' }],
      groups: [{ id: 'a/b', name: 'Sales' }],
      operators: [{ id: '42', name: 'Vera Lind' }],
    })
    const openedMs = logOf(['opened', 0])[0]?.timeMs ?? 0
    const query = {
      metrics: ['chats.new'],
      by: ['group', 'operator'],
      from: new Date(openedMs).toISOString(),
      to: new Date(openedMs + 3_600_000).toISOString(),
    }
    const file = await house.ask('POST', '/api/v1/metrics/export', { query, format: 'csv', language: 'en' })
    expect(String(file.body)).toContain('Sales')
    expect(String(file.body)).toContain('Vera Lind')
  })

  test('a calendar, a group with targets, its members, a configured chat', async () => {
    const made = await house.ask('POST', `${url}/calendars`, { name: 'Office', version })
    expect(made.status).toBe(201)
    calendarId = (made.body as { id: string }).id
    await house.ask('PUT', `${url}/groups`, { id: 'a/b', name: 'Support' })
    const measured = {
      group_id: 'a/b',
      from: '2026-08-31T22:00:00Z',
      calendar_id: calendarId,
      first_target_s: 60,
      later_target_s: 300,
    }
    expect(await house.ask('PUT', `${url}/groups/targets`, measured)).toMatchObject({
      status: 200,
      body: { refold: { from: '2026-08-31T22:00:00.000Z', days: 1 } },
    })
    const members = [{ operator_id: '42', from: null, to: null }]
    await house.ask('PUT', `${url}/groups/members`, { group_id: 'a/b', members })
    const channel = { id: 'w-1', name: 'Shop', messenger: 'web' }
    await house.ask('PUT', `${url}/channels`, channel)
    const { group_id: _group, ...targets } = measured
    expect((await house.ask('GET', url)).body).toMatchObject({
      refold: { from: '2026-08-31T22:00:00.000Z' },
      channels: [{ ...channel, connection_id: null }],
      groups: [
        { id: 'a/b', name: 'Support', targets: [{ ...targets, from: '2026-08-31T22:00:00.000Z' }], members },
      ],
      calendars: [{ id: calendarId, name: 'Office', is_archived: false, versions: [version] }],
    })
  })

  test('a change that reaches back has the chats since then measured again', async () => {
    expect(await firstResponse()).toEqual([{ target_ms: null, business_ms: null }])
    const targets = { group_id: 'a/b', calendar_id: calendarId, first_target_s: 60, later_target_s: 300 }
    const put = await house.ask('PUT', `${url}/groups/targets`, { ...targets, from: '2026-03-01T00:00:00Z' })
    expect(put.body).toMatchObject({ refold: { from: '2026-03-01T00:00:00.000Z', days: 185 } })
    await house.chatSettings.bringUpToDate()
    // From 9:00 to 11:00 in Berlin, where the office opens at nine.
    expect(await firstResponse()).toEqual([{ target_ms: 60_000, business_ms: 7_200_000 }])
    const short = [{ from: '09:00', to: '10:30' }]
    const weekdays = version.weekdays.map((hours, index) => (index === 0 ? short : hours))
    await house.ask('PUT', `${url}/calendars/${calendarId}/versions`, { ...version, weekdays })
    await house.chatSettings.bringUpToDate()
    expect(await firstResponse()).toEqual([{ target_ms: 60_000, business_ms: 5_400_000 }])
    expect((await house.ask('GET', url)).body).toMatchObject({ refold: null })
  })

  test('wrong fields are named beside a sentence', async () => {
    const weekdays = [[{ from: '18:00', to: '09:00' }], [], [], [], [], [], []]
    const put = await house.ask('PUT', `${url}/calendars/${calendarId}/versions`, { ...version, weekdays })
    expect(put).toMatchObject({
      status: 400,
      body: {
        code: 'invalid_chat_settings',
        errors: [
          {
            path: 'body/weekdays/0/0/to',
            code: 'hours_order',
            detail: 'The end must be after the beginning. Hours past midnight go to the next day.',
          },
        ],
      },
    })
    for (const first_target_s of [0, -1, 1.5, 2_592_001])
      expect(
        await house.ask('PUT', `${url}/groups/targets`, {
          group_id: 'a/b',
          from: null,
          calendar_id: null,
          first_target_s,
          later_target_s: null,
        }),
      ).toMatchObject({
        status: 400,
        body: { code: 'invalid_request', errors: [{ path: 'body/first_target_s' }] },
      })
  })

  test('what is taken back is gone; what never was is not found', async () => {
    const targets = `${url}/groups/targets?group_id=${encodeURIComponent('a/b')}&from=`
    expect(await house.ask('DELETE', `${targets}first`)).toMatchObject({ status: 404 })
    expect(await house.ask('DELETE', `${targets}2026-08-31T22:00:00Z`)).toMatchObject({ status: 200 })
    expect(await house.ask('DELETE', `${url}/calendars/${calendarId}/versions?from=first`)).toMatchObject({
      status: 409,
    })
    expect(await house.ask('PATCH', `${url}/calendars/${calendarId}`, { is_archived: true })).toMatchObject({
      status: 200,
    })
    for (const [place, id] of [
      ['channels', 'w-1'],
      ['operators', '42'],
      ['groups', 'a/b'],
    ] as const) {
      const entry = `${url}/${place}?id=${encodeURIComponent(id)}`
      expect(await house.ask('DELETE', entry)).toMatchObject({ status: 200 })
      expect(await house.ask('DELETE', entry)).toMatchObject({ status: 404 })
    }
    expect((await house.ask('GET', url)).body).toMatchObject({ channels: [], operators: [], groups: [] })
  })
})
