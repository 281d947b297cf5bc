import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Scope, StoredDetails } from '../../src/contract/index.ts'
import { addTestCompany } from '../support/companies.ts'
import { type Answer, type Installation, openInstallation, presentMs, toAnswer } from './installation.ts'

const own = '/api/v1/company/details'
const provider = '/api/v1/company/provider-details'

let house: Installation
let customerId: string
/** A key of the customer, which may do everything. */
let customerKey: string
beforeAll(async () => {
  house = await openInstallation()
  customerId = await addTestCompany(house.records, { name: 'Customer' })
  await house.records.asSystem((db) =>
    db
      .updateTable('companies')
      .set({ parent_id: house.owner.companyId })
      .where('id', '=', customerId)
      .execute(),
  )
  const asCustomer = { ...house.owner, companyId: customerId }
  const made = await house.companies.createApiKey(asCustomer, {
    name: 'Theirs',
    scopes: [...house.owner.scopes],
  })
  customerKey = made.ok ? made.value.key : ''
})
afterAll(() => house.close())

async function askWith(key: string, method: 'GET' | 'PUT', url: string, body?: object): Promise<Answer> {
  const headers = { authorization: `Bearer ${key}` }
  const payload = body === undefined ? {} : { payload: body }
  return toAnswer(await house.app.inject({ method, url, headers, ...payload }))
}

async function keyWith(...scopes: Scope[]): Promise<string> {
  const made = await house.companies.createApiKey(house.owner, { name: scopes.join(), scopes })
  if (!made.ok) throw new Error(made.failure.detail)
  return made.value.key
}

const versionOf = async (url: string): Promise<number> =>
  ((await house.ask('GET', url)).body as StoredDetails).version

const german = {
  legal_name: ' Meridian  Reisen GmbH ',
  email: 'Rechnung@Meridian.EXAMPLE',
  phone: '030 901820',
  legal_address: { street: 'Invalidenstraße 117', postal_code: '10115', city: 'Berlin', country: 'de' },
  vat_number: 'de 123 456 788',
  bank_accounts: [{ iban: 'de89 3704 0044 0532 0130 00', bic: 'cobadeffxxx', currency: 'eur' }],
}

describe('company details', () => {
  test('are empty at first, and kept as they are rightly written', async () => {
    expect(await house.ask('GET', own)).toMatchObject({
      status: 200,
      body: { version: 0, legal_name: null, bank_accounts: [], updated_at: null },
    })
    const put = await house.ask('PUT', own, { ...german, version: 0 })
    expect(put).toMatchObject({
      status: 200,
      body: {
        version: 1,
        legal_name: 'Meridian Reisen GmbH',
        email: 'Rechnung@meridian.example',
        phone: '+4930901820',
        legal_address: { country: 'DE', region: null },
        postal_address: null,
        vat_number: 'DE123456788',
        bank_accounts: [{ iban: 'DE89370400440532013000', bic: 'COBADEFFXXX', currency: 'EUR' }],
        updated_at: new Date(presentMs).toISOString(),
      },
    })
    expect((await house.ask('GET', own)).body).toEqual(put.body)
  })

  test('name every field that cannot be right by its path, and keep nothing then', async () => {
    const bad = {
      ...german,
      version: 1,
      email: 'nobody',
      legal_address: { ...german.legal_address, postal_code: '1011' },
      bank_accounts: [{ iban: 'DE89370400440532013001', currency: 'EUR' }],
    }
    expect(await house.ask('PUT', own, bad)).toMatchObject({
      status: 400,
      body: {
        code: 'invalid_details',
        errors: [
          { path: 'body/email', code: 'invalid_email' },
          {
            path: 'body/legal_address/postal_code',
            code: 'invalid_postal_code',
            detail: expect.stringContaining('10115'),
            values: { country: 'DE', example: '10115' },
          },
          { path: 'body/bank_accounts/0/iban', code: 'wrong_iban_check_digits' },
        ],
      },
    })
    expect(await versionOf(own)).toBe(1)
  })

  test.each([
    ['a field that there is not', { fax: '1' }, 'body/'],
    ['an address that is a text', { legal_address: 'Berlin' }, 'body/legal_address'],
    ['a NUL character', { legal_name: 'a\0b' }, 'body/legal_name'],
    ['a name without end', { legal_name: 'a'.repeat(201) }, 'body/legal_name'],
    [
      'more accounts than fit',
      { bank_accounts: Array.from({ length: 21 }, () => ({ currency: 'EUR' })) },
      'body/bank_accounts',
    ],
    ['no version', { version: undefined }, 'body/version'],
  ])('refuse %s', async (_what, change, path) => {
    expect(await house.ask('PUT', own, { ...german, version: 1, ...change })).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', errors: [{ path }] },
    })
  })

  test('of two people who edit at once, the second hears of the first', async () => {
    const version = await versionOf(own)
    const edits = ['Meridian Nord GmbH', 'Meridian Süd GmbH'].map((legal_name) =>
      house.ask('PUT', own, { ...german, legal_name, version }),
    )
    const answers = await Promise.all(edits)
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)).toMatchObject({ body: { code: 'details_changed' } })
    expect(await versionOf(own)).toBe(version + 1)
  })

  test('the first entry of two people at once is one entry', async () => {
    const answers = await Promise.all(
      ['A', 'B', 'C'].map((legal_name) => house.ask('PUT', provider, { legal_name, version: 0 })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect(await versionOf(provider)).toBe(1)
  })

  test('every change is on record, with who, when, before and after; what changes nothing is not', async () => {
    const before = (await house.ask('GET', own)).body as StoredDetails
    const { version, updated_at: _at, updated_by: _by, ...details } = before
    expect((await house.ask('PUT', own, { ...details, version })).body).toEqual(before)
    await house.ask('PUT', own, { ...details, trade_name: 'Meridian', version })
    const changes = await house.records.asSystem((db) =>
      db
        .selectFrom('company_details_changes')
        .selectAll()
        .where('company_id', '=', house.owner.companyId)
        .where('role', '=', 'company')
        .orderBy('version')
        .execute(),
    )
    expect(changes.map((change) => change.version)).toEqual([1, 2, 3])
    expect(changes[0]?.before).toBeNull()
    expect(changes[2]).toMatchObject({
      changed_at: new Date(presentMs),
      changed_by: house.owner.keyName,
      before: details,
      after: { ...details, trade_name: 'Meridian' },
    })
    await expect(
      house.records.asSystem((db) =>
        db
          .updateTable('company_details_changes')
          .set({ version: 9 } as never)
          .execute(),
      ),
    ).rejects.toThrow('never changed')
  })
})

