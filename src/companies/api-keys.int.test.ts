import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addTestCompany,
  makeTestCompany,
  openTestCompanies,
  type TestCompanies,
} from '../../test/support/companies.ts'
import { sql } from '../records/index.ts'
import { maxKeys } from './api-keys.ts'
import { openCompanies, type Principal } from './index.ts'

let nowMs = Date.UTC(2026, 8, 1, 10)
let own: TestCompanies
let owner: Principal
beforeAll(async () => {
  own = await openTestCompanies({ clock: () => nowMs })
  owner = await makeTestCompany(own.companies)
})
afterAll(() => own.close())

async function makeKey(scopes: Principal['scopes'] = ['events:write']): Promise<{ id: string; key: string }> {
  const made = await own.companies.createApiKey(owner, { name: 'CRM', scopes: [...scopes] })
  if (!made.ok) throw new Error(made.failure.detail)
  return made.value
}

function authenticate(key: string) {
  return own.companies.authenticate({ authorization: `Bearer ${key}` })
}

describe('an API key', () => {
  test('is shown once, and works with its scopes at once', async () => {
    const { id, key } = await makeKey(['events:write', 'metrics:read'])
    expect(key).toMatch(/^tb_[\w-]{43}$/)
    expect(await authenticate(key)).toMatchObject({
      ok: true,
      value: { kind: 'key', companyId: owner.companyId, scopes: ['events:write', 'metrics:read'] },
    })
    const listed = await own.companies.listApiKeys(owner)
    const entry = listed.ok ? listed.value.find((candidate) => candidate.id === id) : undefined
    expect(entry).toMatchObject({
      name: 'CRM',
      prefix: key.slice(0, 9),
      created_at: '2026-09-01T10:00:00.000Z',
    })
    expect(JSON.stringify(listed)).not.toContain(key)
  })

  test('is nowhere in the records', async () => {
    const { key } = await makeKey()
    const client = new Client(own.records.url)
    await client.connect()
    const { rows } = await client.query('select * from api_keys').finally(() => client.end())
    expect(JSON.stringify(rows)).not.toContain(key)
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(key).toString('base64'))
  })

  test('stops working the moment it is revoked, although it was used just before', async () => {
    const { id, key } = await makeKey()
    expect((await authenticate(key)).ok).toBe(true)
    expect(await own.companies.revokeApiKey(owner, id)).toEqual({ ok: true, value: undefined })
    expect(await authenticate(key)).toMatchObject({ ok: false, failure: { code: 'unauthorized' } })
    expect(await own.companies.revokeApiKey(owner, id)).toMatchObject({
      ok: false,
      failure: { code: 'not_found' },
    })
  })

  test('stops working in other processes within ten seconds', async () => {
    const elsewhere = openCompanies({
      records: own.records,
      clock: () => nowMs,
      secretKey: 'of no matter here',
      publicUrl: 'http://127.0.0.1:4870',
    })
    const { id, key } = await makeKey()
    const headers = { authorization: `Bearer ${key}` }
    expect((await elsewhere.authenticate(headers)).ok).toBe(true)
    await own.companies.revokeApiKey(owner, id)
    nowMs += 10_000
    expect((await elsewhere.authenticate(headers)).ok).toBe(false)
    await elsewhere.close()
  })

  test('says when it was last used', async () => {
    const { id, key } = await makeKey()
    await authenticate(key)
    await own.companies.close()
    const listed = await own.companies.listApiKeys(owner)
    const entry = listed.ok ? listed.value.find((candidate) => candidate.id === id) : undefined
    expect(entry?.last_used_at).toBe(new Date(nowMs).toISOString())
  })

  test('is not made, seen or revoked without the right to manage the company', async () => {
    const { key, id } = await makeKey(['metrics:read'])
    const caller = await authenticate(key)
    if (!caller.ok) throw new Error('unknown key')
    const forbidden = { ok: false, failure: { code: 'forbidden' } }
    expect(await own.companies.listApiKeys(caller.value)).toMatchObject(forbidden)
    expect(
      await own.companies.createApiKey(caller.value, { name: 'x', scopes: ['metrics:read'] }),
    ).toMatchObject(forbidden)
    expect(await own.companies.revokeApiKey(caller.value, id)).toMatchObject(forbidden)
    expect(await own.companies.patchCompany(caller.value, { name: 'x' })).toMatchObject(forbidden)
  })

  test('cannot make a key that may do more than itself', async () => {
    const { key } = await makeKey(['company:manage'])
    const caller = await authenticate(key)
    expect(
      caller.ok && (await own.companies.createApiKey(caller.value, { name: 'x', scopes: ['events:write'] })),
    ).toMatchObject({ ok: false, failure: { code: 'forbidden' } })
  })

  test('of another company is not found', async () => {
    const companyId = await addTestCompany(own.records, { name: 'Other' })
    const foreign: Principal = { ...owner, companyId, company: { ...owner.company, id: companyId } }
    const { id, key } = await makeKey()
    expect(await own.companies.revokeApiKey(foreign, id)).toMatchObject({
      ok: false,
      failure: { code: 'not_found' },
    })
    expect(await own.companies.listApiKeys(foreign)).toEqual({ ok: true, value: [] })
    expect((await authenticate(key)).ok).toBe(true)
  })
})

