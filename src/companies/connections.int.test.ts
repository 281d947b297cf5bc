import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addTestCompany,
  makeTestCompany,
  openTestCompanies,
  type TestCompanies,
} from '../../test/support/companies.ts'
import type { Connection } from '../contract/index.ts'
import { sql } from '../records/index.ts'
import { maxConnections } from './connections.ts'
import { openCompanies, type Principal } from './index.ts'

let nowMs = Date.UTC(2026, 8, 1, 10)
let own: TestCompanies
let owner: Principal
beforeAll(async () => {
  own = await openTestCompanies({ clock: () => nowMs, publicUrl: 'https://stats.example.com' })
  owner = await makeTestCompany(own.companies)
})
afterAll(() => own.close())

const settings = { account_sid: 'AC123', auth_token: 'the-token-of-twilio' }

async function connect(): Promise<Connection> {
  const made = await own.companies.createConnection(owner, { provider: 'twilio', name: 'SMS', settings })
  if (!made.ok) throw new Error(made.failure.detail)
  return made.value
}

async function read(id: string) {
  return await own.companies.connectionForHook('twilio', id)
}

async function lastEventAt(id: string): Promise<string | null | undefined> {
  const listed = await own.companies.listConnections(owner)
  return listed.ok ? listed.value.find((candidate) => candidate.id === id)?.last_event_at : undefined
}

test('of a company there are never more than may be, however many are made at once', async () => {
  const companyId = await addTestCompany(own.records, { name: 'Many connections' })
  const caller: Principal = { ...owner, companyId, company: { ...owner.company, id: companyId } }
  await sql`insert into connections (company_id, provider, name, secrets)
    select ${companyId}, 'twilio', 'c', '' from generate_series(2, ${sql.lit(maxConnections)})`.execute(
    own.records.system,
  )
  const made = await Promise.all(
    Array.from({ length: 8 }, () =>
      own.companies.createConnection(caller, { provider: 'twilio', name: 'last', settings }),
    ),
  )
  expect(made.filter((result) => result.ok)).toHaveLength(1)
  expect(made.filter((result) => !result.ok && result.failure.code === 'conflict')).toHaveLength(7)
})