describe('rights', () => {
  test('nobody gets in without a key, and keys need a scope', async () => {
    expect(await askWith('tb_nobody', 'GET', own)).toMatchObject({ status: 401 })
    const reader = await keyWith('metrics:read')
    const accountant = await keyWith('billing:read')
    const manager = await keyWith('company:manage')
    for (const url of [own, provider]) {
      expect(await askWith(reader, 'GET', url)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
      expect(await askWith(accountant, 'GET', url)).toMatchObject({ status: 200 })
      expect(await askWith(accountant, 'PUT', url, { version: 1 })).toMatchObject({ status: 403 })
    }
    expect(await askWith(manager, 'PUT', own, { ...german, version: await versionOf(own) })).toMatchObject({
      status: 200,
    })
    expect(await askWith(manager, 'PUT', provider, { version: 1 })).toMatchObject({ status: 403 })
  })

  test('a seller reads and writes the details of its customer, who writes its own', async () => {
    const theirs = `${own}?company_id=${customerId}`
    expect(await house.ask('PUT', theirs, { legal_name: 'Customer AG', version: 0 })).toMatchObject({
      status: 200,
      body: { version: 1, legal_name: 'Customer AG' },
    })
    expect(await askWith(customerKey, 'GET', own)).toMatchObject({ body: { legal_name: 'Customer AG' } })
    expect(await askWith(customerKey, 'PUT', own, { legal_name: 'Customer SE', version: 1 })).toMatchObject({
      status: 200,
    })
    expect(await house.ask('GET', theirs)).toMatchObject({ body: { version: 2, legal_name: 'Customer SE' } })
    const manager = await keyWith('company:manage')
    expect(await askWith(manager, 'GET', theirs)).toMatchObject({ status: 403 })
  })

  test('other companies are not found, neither by their seller’s customers nor by anybody', async () => {
    const stranger = await addTestCompany(house.records, { name: 'Stranger' })
    for (const id of [stranger, 'x', '', house.owner.companyId.replace(/.$/, '0')]) {
      const url = `${own}?company_id=${id}`
      if (id !== house.owner.companyId)
        expect(await house.ask('PUT', url, { version: 0 })).toMatchObject({ status: 404 })
    }
    const above = `${own}?company_id=${house.owner.companyId}`
    expect(await askWith(customerKey, 'GET', above)).toMatchObject({ status: 404 })
    expect(await askWith(customerKey, 'PUT', above, { version: 0 })).toMatchObject({ status: 404 })
  })

  test('a company that depends on another has no provider but that one', async () => {
    expect(await askWith(customerKey, 'GET', provider)).toMatchObject({ status: 404 })
    expect(await askWith(customerKey, 'PUT', provider, { version: 0 })).toMatchObject({ status: 403 })
    await expect(
      house.records.asSystem((db) =>
        db
          .insertInto('company_details')
          .values({
            company_id: customerId,
            role: 'provider',
            version: 1,
            details: '{}',
            updated_at: new Date(presentMs),
            updated_by: null,
          })
          .execute(),
      ),
    ).rejects.toThrow('depends on another')
  })
})
