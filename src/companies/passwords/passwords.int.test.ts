import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cookieOf } from '../../../test/support/companies.ts'
import { passwordResetMs } from '../../contract/index.ts'
import {
  codeOf,
  goodPassword,
  openPeopleWorld,
  type PeopleWorld,
  visitor,
} from '../people/people-world.fixture.ts'
import { windowMs } from '../sign-in-limit.ts'

const email = 'anna@example.com'
const otherPassword = 'rain over nine harbours'
let world: PeopleWorld
let cookie: string
beforeAll(async () => {
  world = await openPeopleWorld()
  cookie = (await world.join(email)).cookie
})
afterAll(() => world.close())

const ask = (address = email) => world.companies.askForPassword({ email: address, language: 'en' }, visitor)
const use = (token: string, password = otherPassword) =>
  world.companies.resetPassword({ token, password }, visitor)
const resets = () => world.letters.filter(({ kind }) => kind === 'password_reset')

describe('a forgotten password', () => {
  test('is asked for with the same answer, whoever has the address; only its owner gets a letter', async () => {
    expect(await ask('nobody@example.com')).toEqual(await ask('ANNA@example.com'))
    expect(resets().map(({ address }) => address)).toEqual([email])
  })

  test('is set anew once by the link; all sessions end, and the old password is worth nothing', async () => {
    const token = world.tokenFor(email)
    const codes = (await Promise.all([use(token), use(token)])).map(codeOf)
    expect(codes.toSorted()).toEqual(['link_ended', 'ok'])
    expect(codeOf(await world.companies.session(cookie))).toBe('unauthorized')
    expect(codeOf(await world.companies.signIn({ email, password: goodPassword }, visitor))).toBe(
      'invalid_credentials',
    )
    cookie = await cookieOf(world.companies, { email, password: otherPassword })
    expect(world.letters.at(-1)).toMatchObject({ kind: 'password_changed', address: email })
  })

  test('has a link that ends with its term, with a newer password, and is no use with a weak one', async () => {
    world.nowMs += windowMs
    await ask()
    const late = world.tokenFor(email)
    world.nowMs += passwordResetMs
    expect(codeOf(await use(late))).toBe('link_ended')
    await ask()
    const first = world.tokenFor(email)
    await ask()
    const second = world.tokenFor(email)
    expect(codeOf(await use(second, 'password1234'))).toBe('weak_password')
    expect(codeOf(await use(second, goodPassword))).toBe('ok')
    expect(codeOf(await use(first))).toBe('link_ended')
    cookie = await cookieOf(world.companies, { email, password: goodPassword })
  })

  test('brings at most three letters in a quarter of an hour, and answers the same beyond that', async () => {
    world.nowMs += windowMs
    const before = resets().length
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask()))
    expect(answers.map(codeOf)).toEqual(Array(6).fill('ok'))
    expect(resets().length - before).toBe(3)
  })
})

describe('a password', () => {
  test('is changed by who knows it; the other sessions end', async () => {
    const elsewhere = await cookieOf(world.companies, { email, password: goodPassword })
    const person = await world.companies.authenticatePerson(cookie)
    if (!person.ok) throw new Error(person.failure.detail)
    const change = (current: string, next: string) =>
      world.companies.changePassword(person.value, { current, next }, visitor)
    expect(codeOf(await change('wrong', otherPassword))).toBe('invalid_credentials')
    expect(codeOf(await change(goodPassword, 'anna@example.com'))).toBe('weak_password')
    expect(codeOf(await change(goodPassword, otherPassword))).toBe('ok')
    expect(codeOf(await world.companies.session(cookie))).toBe('ok')
    expect(codeOf(await world.companies.session(elsewhere))).toBe('unauthorized')
  })

  test('is guessed at an open session ten times at most', async () => {
    const person = await world.companies.authenticatePerson(cookie)
    if (!person.ok) throw new Error(person.failure.detail)
    const codes = await Promise.all(
      Array.from({ length: 12 }, () =>
        world.companies.changePassword(person.value, { current: 'wrong', next: goodPassword }, visitor),
      ),
    )
    expect(codes.map(codeOf).filter((code) => code === 'too_many_attempts')).toHaveLength(2)
  })
})

describe('sessions', () => {
  test('are listed with where they are, and ended one by one or all but this one', async () => {
    const first = await cookieOf(world.companies, { email, password: otherPassword }, '203.0.113.70')
    const second = await cookieOf(world.companies, { email, password: otherPassword }, '203.0.113.71')
    const person = await world.companies.authenticatePerson(cookie)
    if (!person.ok) throw new Error(person.failure.detail)
    const listed = await world.companies.listSessions(person.value)
    expect(listed.filter(({ is_current }) => is_current)).toHaveLength(1)
    const firstId = listed.find(({ address }) => address === '203.0.113.70')?.id ?? ''
    const stranger = await world.companies.authenticatePerson(
      await cookieOf(world.companies, { email: 'owner@example.com', password: 'correct horse battery' }),
    )
    if (!stranger.ok) throw new Error(stranger.failure.detail)
    expect(codeOf(await world.companies.endSession(stranger.value, firstId))).toBe('not_found')
    expect(codeOf(await world.companies.endSession(person.value, firstId))).toBe('ok')
    expect(codeOf(await world.companies.session(first))).toBe('unauthorized')
    expect(codeOf(await world.companies.session(second))).toBe('ok')
    await world.companies.endOtherSessions(person.value, visitor)
    expect(codeOf(await world.companies.session(second))).toBe('unauthorized')
    expect(codeOf(await world.companies.session(cookie))).toBe('ok')
  })
})
