import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuditArea, AuditEntries, AuditEntry } from '../../src/contract/index.ts'
import { type Installation, openInstallation, ownKey } from './installation.ts'

/* Changes through the API, and what the audit log tells of them. That each route is told of at all: test/audited-routes.test.ts. */

let house: Installation
beforeAll(async () => {
  house = await openInstallation()
})
afterAll(() => house.close())

async function entriesOf(area: AuditArea): Promise<readonly AuditEntry[]> {
  const { body } = await house.ask('GET', `/api/v1/audit-entries?area=${area}`)
  return (body as AuditEntries).entries.toReversed()
}

async function done(
  method: Parameters<Installation['ask']>[0],
  url: string,
  body?: object,
): Promise<unknown> {
  const answer = await house.ask(method, `/api/v1${url}`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
  return answer.body
}

test('settings of chats are told of with what was before and after', async () => {
  const week = { from: null, time_zone: 'UTC', weekdays: [[], [], [], [], [], [], []], days: [] }
  await done('PUT', '/chat-settings/channels', {
    id: 'shop',
    name: 'Shop',
    messenger: 'telegram',
    connection_id: null,
  })
  await done('PUT', '/chat-settings/channels', {
    id: 'shop',
    name: 'Store',
    messenger: 'telegram',
    connection_id: null,
  })
  await done('PUT', '/chat-settings/operators', { id: 'op-1', name: 'Ines', email: null })
  await done('PUT', '/chat-settings/groups', { id: 'g-1', name: 'Sales' })
  const members = [{ operator_id: 'op-1', from: null, to: null }]
  await done('PUT', '/chat-settings/groups/members', { group_id: 'g-1', members })
  await done('POST', '/chat-settings/calendars', { name: 'Nobody works', version: week })
  await done('DELETE', '/chat-settings/operators?id=op-1')
  const refused = await house.ask('DELETE', '/api/v1/chat-settings/operators?id=op-9')
  expect(refused.status).toBe(404)
  const entries = await entriesOf('chat_settings')
  expect(entries.map(({ act, subject, before, after }) => [act, subject.name, before, after])).toMatchObject([
    ['chat_settings.channel_changed', 'Shop', null, { name: 'Shop', messenger: 'telegram' }],
    ['chat_settings.channel_changed', 'Store', { name: 'Shop' }, { name: 'Store' }],
    ['chat_settings.operator_changed', 'Ines', null, { name: 'Ines' }],
    ['chat_settings.group_changed', 'Sales', null, { name: 'Sales' }],
    ['chat_settings.group_changed', 'Sales', { members: [] }, { members: [{ operator_id: 'op-1' }] }],
    ['chat_settings.calendar_changed', 'Nobody works', null, { versions: [{ time_zone: 'UTC' }] }],
    ['chat_settings.operator_changed', 'Ines', { name: 'Ines' }, null],
  ])
})

test('reports and their schedules are told of', async () => {
  const content = { type: 'message_detail', format: 'csv', language: 'en' }
  const period = { from: '2026-08-01T00:00:00Z', to: '2026-09-01T00:00:00Z' }
  const report = (await done('POST', '/reports', { ...content, ...period, name: 'August' })) as { id: string }
  await done('DELETE', `/reports/${report.id}`)
  const schedule = (await done('POST', '/report-schedules', {
    ...content,
    name: 'Weekly',
    frequency: 'weekly',
    recipients: [],
  })) as { id: string }
  await done('PATCH', `/report-schedules/${schedule.id}`, { enabled: false })
  await done('DELETE', `/report-schedules/${schedule.id}`)
  const entries = await entriesOf('report')
  expect(entries.map(({ act, subject, before, after }) => [act, subject.name, before, after])).toMatchObject([
    ['report.created', 'August', null, { type: 'message_detail', format: 'csv' }],
    ['report.deleted', 'August', { type: 'message_detail' }, null],
    ['report.schedule_created', 'Weekly', null, { frequency: 'weekly', is_enabled: true }],
    ['report.schedule_changed', 'Weekly', { is_enabled: true }, { is_enabled: false }],
    ['report.schedule_deleted', 'Weekly', { frequency: 'weekly' }, null],
  ])
})

test('a file that is uploaded is told of', async () => {
  const uploaded = await house.app.inject({
    method: 'POST',
    url: '/api/v1/imports?name=log.csv&kind=messages',
    headers: { authorization: `Bearer ${ownKey}`, 'content-type': 'text/csv' },
    payload: 'id;number\n1;+4915112345678\n',
  })
  expect(uploaded.statusCode).toBe(201)
  expect(await entriesOf('import')).toMatchObject([
    { act: 'import.uploaded', subject: { name: 'log.csv' }, after: { kind: 'messages', bytes: 27 } },
  ])
})