describe('a connection', () => {
  test('names the address to give to the provider, and never its secrets', async () => {
    const made = await connect()
    expect(made).toEqual({
      id: made.id,
      provider: 'twilio',
      name: 'SMS',
      paused: false,
      webhook_url: `https://stats.example.com/hooks/twilio/${made.id}`,
      created_at: '2026-09-01T10:00:00.000Z',
      last_event_at: null,
      previous_secret_until: null,
    })
    const listed = await own.companies.listConnections(owner)
    expect(listed.ok && listed.value).toContainEqual(made)
    expect(JSON.stringify(listed)).not.toContain('the-token-of-twilio')
  })

  test('is found for its hook with company id and decrypted settings', async () => {
    const { id } = await connect()
    expect(await read(id)).toMatchObject({
      ok: true,
      value: {
        id,
        provider: 'twilio',
        paused: false,
        companyId: owner.companyId,
        settings,
      },
    })
    expect((await read(id.toUpperCase())).ok).toBe(true)
  })

  test('is sealed in the records, and opens with the right key only', async () => {
    const { id } = await connect()
    const client = new Client(own.records.url)
    await client.connect()
    const { rows } = await client
      .query<{ text: string }>(`select encode(secrets, 'escape') as text from connections where id = $1`, [
        id,
      ])
      .finally(() => client.end())
    expect(rows[0]?.text).not.toContain('token')
    const elsewhere = openCompanies({
      records: own.records,
      clock: () => nowMs,
      secretKey: 'another key than it was sealed with',
      publicUrl: 'https://stats.example.com',
    })
    expect(await elsewhere.connectionForHook('twilio', id)).toMatchObject({
      ok: false,
      failure: { code: 'secrets_unreadable' },
    })
  })

  test('is renamed, paused and given new settings, and hooks know at once', async () => {
    const { id } = await connect()
    await read(id)
    const patched = await own.companies.patchConnection(owner, id, {
      name: 'SMS 2',
      paused: true,
      settings: { account_sid: 'AC9', auth_token: 'new' },
    })
    expect(patched).toMatchObject({ ok: true, value: { name: 'SMS 2', paused: true } })
    expect(await read(id)).toMatchObject({
      ok: true,
      value: { paused: true, settings: { account_sid: 'AC9', auth_token: 'new' } },
    })
    await own.companies.patchConnection(owner, id, { paused: false })
    expect(await read(id)).toMatchObject({
      ok: true,
      value: { paused: false, settings: { account_sid: 'AC9', auth_token: 'new' } },
    })
  })

  test('takes the whole settings of its provider or none', async () => {
    const { id } = await connect()
    const wrong: Record<string, string>[] = [
      {},
      { auth_token: 'x' },
      { ...settings, more: 'x' },
      { ...settings, auth_token: '' },
    ]
    for (const given of wrong)
      expect(await own.companies.patchConnection(owner, id, { settings: given })).toMatchObject({
        ok: false,
        failure: { code: 'invalid_settings', detail: expect.stringContaining('account_sid, auth_token') },
      })
    expect(await read(id)).toMatchObject({ ok: true, value: { settings } })
  })

  test('is gone once deleted, for its hook too', async () => {
    const { id } = await connect()
    await read(id)
    expect(await own.companies.deleteConnection(owner, id)).toEqual({ ok: true, value: undefined })
    expect(await read(id)).toMatchObject({ ok: false, failure: { code: 'not_found' } })
    expect(await own.companies.deleteConnection(owner, id)).toMatchObject({
      ok: false,
      failure: { code: 'not_found' },
    })
  })

  test('deleted by another process is gone within five seconds', async () => {
    const { id } = await connect()
    await read(id)
    await own.records.withCompany(owner.companyId, (db) =>
      db.deleteFrom('connections').where('id', '=', id).execute(),
    )
    nowMs += 5_000
    expect(await read(id)).toMatchObject({ ok: false, failure: { code: 'not_found' } })
  })

  test('is not found under another provider, an unknown one, or by what is no id', async () => {
    const { id } = await connect()
    for (const [provider, given] of [
      ['meta-whatsapp', id],
      ['carrier-pigeon', id],
      ['twilio', 'nonsense'],
      ['twilio', "' or true --"],
      ['twilio', '00000000-0000-4000-8000-000000000000'],
    ] as const)
      expect(await own.companies.connectionForHook(provider, given)).toMatchObject({
        ok: false,
        failure: { code: 'not_found' },
      })
  })

  test('shows when its last event came, at most every half minute', async () => {
    const { id } = await connect()
    const startMs = nowMs
    for (const afterMs of [0, 10_000, 29_000]) {
      nowMs = startMs + afterMs
      own.companies.noteConnectionEvent(id)
    }
    await own.companies.close()
    expect(await lastEventAt(id)).toBe(new Date(startMs).toISOString())
    nowMs = startMs + 30_000
    own.companies.noteConnectionEvent(id)
    await own.companies.close()
    expect(await lastEventAt(id)).toBe(new Date(nowMs).toISOString())
  })
})

describe('connections of a company', () => {
  test('are seen by whoever sees its numbers, and changed only by whoever may', async () => {
    const { id } = await connect()
    const reader: Principal = { ...owner, scopes: ['metrics:read'] }
    const writer: Principal = { ...owner, scopes: ['events:write'] }
    const forbidden = { ok: false, failure: { code: 'forbidden' } }
    expect((await own.companies.listConnections(reader)).ok).toBe(true)
    expect(await own.companies.listConnections(writer)).toMatchObject(forbidden)
    expect(
      await own.companies.createConnection(reader, { provider: 'twilio', name: 'x', settings }),
    ).toMatchObject(forbidden)
    expect(await own.companies.patchConnection(reader, id, { paused: true })).toMatchObject(forbidden)
    expect(await own.companies.deleteConnection(reader, id)).toMatchObject(forbidden)
  })

  test('are out of reach of other companies', async () => {
    const { id } = await connect()
    const companyId = await addTestCompany(own.records, { name: 'Other' })
    const foreign: Principal = { ...owner, companyId, company: { ...owner.company, id: companyId } }
    expect(await own.companies.listConnections(foreign)).toEqual({ ok: true, value: [] })
    expect(await own.companies.patchConnection(foreign, id, { paused: true })).toMatchObject({
      failure: { code: 'not_found' },
    })
    expect(await own.companies.deleteConnection(foreign, id)).toMatchObject({
      failure: { code: 'not_found' },
    })
    expect(await read(id)).toMatchObject({ ok: true, value: { paused: false } })
  })
})
