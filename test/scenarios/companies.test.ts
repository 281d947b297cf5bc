import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type {
  AuditEntries,
  CompaniesBelow,
  CompanyBelow,
  CompanyCreated,
  ReachableCompanies,
  Session,
} from '../../src/contract/index.ts'
import { addTestUser, ownerPassword } from '../support/companies.ts'
import {
  type Answer,
  eventOf,
  type Installation,
  openInstallation,
  presentMs,
  publicUrl,
  toAnswer,
} from './installation.ts'

let house: Installation
let administrator: string
beforeAll(async () => {
  house = await openInstallation()
  const { records, owner } = house
  await addTestUser(records, {
    email: 'admin@example.com',
    companyId: owner.companyId,
    role: 'administrator',
  })
  administrator = await signIn('admin@example.com', ownerPassword)
})
afterAll(() => house.close())

async function send(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH',
  path: string,
  cookie: string,
  options: { in?: string; view?: string; body?: object } = {},
): Promise<Answer> {
  const prefix = options.in ? `/c/${options.in}` : options.view ? `/view/${options.view}` : ''
  return toAnswer(
    await house.app.inject({
      method,
      url: `${prefix}/api/v1/${path}`,
      headers: { cookie, origin: publicUrl },
      ...(options.body ? { payload: options.body } : {}),
    }),
  )
}

async function signIn(email: string, password: string): Promise<string> {
  const answer = await send('POST', 'session', '', { body: { email, password } })
  expect(answer.status, email).toBe(200)
  return [answer.headers['set-cookie']]
    .flat()
    .map((cookie) => String(cookie).split(';', 1)[0])
    .join('; ')
}

const companyNamed = (name: string, email: string, kind: 'reseller' | 'customer' = 'customer') => ({
  name,
  kind,
  time_zone: 'Europe/Riga',
  currency: 'EUR',
  owner: { name: `Owner of ${name}`, email },
})

async function make(cookie: string, body: object, at?: string): Promise<CompanyCreated> {
  const made = await send('POST', 'companies', cookie, { body, ...(at ? { in: at } : {}) })
  expect(made).toMatchObject({ status: 201, headers: { 'cache-control': 'no-store' } })
  return made.body as CompanyCreated
}

async function list(cookie: string, query = '', at?: string): Promise<CompaniesBelow> {
  const listed = await send('GET', `companies?${query}`, cookie, at ? { in: at } : {})
  expect(listed.status).toBe(200)
  return listed.body as CompaniesBelow
}

