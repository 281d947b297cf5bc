import {
  cookieOf,
  makeTestCompany,
  openTestCompanies,
  ownerPassword,
  type TestCompanies,
} from '../../../test/support/companies.ts'
import type { Role } from '../../contract/index.ts'
import type { Principal } from '../principal.ts'
import type { Person } from '../sessions.ts'

export const goodPassword = 'seven quiet lanterns'
export const visitor = { address: '203.0.113.9', userAgent: 'a browser' }

export interface PeopleWorld extends TestCompanies {
  nowMs: number
  readonly owner: Principal
  /** Invites, accepts, and gives the new person with his cookie. */
  join(email: string, role?: Role): Promise<{ principal: Principal; person: Person; cookie: string }>
  /** The secret in the link of the latest letter to the address. */
  tokenFor(email: string): string
}

/** A company with one owner, signed in, on a database of the test file's own with a clock that is set by hand. */
export async function openPeopleWorld(): Promise<PeopleWorld> {
  let nowMs = Date.UTC(2026, 8, 1, 10)
  const own = await openTestCompanies({ clock: () => nowMs, sendsMail: true })
  await makeTestCompany(own.companies)
  const ownerCookie = await cookieOf(own.companies, { email: 'owner@example.com', password: ownerPassword })
  const owner = await principalOf(own, ownerCookie)
  const world: PeopleWorld = {
    ...own,
    owner,
    get nowMs() {
      return nowMs
    },
    set nowMs(value) {
      nowMs = value
    },
    async join(email, role = 'analyst') {
      const invited = await own.companies.invite(owner, { email, role, language: 'en' })
      if (!invited.ok) throw new Error(invited.failure.detail)
      const accepted = await own.companies.acceptInvitation(
        { token: world.tokenFor(email), name: email.split('@')[0] ?? '', password: goodPassword, cookie: '' },
        visitor,
      )
      if (!accepted.ok) throw new Error(accepted.failure.detail)
      const cookie = accepted.value.setCookie.map((value) => value.split(';')[0]).join('; ')
      const person = await own.companies.authenticatePerson(cookie)
      if (!person.ok) throw new Error(person.failure.detail)
      return { cookie, principal: await principalOf(own, cookie), person: person.value }
    },
    tokenFor(email) {
      const letter = own.letters.findLast(
        ({ address, kind }) => address === email && kind !== 'password_changed',
      )
      if (!letter || !('link' in letter)) throw new Error(`no letter with a link to ${email}`)
      return new URL(letter.link).hash.slice(1)
    },
  }
  return world
}

async function principalOf({ companies }: TestCompanies, cookie: string): Promise<Principal> {
  const found = await companies.authenticate({ cookie })
  if (!found.ok) throw new Error(found.failure.detail)
  return { ...found.value, client: visitor }
}

/** `ok`, or the code of the failure. */
export function codeOf(result: { ok: true } | { ok: false; failure: { code: string } }): string {
  return result.ok ? 'ok' : result.failure.code
}
