import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addTestCompany,
  cookieOf,
  makeTestCompany,
  openTestCompanies,
  ownerPassword,
  type TestCompanies,
} from '../../../test/support/companies.ts'
import type { AuditEntry, AuditQuery } from '../../contract/index.ts'
import type { Principal } from '../principal.ts'
import { addAuditEntry } from './add-audit-entry.ts'

let nowMs = Date.UTC(2026, 8, 1, 10)
let own: TestCompanies
let owner: Principal
const client = { address: '203.0.113.7', userAgent: 'a browser' }
beforeAll(async () => {
  own = await openTestCompanies({ clock: () => nowMs })
  owner = { ...(await makeTestCompany(own.companies)), client }
})
afterAll(() => own.close())

async function log(change: Partial<AuditQuery> = {}, caller = owner): Promise<readonly AuditEntry[]> {
  const listed = await own.companies.auditEntries(caller, { limit: 50, ...change })
  if (!listed.ok) throw new Error(listed.failure.detail)
  return listed.value.entries
}

describe('the audit log', () => {
  test('tells of a change with what was before and after, who made it and from where', async () => {
    nowMs += 1_000
    await own.companies.patchCompany(owner, { name: 'Meridian Journeys' })
    expect(await log({ area: 'company' })).toMatchObject([
      {
        at: new Date(nowMs).toISOString(),
        act: 'company.changed',
        actor: { kind: 'key', name: 'Headless set-up', is_own: true },
        subject: { id: owner.companyId, name: 'Meridian Journeys' },
        before: { name: 'Meridian Travel' },
        after: { name: 'Meridian Journeys' },
        address: client.address,
        user_agent: client.userAgent,
      },
    ])
  })

  test('holds neither the key that was made nor the secrets of a connection', async () => {
    const made = await own.companies.createApiKey(owner, { name: 'CRM', scopes: ['events:write'] })
    const connected = await own.companies.createConnection(owner, {
      provider: 'twilio',
      name: 'Twilio',
      settings: { account_sid: `AC${'0'.repeat(32)}`, auth_token: 'f00dfeed'.repeat(4) },
    })
    if (!made.ok || !connected.ok) throw new Error('nothing was made')
    const text = JSON.stringify(await log())
    expect(text).not.toContain(made.value.key)
    expect(text).not.toContain('f00dfeed')
    expect(text).toContain('api_key.created')
    expect(text).toContain('connection.created')
  })

  test('notes who signs in, who is refused and who leaves, without what was typed', async () => {
    const credentials = { email: 'owner@example.com', password: ownerPassword }
    const cookie = await cookieOf(own.companies, credentials)
    await own.companies.signIn({ ...credentials, password: 'a wrong password' }, client)
    await own.companies.signIn({ email: 'nobody@example.com', password: 'a wrong password' }, client)
    await own.companies.signOut(cookie, client)
    const entries = await log({ area: 'session' })
    expect(entries.map(({ act, actor }) => [act, actor.kind])).toEqual([
      ['session.closed', 'user'],
      ['session.refused', 'stranger'],
      ['session.opened', 'user'],
    ])
    expect(JSON.stringify(entries)).not.toMatch(/wrong password|correct horse|nobody@/)
  })

  test('is read page by page without gaps or repeats, also where many are of one moment', async () => {
    await own.records.asSystem(async (db) => {
      for (let index = 0; index < 7; index += 1)
        await addAuditEntry(db, owner, {
          act: 'month.closed',
          companyId: owner.companyId,
          subject: { id: String(index) },
          nowMs,
        })
    })
    const seen: string[] = []
    for (let cursor: string | undefined; ; ) {
      const page = await own.companies.auditEntries(owner, {
        area: 'month',
        limit: 3,
        ...(cursor !== undefined && { cursor }),
      })
      if (!page.ok) throw new Error(page.failure.detail)
      seen.push(...page.value.entries.map(({ subject }) => subject.id ?? ''))
      if (page.value.next_cursor === null) break
      cursor = page.value.next_cursor
    }
    expect(seen.toSorted()).toEqual(['0', '1', '2', '3', '4', '5', '6'])
    expect(await own.companies.auditEntries(owner, { limit: 3, cursor: "1_' or true" })).toMatchObject({
      failure: { code: 'invalid_cursor' },
    })
  })

  test('is searched by names, ids and addresses, in which % and _ are letters like others', async () => {
    expect((await log({ search: 'crm' })).map(({ act }) => act)).toEqual(['api_key.created'])
    expect((await log({ search: owner.companyId })).length).toBeGreaterThan(0)
    expect((await log({ search: '203.0.113' })).length).toBeGreaterThan(0)
    expect(await log({ search: '%' })).toEqual([])
    expect(await log({ search: 'C_M' })).toEqual([])
    expect(await log({ search: '\\' })).toEqual([])
  })

  test('is asked for a period that starts before it ends, and its end is not included', async () => {
    const at = new Date(nowMs).toISOString()
    const after = new Date(nowMs + 1).toISOString()
    expect(await log({ to: at, from: '2020-01-01T00:00:00Z' })).toEqual([])
    expect((await log({ from: at, to: after })).length).toBeGreaterThan(0)
    expect(await own.companies.auditEntries(owner, { from: at, to: at, limit: 1 })).toMatchObject({
      failure: { code: 'invalid_period' },
    })
  })

  test('is for who manages the company, and of no other company', async () => {
    expect(
      await own.companies.auditEntries({ ...owner, scopes: ['metrics:read'] }, { limit: 1 }),
    ).toMatchObject({ failure: { code: 'forbidden' } })
    const otherId = await addTestCompany(own.records, { name: 'Other' })
    expect(await log({}, { ...owner, companyId: otherId })).toEqual([])
  })

  test('tells a company what its seller did to it, and not from where; the seller sees both', async () => {
    const customerId = await addTestCompany(own.records, { name: 'Customer' })
    await own.records.asSystem((db) =>
      addAuditEntry(db, owner, { act: 'entry.entered', companyId: customerId, nowMs }),
    )
    const customer = { ...owner, companyId: customerId }
    expect(await log({}, customer)).toMatchObject([
      { act: 'entry.entered', actor: { is_own: false }, address: null, user_agent: null },
    ])
    expect(await log({ search: client.address }, customer)).toEqual([])
    expect(await log({ area: 'entry' })).toMatchObject([{ actor: { is_own: true }, address: client.address }])
  })
})

describe('the database itself refuses', () => {
  test.each([
    "update audit_entries set act = 'company.changed'",
    'delete from audit_entries',
    'truncate audit_entries',
  ])('%s, whoever asks for it', async (statement) => {
    const raw = new Client(own.records.url)
    await raw.connect()
    try {
      await expect(raw.query(statement)).rejects.toThrow()
      await raw.query('begin')
      await raw.query("select set_config('role', 'tallybook_app', true)")
      await raw.query("select set_config('tallybook.company_id', $1, true)", [owner.companyId])
      await expect(raw.query(statement)).rejects.toThrow()
      await raw.query('rollback')
    } finally {
      await raw.end()
    }
  })

  test('an entry without its change: both are rolled back together', async () => {
    const before = await log()
    const failing = own.records.withCompany(owner.companyId, async (db) => {
      await addAuditEntry(db, owner, { act: 'company.changed', companyId: owner.companyId, nowMs })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await log()).toEqual(before)
  })
})
