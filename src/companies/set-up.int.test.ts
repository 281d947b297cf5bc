import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  makeTestCompany,
  openTestCompanies,
  ownerPassword,
  type TestCompanies,
} from '../../test/support/companies.ts'
import { scopes } from '../contract/index.ts'
import { attemptLimits } from './sign-in-limit.ts'

let own: TestCompanies
beforeEach(async () => {
  own = await openTestCompanies()
})
afterEach(() => own.close())

const client = { address: '203.0.113.1' }

function input(change: Partial<Parameters<TestCompanies['companies']['createFirstCompany']>[0]> = {}) {
  return {
    code: own.companies.setUpCode(),
    company: 'Meridian Travel',
    time_zone: 'Europe/Berlin',
    currency: 'EUR',
    name: 'Ada',
    email: 'ada@example.com',
    password: ownerPassword,
    ...change,
  }
}

const initial = {
  company: 'Meridian Travel',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  ownerEmail: 'ada@example.com',
  ownerPassword,
  apiKey: 'a-key-chosen-by-the-operator',
}

describe('set-up by the page', () => {
  test('makes company and owner, signs the owner in, and is needed no more', async () => {
    expect(await own.companies.setupNeeded()).toBe(true)
    const made = await own.companies.createFirstCompany(input(), client)
    expect(made).toMatchObject({
      ok: true,
      value: {
        session: {
          user: { name: 'Ada', email: 'ada@example.com' },
          company: { name: 'Meridian Travel', time_zone: 'Europe/Berlin', currency: 'EUR' },
          role: 'owner',
        },
        setCookie: [
          expect.stringContaining('tallybook.session_token='),
          expect.stringContaining('tallybook.device='),
        ],
      },
    })
    expect(await own.companies.setupNeeded()).toBe(false)
    expect(await own.companies.allCompanies()).toMatchObject([{ name: 'Meridian Travel' }])
  })

  test('is refused once there is a company', async () => {
    await makeTestCompany(own.companies)
    expect(await own.companies.createFirstCompany(input(), client)).toMatchObject({
      ok: false,
      failure: { code: 'setup_done' },
    })
  })

  test('of several at once makes one company', async () => {
    const made = await Promise.all(
      ['a', 'b', 'c'].map((name) =>
        own.companies.createFirstCompany(input({ email: `${name}@example.com` }), client),
      ),
    )
    expect(made.map((result) => (result.ok ? 'made' : result.failure.code)).sort()).toEqual([
      'made',
      'setup_done',
      'setup_done',
    ])
    expect(await own.companies.allCompanies()).toHaveLength(1)
  })

  test.each([
    ['a wrong code', { code: 'AAAA-BBBB-CCCC' }, 'invalid_setup_code'],
    ['an unknown zone', { time_zone: 'Europe/Atlantis' }, 'invalid_time_zone'],
    ['an offset as zone', { time_zone: '+02:00' }, 'invalid_time_zone'],
    ['an unknown currency', { currency: 'XQZ' }, 'invalid_currency'],
  ])('with %s leaves nothing behind', async (_, change, code) => {
    expect(await own.companies.createFirstCompany(input(change), client)).toMatchObject({
      ok: false,
      failure: { code },
    })
    expect(await own.companies.setupNeeded()).toBe(true)
    expect((await own.companies.createFirstCompany(input(), client)).ok).toBe(true)
  })

  test('takes the code without hyphens and in lower case', async () => {
    const code = own.companies.setUpCode().toLowerCase().replaceAll('-', ' ')
    expect((await own.companies.createFirstCompany(input({ code }), client)).ok).toBe(true)
  })

  test('stops who guesses the code', async () => {
    for (let attempt = 0; attempt < attemptLimits.pair; attempt += 1)
      await own.companies.createFirstCompany(input({ code: 'wrong' }), client)
    expect(await own.companies.createFirstCompany(input(), client)).toMatchObject({
      ok: false,
      failure: { code: 'too_many_attempts' },
    })
  })
})

describe('headless set-up', () => {
  test('makes company, owner and key with all scopes', async () => {
    expect(await own.companies.initialise(initial)).toEqual({ ok: true, value: true })
    expect(await own.companies.authenticate({ authorization: `Bearer ${initial.apiKey}` })).toMatchObject({
      ok: true,
      value: {
        kind: 'key',
        company: { name: 'Meridian Travel' },
        scopes: [...scopes],
      },
    })
    expect(
      (await own.companies.signIn({ email: 'ada@example.com', password: ownerPassword }, client)).ok,
    ).toBe(true)
  })

  test('leaves what is there alone at later starts, whatever the values', async () => {
    await own.companies.initialise(initial)
    const again = await own.companies.initialise({
      ...initial,
      company: 'Other',
      apiKey: 'another-key-of-the-operator',
    })
    expect(again).toEqual({ ok: true, value: false })
    expect(await own.companies.allCompanies()).toMatchObject([{ name: 'Meridian Travel' }])
    expect(
      (await own.companies.authenticate({ authorization: 'Bearer another-key-of-the-operator' })).ok,
    ).toBe(false)
  })

  test('names the value that is wrong', async () => {
    expect(await own.companies.initialise({ ...initial, timeZone: 'Nowhere' })).toMatchObject({
      ok: false,
      failure: { code: 'invalid_time_zone' },
    })
    expect(await own.companies.setupNeeded()).toBe(true)
  })
})