describe('provider, reseller, company', () => {
  let reseller: CompanyCreated
  let resellersOwner: string
  let customer: CompanyCreated
  let customersOwner: string

  test('staff makes a reseller, whose owner signs in with the password that was handed over', async () => {
    reseller = await make(administrator, companyNamed('Harbour Resale', 'Nils@Example.com', 'reseller'))
    expect(reseller).toMatchObject({
      company: { kind: 'reseller', depth: 1, state: 'setting_up', parent: { name: 'Meridian Travel' } },
      owner: { email: 'nils@example.com', is_new: true, password: expect.stringMatching(/^[\w-]{20}$/) },
    })
    resellersOwner = await signIn('nils@example.com', reseller.owner.password ?? '')
    expect((await send('GET', 'session', resellersOwner)).body).toMatchObject({
      company: { id: reseller.company.id },
      company_kind: 'reseller',
      reach: 'own',
      role: 'owner',
    })
  })

  test('a reseller makes companies of its own, and they lie below the provider too', async () => {
    customer = await make(resellersOwner, {
      ...companyNamed('Quay Books', 'ines@example.com'),
      owner: { name: 'Ines', email: 'ines@example.com', password: 'a password of theirs' },
    })
    expect(customer.owner).toEqual({ email: 'ines@example.com', is_new: true, password: null })
    customersOwner = await signIn('ines@example.com', 'a password of theirs')
    expect((await list(resellersOwner)).companies.map(({ name, depth }) => [name, depth])).toEqual([
      ['Quay Books', 1],
    ])
    expect((await list(administrator)).companies.map(({ name, depth }) => [name, depth])).toEqual([
      ['Harbour Resale', 1],
      ['Quay Books', 2],
    ])
  })

  test('a customer has no companies below it, and cannot make one', async () => {
    expect(await list(customersOwner)).toMatchObject({ companies: [], total: 0 })
    const refused = await send('POST', 'companies', customersOwner, {
      body: companyNamed('Not to be', 'x@example.com'),
    })
    expect(refused).toMatchObject({ status: 409, body: { code: 'conflict' } })
  })

  test('somebody who signs in already owns a further company, and keeps the password', async () => {
    const body = companyNamed('Quay Toys', 'ines@example.com')
    const forced = { ...body, owner: { ...body.owner, password: 'another password' } }
    expect(await send('POST', 'companies', resellersOwner, { body: forced })).toMatchObject({ status: 409 })
    expect((await make(resellersOwner, body)).owner).toMatchObject({ is_new: false, password: null })
    // Both were made at the same moment of the set clock: say which one is looked at from here on.
    const chosen = await send('PATCH', 'session', customersOwner, {
      body: { company_id: customer.company.id },
    })
    const { companies } = chosen.body as Session
    expect(companies.map(({ name, kind, role }) => [name, kind, role]).toSorted()).toEqual([
      ['Quay Books', 'customer', 'owner'],
      ['Quay Toys', 'customer', 'owner'],
    ])
  })

  test('setting up comes back until details are complete and the zone was looked at', async () => {
    const id = customer.company.id
    expect((await send('GET', 'company/onboarding', customersOwner)).body).toEqual({
      is_complete: false,
      missing_details: [
        'legal_name',
        'legal_address/country',
        'legal_address/street',
        'legal_address/postal_code',
        'legal_address/city',
      ],
      is_zone_confirmed: false,
    })
    await send('PATCH', 'company', customersOwner, { body: { time_zone: 'Europe/Riga' } })
    const details = {
      version: 0,
      legal_name: 'Quay Books OÜ',
      legal_address: { street: 'Sadama 1', postal_code: '10111', city: 'Tallinn', country: 'EE' },
      vat_number: 'EE100931558',
    }
    expect((await send('PUT', 'company/details', customersOwner, { body: details })).status).toBe(200)
    expect((await send('GET', 'company/onboarding', customersOwner)).body).toMatchObject({
      is_complete: true,
    })
    const read = await send('GET', `companies/${id}`, administrator)
    expect(read.body).toMatchObject({ state: 'active', tax_number: 'EE100931558' })
  })

  test('companies are found by name, by tax number however it is spaced, and by id', async () => {
    const found = async (search: string, who = administrator): Promise<string[]> =>
      (await list(who, `search=${encodeURIComponent(search)}`)).companies.map(({ name }) => name)
    expect(await found('quay b')).toEqual(['Quay Books'])
    expect(await found('books oü')).toEqual(['Quay Books'])
    expect(await found('EE 100 931')).toEqual(['Quay Books'])
    expect(await found(customer.company.id)).toEqual(['Quay Books'])
    expect(await found("' or true --")).toEqual([])
    expect(await found('harbour', resellersOwner)).toEqual([])
    const offered = await send('GET', 'session/companies?search=quay', administrator)
    expect((offered.body as ReachableCompanies).companies).toMatchObject([
      { name: 'Quay Books', parent_name: 'Harbour Resale', is_own: false, may_view: true },
      { name: 'Quay Toys', parent_name: 'Harbour Resale', is_own: false, may_view: true },
    ])
    const all = (await send('GET', 'session/companies', administrator)).body as ReachableCompanies
    expect(all.companies[0]).toMatchObject({ name: 'Meridian Travel', is_own: true, may_view: false })
    expect(all.total).toBe(4)
  })

  test('balance, spend of the month and last event stand in the list, for who may see money', async () => {
    const id = customer.company.id
    const deposit = { company_id: id, amount: { amount: '50', currency: 'EUR' }, reason: 'Start' }
    const paid = toAnswer(
      await house.app.inject({
        method: 'POST',
        url: `/c/${reseller.company.id}/api/v1/deposits`,
        headers: { cookie: administrator, origin: publicUrl, 'idempotency-key': 'deposit' },
        payload: deposit,
      }),
    )
    expect(paid.status).toBe(201)
    await house.companies.noteEvents([id])
    expect((await send('GET', `companies/${id}`, administrator)).body).toMatchObject({
      balance: { amount: '50.00', currency: 'EUR' },
      spent_this_month: { amount: '0.00', currency: 'EUR' },
      last_event_at: new Date(presentMs).toISOString(),
    } satisfies Partial<CompanyBelow>)
  })

  test('who sells to a company blocks it; its authorizations are refused, everything else goes on', async () => {
    const id = customer.company.id
    const path = `balance/settings?company_id=${id}`
    const direct = await send('PATCH', path, resellersOwner, { body: { blocked: true } })
    expect(direct).toMatchObject({ status: 200, body: { blocked: true } })
    expect((await list(administrator, 'blocked=true')).companies).toMatchObject([{ id, state: 'blocked' }])
    expect((await send('GET', 'session', customersOwner)).status).toBe(200)
    const lifted = await send('PATCH', path, administrator, {
      in: reseller.company.id,
      body: { blocked: false },
    })
    expect(lifted).toMatchObject({ status: 200, body: { blocked: false } })
    expect((await list(administrator, 'blocked=true')).companies).toEqual([])
  })

  test('two tabs act in two companies, and the session of each says which', async () => {
    const inCustomer = (await send('GET', 'session', administrator, { in: customer.company.id })).body
    expect(inCustomer).toMatchObject({
      company: { name: 'Quay Books' },
      reach: 'below',
      role: 'administrator',
    })
    expect((await send('GET', 'session', administrator)).body).toMatchObject({
      company: { name: 'Meridian Travel' },
      reach: 'own',
    })
    const renamed = await send('PATCH', 'company', administrator, {
      in: customer.company.id,
      body: { name: 'Quay Books & Maps' },
    })
    expect(renamed).toMatchObject({ status: 200, body: { name: 'Quay Books & Maps' } })
    expect((await send('GET', 'company', customersOwner)).body).toMatchObject({ name: 'Quay Books & Maps' })
  })

  test('a view shows what the owner sees, and changes nothing', async () => {
    const view = customer.company.id
    expect((await send('GET', 'session', administrator, { view })).body).toMatchObject({
      company: { id: view },
      reach: 'view',
      scopes: expect.arrayContaining(['events:write', 'keys:manage']),
    })
    expect((await send('GET', 'notice-settings', administrator, { view })).status).toBe(200)
    expect((await send('GET', 'balance', administrator, { view })).status).toBe(200)
    const log = (await send('GET', 'audit-entries?area=company&limit=1', customersOwner)).body as AuditEntries
    expect(log.entries).toMatchObject([
      { act: 'company.viewed', actor: { name: 'admin@example.com', is_own: false } },
    ])
    expect(await send('PATCH', 'company', administrator, { view, body: { name: 'Taken' } })).toMatchObject({
      status: 403,
      body: { code: 'view_only' },
    })
    const sent = toAnswer(
      await house.app.inject({
        method: 'POST',
        url: `/view/${view}/api/v1/events`,
        headers: { cookie: administrator, origin: publicUrl, 'content-type': 'application/json' },
        payload: eventOf('v-1'),
      }),
    )
    expect(sent).toMatchObject({ status: 403, body: { code: 'view_only' } })
  })

  test('a reseller reaches nothing beside its own companies', async () => {
    const beside = await make(administrator, companyNamed('Beside', 'beside@example.com'))
    for (const path of ['session', 'balance', 'metrics'])
      expect(await send('GET', path, resellersOwner, { in: beside.company.id })).toMatchObject({
        status: 404,
        body: { code: 'not_found' },
      })
    expect((await send('GET', `companies/${beside.company.id}`, resellersOwner)).status).toBe(404)
  })
})

