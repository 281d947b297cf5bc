import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTestCompany, cookieOf, ownerPassword } from '../../../test/support/companies.ts'
import { invitationMs } from '../../contract/index.ts'
import { codeOf, goodPassword, openPeopleWorld, type PeopleWorld, visitor } from './people-world.fixture.ts'

let world: PeopleWorld
beforeAll(async () => {
  world = await openPeopleWorld()
})
afterAll(() => world.close())

const invite = (email: string, role: 'owner' | 'analyst' = 'analyst') =>
  world.companies.invite(world.owner, { email, role, language: 'en' })
const accept = (token: string, change: object = {}) =>
  world.companies.acceptInvitation(
    { token, name: 'Anna', password: goodPassword, cookie: '', ...change },
    visitor,
  )
const audited = async (): Promise<readonly string[]> => {
  const listed = await world.companies.auditEntries(world.owner, { area: 'member', limit: 500 })
  return listed.ok ? listed.value.entries.map(({ act }) => act) : []
}

describe('an invitation', () => {
  test('goes by e-mail to who is invited, tells what it is about, and lets that person in', async () => {
    const invited = await invite('Anna@Example.com')
    expect(invited).toMatchObject({ ok: true, value: { email: 'anna@example.com', link: null } })
    const token = world.tokenFor('anna@example.com')
    expect(await world.companies.lookUpInvitation(token, visitor)).toMatchObject({
      value: { company: { name: 'Meridian Travel' }, role: 'analyst', has_account: false },
    })
    const accepted = await accept(token)
    expect(accepted).toMatchObject({
      value: { session: { user: { email: 'anna@example.com', name: 'Anna' }, role: 'analyst' } },
    })
    await cookieOf(world.companies, { email: 'anna@example.com', password: goodPassword })
    expect(await audited()).toEqual(['member.joined', 'member.invited'])
  })

  test('is good once, also for two who use it at the same moment', async () => {
    await invite('twice@example.com')
    const token = world.tokenFor('twice@example.com')
    const codes = (await Promise.all([accept(token), accept(token)])).map(codeOf)
    expect(codes.toSorted()).toEqual(['link_ended', 'ok'])
    expect(codeOf(await accept(token))).toBe('link_ended')
    expect(codeOf(await world.companies.lookUpInvitation(token, visitor))).toBe('link_ended')
  })

  test('ends with its term, with being revoked, and with being sent again', async () => {
    const made = await invite('late@example.com')
    if (!made.ok) throw new Error(made.failure.detail)
    const first = world.tokenFor('late@example.com')
    world.nowMs += invitationMs
    expect(codeOf(await accept(first))).toBe('link_ended')
    const renewed = await world.companies.renewInvitation(world.owner, made.value.id)
    expect(renewed).toMatchObject({ value: { is_expired: false } })
    expect(codeOf(await accept(first))).toBe('link_ended')
    const second = world.tokenFor('late@example.com')
    expect(codeOf(await world.companies.revokeInvitation(world.owner, made.value.id))).toBe('ok')
    expect(codeOf(await accept(second))).toBe('link_ended')
    for (const again of ['renewInvitation', 'revokeInvitation'] as const)
      expect(codeOf(await world.companies[again](world.owner, made.value.id))).toBe('not_found')
  })

  test('is one per address, and none for who belongs to the company', async () => {
    const codes = (await Promise.all([invite('one@example.com'), invite('ONE@example.com')])).map(codeOf)
    expect(codes.toSorted()).toEqual(['conflict', 'ok'])
    expect(codeOf(await invite('owner@example.com'))).toBe('conflict')
  })

  test('is accepted by nobody else than the owner of the address where that has an account', async () => {
    const otherId = await addTestCompany(world.records, { name: 'Other' })
    const { cookie } = await world.join('both@example.com')
    const other = { ...world.owner, companyId: otherId, company: { ...world.owner.company, id: otherId } }
    await world.companies.invite(other, { email: 'both@example.com', role: 'analyst', language: 'en' })
    const token = world.tokenFor('both@example.com')
    expect(codeOf(await accept(token))).toBe('sign_in_first')
    const ownerCookie = await cookieOf(world.companies, {
      email: 'owner@example.com',
      password: ownerPassword,
    })
    expect(codeOf(await accept(token, { cookie: ownerCookie }))).toBe('sign_in_first')
    expect(await accept(token, { cookie, name: undefined, password: undefined })).toMatchObject({
      value: { session: { company: { id: otherId }, companies: [{}, {}] } },
    })
  })

  test('asks for a password that is not the first to be tried', async () => {
    await invite('weak@example.com')
    const token = world.tokenFor('weak@example.com')
    expect(codeOf(await accept(token, { password: 'password1234' }))).toBe('weak_password')
    expect(codeOf(await accept(token, { password: undefined }))).toBe('invalid_request')
    expect(codeOf(await accept(token))).toBe('ok')
  })

  test('holds its link where no e-mail goes out, for who invites to pass on', async () => {
    const { openTestCompanies } = await import('../../../test/support/companies.ts')
    const without = await openTestCompanies()
    try {
      const made = await without.companies.initialise({
        company: 'Small',
        timeZone: 'UTC',
        currency: 'EUR',
        ownerEmail: 'small@example.com',
        ownerPassword,
      })
      expect(made.ok).toBe(true)
      const cookie = await cookieOf(without.companies, {
        email: 'small@example.com',
        password: ownerPassword,
      })
      const owner = await without.companies.authenticate({ cookie })
      if (!owner.ok) throw new Error(owner.failure.detail)
      const invited = await without.companies.invite(owner.value, {
        email: 'by-hand@example.com',
        role: 'analyst',
        language: 'ru',
      })
      const link = invited.ok ? (invited.value.link ?? '') : ''
      const looked = await without.companies.lookUpInvitation(new URL(link).hash.slice(1), visitor)
      expect(looked).toMatchObject({ value: { email: 'by-hand@example.com' } })
    } finally {
      await without.close()
    }
  })
})

