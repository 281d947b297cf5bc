import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  addTestCompany,
  makeTestCompany,
  openTestCompanies,
  type TestCompanies,
} from '../../test/support/companies.ts'
import { maxRefusedRequests, type RefusedReason } from '../contract/index.ts'
import type { Principal } from './index.ts'

const dayMs = 86_400_000
let nowMs = Date.UTC(2026, 8, 1, 10)
let own: TestCompanies
let owner: Principal
beforeAll(async () => {
  own = await openTestCompanies({ clock: () => nowMs, publicUrl: 'https://stats.example.com' })
  owner = await makeTestCompany(own.companies)
})
afterAll(() => own.close())

const settings = { account_sid: 'AC123', auth_token: 'the-token-of-twilio' }

async function connect(): Promise<string> {
  const made = await own.companies.createConnection(owner, { provider: 'twilio', name: 'SMS', settings })
  if (!made.ok) throw new Error(made.failure.detail)
  return made.value.id
}

async function refuse(connectionId: string, body: string, reason: RefusedReason = 'invalid_signature') {
  own.companies.noteRefused({
    connectionId,
    companyId: owner.companyId,
    reason,
    method: 'POST',
    path: `/hooks/twilio/${connectionId}`,
    headers: { 'content-type': 'text/plain' },
    body: Buffer.from(body),
  })
  return await own.companies.refusedSummaries(owner)
}

async function list(connectionId: string, caller = owner) {
  const listed = await own.companies.listRefused(caller, connectionId)
  if (!listed.ok) throw new Error(listed.failure.code)
  return listed.value
}

test('a refused callback is listed, and read with its headers and body', async () => {
  const id = await connect()
  await refuse(id, 'To=ü', 'invalid_body')
  const [request] = await list(id)
  expect(request).toMatchObject({ reason: 'invalid_body', method: 'POST', body_bytes: 5 })
  expect(await own.companies.readRefused(owner, id, request?.id ?? '')).toMatchObject({
    ok: true,
    value: { ...request, headers: { 'content-type': 'text/plain' }, body: 'To=ü', is_body_cut: false },
  })
})

test('no other company and nobody without the right sees it', async () => {
  const id = await connect()
  await refuse(id, 'x')
  const [request] = await list(id)
  const companyId = await addTestCompany(own.records, { name: 'Another' })
  const other: Principal = { ...owner, companyId, company: { ...owner.company, id: companyId } }
  expect(await own.companies.listRefused(other, id)).toMatchObject({ failure: { code: 'not_found' } })
  expect(await own.companies.readRefused(other, id, request?.id ?? '')).toMatchObject({
    failure: { code: 'not_found' },
  })
  const summaries = await own.companies.refusedSummaries(other)
  expect(summaries.ok && summaries.value.size).toBe(0)
})

test('the newest 100 are kept; all of the last day are counted', async () => {
  const id = await connect()
  for (let index = 0; index < maxRefusedRequests + 5; index += 1) {
    nowMs += 1_000
    await refuse(id, `body ${index}`)
    await refuse(id, 'too soon to be kept')
  }
  const listed = await list(id)
  expect(listed).toHaveLength(maxRefusedRequests)
  expect(listed[0]?.received_at).toBe(new Date(nowMs).toISOString())
  const summaries = await own.companies.refusedSummaries(owner)
  expect(summaries.ok && summaries.value.get(id)).toEqual({
    refusedLastDay: 2 * (maxRefusedRequests + 5),
    lastRefusedAt: new Date(nowMs).toISOString(),
  })
})

test('after seven days it is neither shown nor kept; a deleted connection takes its own along', async () => {
  const [id, deleted] = [await connect(), await connect()]
  await refuse(id, 'x')
  await refuse(deleted, 'x')
  await own.companies.deleteConnection(owner, deleted)
  const stored = () =>
    own.records.asSystem((db) =>
      db
        .selectFrom('refused_requests')
        .select('connection_id')
        .where('connection_id', 'in', [id, deleted])
        .execute(),
    )
  expect(await stored()).toEqual([{ connection_id: id }])
  nowMs += 7 * dayMs
  expect(await list(id)).toEqual([])
  await own.companies.forgetRefused()
  expect(await stored()).toEqual([])
  await refuse(deleted, 'of a connection that is gone')
  expect(await stored()).toEqual([])
})

test('while secrets are rotated the settings before are known until their end; replacing them ends that at once', async () => {
  const id = await connect()
  const fresh = { account_sid: 'AC123', auth_token: 'another token' }
  const rotated = await own.companies.rotateConnection(owner, id, {
    settings: fresh,
    previous_valid_hours: 24,
  })
  expect(rotated).toMatchObject({
    ok: true,
    value: { previous_secret_until: new Date(nowMs + dayMs).toISOString() },
  })
  expect(await own.companies.connectionForHook('twilio', id)).toMatchObject({
    value: { settings: fresh, previous: { settings, untilMs: nowMs + dayMs } },
  })
  await own.companies.patchConnection(owner, id, { settings: fresh })
  expect(await own.companies.connectionForHook('twilio', id)).toMatchObject({
    value: { settings: fresh, previous: null },
  })
  const wrong = await own.companies.rotateConnection(owner, id, { settings: {}, previous_valid_hours: 1 })
  expect(wrong).toMatchObject({ failure: { code: 'invalid_settings' } })
})