test('pages of the list follow each other without gaps, doubles or order of their own', async () => {
  const { records, owner } = house
  const names = Array.from({ length: 57 }, (_, index) => `Page ${(index * 37) % 57} of many`)
  await records.system
    .insertInto('companies')
    .values(names.map((name) => ({ name, parent_id: owner.companyId, time_zone: 'UTC', currency: 'EUR' })))
    .execute()
  const seen: string[] = []
  let cursor: string | null = ''
  while (cursor !== null && seen.length < 100) {
    const query: string = `search=of%20many&limit=10${cursor ? `&cursor=${cursor}` : ''}`
    const page: CompaniesBelow = await list(administrator, query)
    expect(page.total).toBe(57)
    seen.push(...page.companies.map(({ name }) => name))
    cursor = page.next_cursor
  }
  expect(seen).toEqual(names.toSorted())
  const forged = await send('GET', 'companies?cursor=WyInIl0', administrator)
  expect(forged).toMatchObject({ status: 400, body: { code: 'invalid_cursor' } })
})

test('companies lie at most ten levels below the provider', async () => {
  let parent: string | undefined
  for (let depth = 1; depth <= 10; depth += 1) {
    const made = await make(
      administrator,
      companyNamed(`Level ${depth}`, `l${depth}@example.com`, 'reseller'),
      parent,
    )
    parent = made.company.id
  }
  const body = companyNamed('Level 11', 'l11@example.com')
  const refused = await send('POST', 'companies', administrator, { body, ...(parent ? { in: parent } : {}) })
  expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('10 levels') } })
  await expect(
    house.records.system
      .insertInto('companies')
      .values({ name: 'Past the door', parent_id: parent ?? null, time_zone: 'UTC', currency: 'EUR' })
      .execute(),
  ).rejects.toThrow('ten levels')
})