describe('the term of a key', () => {
  test('ends with its expiry, and can be set anew while it lasts', async () => {
    const made = await own.companies.createApiKey(owner, {
      name: 'Short',
      scopes: ['events:write'],
      expires_at: new Date(nowMs + 3_600_000).toISOString(),
    })
    if (!made.ok) throw new Error(made.failure.detail)
    const { id, key } = made.value
    expect((await authenticate(key)).ok).toBe(true)
    nowMs += 3_600_000
    expect(await authenticate(key)).toMatchObject({ failure: { code: 'unauthorized' } })
    const past = { expires_at: new Date(nowMs).toISOString() }
    expect(await own.companies.patchApiKey(owner, id, past)).toMatchObject({
      failure: { code: 'invalid_period' },
    })
    expect(await own.companies.patchApiKey(owner, id, { expires_at: null })).toMatchObject({
      value: { expires_at: null },
    })
    expect((await authenticate(key)).ok).toBe(true)
  })

  test('after a rotation goes on for the hours chosen and no longer; the new key works at once', async () => {
    const { id, key: first } = await makeKey()
    const rotate = async (hours: number): Promise<string> => {
      const rotated = await own.companies.rotateApiKey(owner, id, hours)
      if (!rotated.ok) throw new Error(rotated.failure.detail)
      return rotated.value.key
    }
    const second = await rotate(24)
    expect([(await authenticate(first)).ok, (await authenticate(second)).ok]).toEqual([true, true])
    const third = await rotate(1)
    expect((await authenticate(first)).ok).toBe(false)
    nowMs += 3_600_000 - 1
    expect((await authenticate(second)).ok).toBe(true)
    nowMs += 1
    expect([(await authenticate(second)).ok, (await authenticate(third)).ok]).toEqual([false, true])
    const fourth = await rotate(0)
    expect([(await authenticate(third)).ok, (await authenticate(fourth)).ok]).toEqual([false, true])
    await own.companies.revokeApiKey(owner, id)
    expect((await authenticate(fourth)).ok).toBe(false)
  })

  test('is not rotated by who may do less, nor in another company', async () => {
    const { id } = await makeKey(['events:write', 'metrics:read'])
    const lesser: Principal = { ...owner, scopes: ['keys:manage'] }
    expect(await own.companies.rotateApiKey(lesser, id, 1)).toMatchObject({ failure: { code: 'forbidden' } })
    const companyId = await addTestCompany(own.records, { name: 'Elsewhere' })
    const foreign: Principal = { ...owner, companyId }
    for (const outcome of [
      await own.companies.rotateApiKey(foreign, id, 1),
      await own.companies.patchApiKey(foreign, id, { name: 'x' }),
    ])
      expect(outcome).toMatchObject({ failure: { code: 'not_found' } })
  })

  test('lets through as many requests in a minute as it says, and tells how long to wait', async () => {
    const made = await own.companies.createApiKey(owner, {
      name: 'Slow',
      scopes: ['metrics:read'],
      requests_per_minute: 3,
    })
    if (!made.ok) throw new Error(made.failure.detail)
    const asked = await Promise.all(Array.from({ length: 5 }, () => authenticate(made.value.key)))
    expect(asked.filter(({ ok }) => ok)).toHaveLength(3)
    expect(asked.find(({ ok }) => !ok)).toMatchObject({
      failure: { code: 'too_many_requests', retryAfterS: 60 },
    })
    nowMs += 60_000
    expect((await authenticate(made.value.key)).ok).toBe(true)
  })
})

test('of a company there are never more than may be, however many are made at once', async () => {
  const companyId = await addTestCompany(own.records, { name: 'Many keys' })
  const caller: Principal = { ...owner, companyId, company: { ...owner.company, id: companyId } }
  await sql`insert into api_keys (company_id, name, prefix, hash, scopes)
    select ${companyId}, 'k', 'tb_', sha256(n::text::bytea), '{metrics:read}'
      from generate_series(2, ${sql.lit(maxKeys)}) n`.execute(own.records.system)
  const made = await Promise.all(
    Array.from({ length: 8 }, () =>
      own.companies.createApiKey(caller, { name: 'last', scopes: ['metrics:read'] }),
    ),
  )
  expect(made.filter((result) => result.ok)).toHaveLength(1)
  expect(made.filter((result) => !result.ok && result.failure.code === 'conflict')).toHaveLength(7)
})

describe('a header', () => {
  test.each([
    ['another scheme', 'Basic dXNlcjpwYXNz'],
    ['no key', 'Bearer '],
    ['an unknown key', `Bearer tb_${'a'.repeat(43)}`],
    ['two keys', 'Bearer a b'],
    ['a very long key', `Bearer ${'a'.repeat(100_000)}`],
    ['bytes that are no text', 'Bearer \u0000\u00ff'],
  ])('with %s is not let in', async (_, authorization) => {
    expect(await own.companies.authenticate({ authorization })).toMatchObject({
      ok: false,
      failure: { code: 'unauthorized' },
    })
  })

  test('that is missing is not let in', async () => {
    expect(await own.companies.authenticate({})).toMatchObject({
      ok: false,
      failure: { code: 'unauthorized' },
    })
  })
})

describe('the company', () => {
  test('is changed for keys in use at once, in its zone and name; what is not given stays', async () => {
    const { key } = await makeKey()
    await authenticate(key)
    const patched = await own.companies.patchCompany(owner, { time_zone: 'Asia/Kathmandu' })
    expect(patched).toMatchObject({
      ok: true,
      value: { name: 'Meridian Travel', time_zone: 'Asia/Kathmandu' },
    })
    expect(await authenticate(key)).toMatchObject({
      ok: true,
      value: { company: { time_zone: 'Asia/Kathmandu' } },
    })
    expect(await own.companies.patchCompany(owner, {})).toEqual(patched)
  })

  test('takes no zone that is not of the IANA database', async () => {
    for (const time_zone of ['Mars/Olympus', '+05:45', ''])
      expect(await own.companies.patchCompany(owner, { time_zone })).toMatchObject({
        ok: false,
        failure: { code: 'invalid_time_zone' },
      })
  })
})
