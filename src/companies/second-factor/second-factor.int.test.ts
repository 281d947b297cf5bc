import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cookiesIn } from '../../../test/support/companies.ts'
import {
  codeOf,
  goodPassword,
  openPeopleWorld,
  type PeopleWorld,
  visitor,
} from '../people/people-world.fixture.ts'
import type { Person } from '../sessions.ts'
import { windowMs } from '../sign-in-limit.ts'
import { totpCode, totpStep } from './totp.ts'

const email = 'anna@example.com'
let world: PeopleWorld
let person: Person
let cookie: string
let secret: string
let codes: readonly string[]
beforeAll(async () => {
  world = await openPeopleWorld()
  const joined = await world.join(email)
  person = joined.person
  cookie = joined.cookie
})
afterAll(() => world.close())

const codeNow = (shift = 0) => totpCode(secret, totpStep(world.nowMs) + shift)

async function challenge(): Promise<string> {
  const step = await world.companies.signIn({ email, password: goodPassword }, visitor)
  if (!step.ok || step.value.done) throw new Error('no second factor is asked for')
  return step.value.challenge.token
}
const enter = (token: string, code: string) =>
  world.companies.signInWithCode({ challenge: token, code }, visitor)

describe('two-factor sign-in', () => {
  test('is set up with the password and a first code; until then nothing is asked for', async () => {
    expect(codeOf(await world.companies.beginSecondFactor(person, 'wrong'))).toBe('invalid_credentials')
    const begun = await world.companies.beginSecondFactor(person, goodPassword)
    if (!begun.ok) throw new Error(begun.failure.detail)
    secret = begun.value.secret
    expect(await world.companies.signIn({ email, password: goodPassword }, visitor)).toMatchObject({
      value: { done: true },
    })
    expect(codeOf(await world.companies.confirmSecondFactor(person, '000000', visitor))).toBe('invalid_code')
    const confirmed = await world.companies.confirmSecondFactor(person, codeNow(), visitor)
    if (!confirmed.ok) throw new Error(confirmed.failure.detail)
    codes = confirmed.value.recovery_codes
    expect(codes).toHaveLength(10)
    expect(await world.companies.secondFactor(person)).toMatchObject({ is_on: true, recovery_codes_left: 10 })
    expect(codeOf(await world.companies.session(cookie))).toBe('ok')
    expect(world.letters.at(-1)).toMatchObject({ kind: 'second_factor_on', address: email })
  })

  test('lets in with a code of now, once', async () => {
    world.nowMs += 60_000
    const code = codeNow()
    const entered = await enter(await challenge(), code)
    expect(entered).toMatchObject({
      value: { session: { user: { email }, two_factor: { is_on: true, is_due: false } } },
    })
    if (entered.ok)
      expect(codeOf(await world.companies.session(cookiesIn(entered.value.setCookie)))).toBe('ok')
    expect(codeOf(await enter(await challenge(), code))).toBe('invalid_code')
  })

  test('lets one of two in who use the same code at once', async () => {
    world.nowMs += 60_000
    const [one, other] = [await challenge(), await challenge()]
    const both = await Promise.all([enter(one, codeNow()), enter(other, codeNow())])
    expect(both.map(codeOf).filter((code) => code === 'ok')).toHaveLength(1)
  })

  test('lets in with each code for emergencies, once, however it is written', async () => {
    const [first = '', second = ''] = codes
    expect(codeOf(await enter(await challenge(), first))).toBe('ok')
    expect(codeOf(await enter(await challenge(), first))).toBe('invalid_code')
    expect(codeOf(await enter(await challenge(), second.toLowerCase().replaceAll('-', ' ')))).toBe('ok')
    expect(await world.companies.secondFactor(person)).toMatchObject({ recovery_codes_left: 8 })
  })

  test('ends a challenge after five codes or ten minutes, and its codes after ten in a window', async () => {
    world.nowMs += windowMs
    const token = await challenge()
    for (let attempt = 0; attempt < 5; attempt += 1)
      expect(codeOf(await enter(token, '000000'))).toBe('invalid_code')
    expect(codeOf(await enter(token, codeNow()))).toBe('challenge_ended')
    const next = await challenge()
    for (let attempt = 0; attempt < 5; attempt += 1)
      expect(codeOf(await enter(next, '000000'))).toBe('invalid_code')
    expect(codeOf(await enter(await challenge(), codeNow()))).toBe('too_many_attempts')
    world.nowMs += windowMs
    const late = await challenge()
    world.nowMs += 10 * 60_000
    expect(codeOf(await enter(late, codeNow()))).toBe('challenge_ended')
    expect(codeOf(await enter(await challenge(), codeNow()))).toBe('ok')
  })

  test('is asked for by who knows the password only: a challenge that is made up is none', async () => {
    expect(codeOf(await enter('made-up', codeNow()))).toBe('challenge_ended')
    expect(codeOf(await world.companies.signIn({ email, password: 'wrong' }, visitor))).toBe(
      'invalid_credentials',
    )
  })

  test('gives other codes for emergencies when asked; those before are worth nothing', async () => {
    const renewed = await world.companies.renewRecoveryCodes(person, goodPassword, visitor)
    if (!renewed.ok) throw new Error(renewed.failure.detail)
    expect(codeOf(await enter(await challenge(), codes[5] ?? ''))).toBe('invalid_code')
    expect(codeOf(await enter(await challenge(), renewed.value.recovery_codes[0] ?? ''))).toBe('ok')
  })

  test('is kept sealed, and its codes as hashes', async () => {
    const rows = await world.records.system.selectFrom('identity.second_factors').selectAll().execute()
    const hashes = await world.records.system.selectFrom('identity.recovery_codes').selectAll().execute()
    const kept = JSON.stringify([rows, hashes], (_name, value) =>
      value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
    )
    expect(kept).not.toContain(secret)
    for (const code of codes) expect(kept).not.toContain(code)
  })
})