describe('people', () => {
  test('are changed and removed; what a removed person had open shows nothing of the company', async () => {
    const { principal, cookie } = await world.join('gone@example.com')
    const id = principal.userId ?? ''
    expect(await world.companies.changeRole(world.owner, id, 'accountant')).toMatchObject({
      value: { role: 'accountant' },
    })
    expect(await world.companies.authenticate({ cookie })).toMatchObject({ value: { role: 'accountant' } })
    expect(codeOf(await world.companies.removeMember(world.owner, id))).toBe('ok')
    expect(codeOf(await world.companies.authenticate({ cookie }))).toBe('forbidden')
    expect(codeOf(await world.companies.removeMember(world.owner, id))).toBe('not_found')
  })

  test('always include an owner, also where two owners remove or lower each other at once', async () => {
    const { principal: second } = await world.join('second-owner@example.com', 'owner')
    const [first, other] = [world.owner.userId ?? '', second.userId ?? '']
    const codes = await Promise.all([
      world.companies.removeMember(world.owner, other),
      world.companies.changeRole(second, first, 'analyst'),
    ])
    expect(codes.map(codeOf).toSorted()).toEqual(['last_owner', 'ok'])
    const owners = await world.records.system
      .selectFrom('memberships')
      .select('user_id')
      .where('company_id', '=', world.owner.companyId)
      .where('role', '=', 'owner')
      .execute()
    expect(owners).toHaveLength(1)
    await world.records.system
      .updateTable('memberships')
      .set({ role: 'owner' })
      .where('company_id', '=', world.owner.companyId)
      .where('user_id', '=', first)
      .execute()
    await world.records.system.deleteFrom('memberships').where('user_id', '=', other).execute()
    for (const last of [
      world.companies.removeMember(world.owner, first),
      world.companies.changeRole(world.owner, first, 'analyst'),
    ])
      expect(codeOf(await last)).toBe('last_owner')
  })

  test('are nothing to keys, to who may not manage the company, or to other companies', async () => {
    const { principal: analyst } = await world.join('analyst@example.com')
    const key = { ...world.owner, kind: 'key' as const }
    const stranger = {
      ...world.owner,
      companyId: await addTestCompany(world.records, { name: 'Stranger' }),
    }
    const id = analyst.userId ?? ''
    for (const caller of [analyst, key]) {
      expect(codeOf(await world.companies.people(caller))).toBe('forbidden')
      expect(codeOf(await world.companies.removeMember(caller, id))).toBe('forbidden')
      expect(
        codeOf(
          await world.companies.invite(caller, { email: 'x@example.com', role: 'owner', language: 'en' }),
        ),
      ).toBe('forbidden')
    }
    expect(codeOf(await world.companies.removeMember(stranger, id))).toBe('not_found')
    expect(codeOf(await world.companies.changeRole(stranger, id, 'owner'))).toBe('not_found')
  })

  test('are made mightier by nobody than he is himself', async () => {
    const { principal: manager } = await world.join('manager@example.com')
    const caller = { ...manager, scopes: ['users:manage', 'metrics:read'] as const }
    expect(codeOf(await world.companies.changeRole(caller, manager.userId ?? '', 'owner'))).toBe('forbidden')
    expect(codeOf(await world.companies.removeMember(caller, world.owner.userId ?? ''))).toBe('forbidden')
    expect(
      codeOf(await world.companies.invite(caller, { email: 'o@example.com', role: 'owner', language: 'en' })),
    ).toBe('forbidden')
    expect(await world.companies.people(caller)).toMatchObject({
      value: { roles: expect.not.arrayContaining(['owner']) },
    })
  })
})