describe('a company that asks for it', () => {
  test('answers who has none nothing but how to set it up, and lets nobody switch it off', async () => {
    const late = await world.join('late@example.com')
    expect(codeOf(await world.companies.putTwoFactorRule(world.owner, true))).toBe('conflict')
    await world.records.system
      .updateTable('memberships')
      .set({ role: 'owner' })
      .where('user_id', '=', person.userId)
      .execute()
    const anna = { ...world.owner, userId: person.userId }
    expect(await world.companies.putTwoFactorRule(anna, true)).toMatchObject({
      value: { two_factor_required: true },
    })
    expect(codeOf(await world.companies.authenticate({ cookie: late.cookie }))).toBe('two_factor_required')
    expect(await world.companies.session(late.cookie)).toMatchObject({
      value: { session: { scopes: [], two_factor: { is_on: false, is_due: true } } },
    })
    const begun = await world.companies.beginSecondFactor(late.person, goodPassword)
    if (!begun.ok) throw new Error(begun.failure.detail)
    const code = totpCode(begun.value.secret, totpStep(world.nowMs))
    expect(codeOf(await world.companies.confirmSecondFactor(late.person, code, visitor))).toBe('ok')
    expect(codeOf(await world.companies.authenticate({ cookie: late.cookie }))).toBe('ok')
    expect(codeOf(await world.companies.switchOffSecondFactor(late.person, goodPassword, visitor))).toBe(
      'conflict',
    )
  })

  test('can take it off a person who lost it, who is told, and who sets it up again', async () => {
    const anna = { ...world.owner, userId: person.userId }
    const late = await world.companies.people(anna)
    const member = late.ok ? late.value.members.find((one) => one.email === 'late@example.com') : undefined
    expect(codeOf(await world.companies.resetSecondFactor(anna, member?.user_id ?? ''))).toBe('ok')
    expect(world.letters.at(-1)).toMatchObject({ kind: 'second_factor_off', address: 'late@example.com' })
    expect(codeOf(await world.companies.resetSecondFactor(anna, person.userId))).toBe('conflict')
  })
})
