import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roleRules, scopesOf } from '../../src/companies/index.ts'
import { type Reach, type Role, roles, type Scope, scopes } from '../../src/contract/index.ts'
import { guardedElsewhere, type RouteRule, routeRules } from '../../src/http/route-rules.ts'
import { addCompanyBelow, addTestCompany, addTestUser, ownerPassword } from '../support/companies.ts'
import { type Answer, type Installation, openInstallation, publicUrl, toAnswer } from './installation.ts'

/*
 * Calls every route as every role in its own company, in one below it, as a view of that, and in a company out of reach, and
 * expects the answer of the table. Bodies are left out: who is let in is decided before a body is read, so what is let in is
 * answered with what is wrong with it, and nothing is changed.
 */

interface Actor {
  readonly role: Role
  readonly cookie: string
  readonly companies: { readonly own: string; readonly below: string; readonly other: string }
}

let house: Installation
let actors: readonly Actor[]

beforeAll(async () => {
  house = await openInstallation()
  const { records, owner } = house
  const provider = owner.companyId
  const reseller = await addCompanyBelow(records, {
    name: 'Reseller',
    parentId: provider,
    isReseller: true,
  })
  const customer = await addCompanyBelow(records, { name: 'Customer', parentId: reseller })
  const rival = await addCompanyBelow(records, { name: 'Rival', parentId: provider, isReseller: true })
  const theirs = await addCompanyBelow(records, { name: 'Theirs', parentId: rival })
  const apart = await addTestCompany(records, { name: 'Apart' })
  const made: Actor[] = []
  for (const role of roles) {
    const isStaff = roleRules[role].kinds.every((kind) => kind === 'provider')
    const own = isStaff ? provider : reseller
    const email = `as-${role}@example.com`
    await addTestUser(records, { email, companyId: own, role })
    made.push({
      role,
      cookie: await signIn(email),
      companies: { own, below: customer, other: isStaff ? apart : theirs },
    })
  }
  actors = made
})
afterAll(() => house.close())

async function signIn(email: string): Promise<string> {
  const answer = await house.app.inject({
    method: 'POST',
    url: '/api/v1/session',
    headers: { origin: publicUrl },
    payload: { email, password: ownerPassword },
  })
  expect(answer.statusCode, email).toBe(200)
  return [answer.headers['set-cookie']]
    .flat()
    .map((cookie) => String(cookie).split(';', 1)[0])
    .join('; ')
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
const noId = '00000000-0000-4000-8000-000000000000'

/** A live connection does not end by itself: whom it lets in is asked in live-hub's own tests. */
const neverEnds = 'GET /api/v1/live'

async function call(name: string, prefix: string, headers: Record<string, string>): Promise<Answer> {
  const [method, url = ''] = name.split(' ', 2)
  return toAnswer(
    await house.app.inject({
      method: method as Method,
      url: `${prefix}${url.replaceAll(/:\w+/g, noId)}`,
      headers,
    }),
  )
}

/** What the table says: the code of the refusal, or null for whom it lets in. */
function refusalOf(rule: RouteRule, held: readonly Scope[], reach: Reach, isPerson = true): string | null {
  if (reach === 'view' && rule.effect === 'changes') return 'view_only'
  if (rule.needs === 'person') return isPerson ? null : 'forbidden'
  if (rule.isPersonal && !isPerson) return 'forbidden'
  if (rule.showsPersons && !held.includes('personal_data:read')) return 'forbidden'
  if (typeof rule.needs === 'string') return null
  return rule.needs.some((scope) => held.includes(scope)) ? null : 'forbidden'
}

function codeOf({ body }: Answer): string | undefined {
  return typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : undefined
}

/** Compares an answer with the table. Whom the table lets in may still be refused as not being the seller. */
function check(what: string, rule: RouteRule, expected: string | null, answer: Answer): void {
  const code = codeOf(answer)
  if (expected !== null) {
    expect({ status: answer.status, code }, what).toEqual({ status: 403, code: expected })
    return
  }
  expect(answer.status, what).not.toBe(401)
  expect(answer.status, what).toBeLessThan(500)
  if (!(rule.isSellers && code === 'forbidden')) expect(answer.status, what).not.toBe(403)
  expect(JSON.stringify(answer.body), what).not.toContain('within your reach')
}

const guarded = Object.entries(routeRules).filter(([, { needs }]) => needs !== 'anyone')
const atOnce = 8

/** Every guarded route, a few at a time. */
async function everyRoute(act: (name: string, rule: RouteRule) => Promise<void>): Promise<void> {
  for (let start = 0; start < guarded.length; start += atOnce)
    await Promise.all(guarded.slice(start, start + atOnce).map(([name, rule]) => act(name, rule)))
}

test('every route of the server is in the table, and the table names no other', () => {
  const registered = house.routes.map(({ method, url }) => `${method} ${url}`)
  const ofApi = registered.filter((name) => !guardedElsewhere.test(name))
  expect(ofApi.toSorted()).toEqual(Object.keys(routeRules).toSorted())
})

describe('every route answers every role as the table says', () => {
  for (const reach of ['own', 'below', 'view'] as const)
    test(`${reach === 'own' ? 'in the own company' : reach === 'below' ? 'in a dependent company' : 'in a view of a dependent company'}`, async () => {
      for (const { role, cookie, companies } of actors) {
        const company = companies[reach === 'own' ? 'own' : 'below']
        const mayReach =
          reach === 'own' ||
          (reach === 'below'
            ? roleRules[role].below.length > 0
            : scopesOf(role, 'below').includes('companies:view'))
        await everyRoute(async (name, rule) => {
          const refusal = refusalOf(rule, scopesOf(role, reach), reach)
          if (name === neverEnds && mayReach && refusal === null) return
          const prefix = `/${reach === 'view' ? 'view' : 'c'}/${company}`
          const answer = await call(name, prefix, { cookie, origin: publicUrl })
          const what = `${role} ${reach} ${name}`
          if (mayReach) check(what, rule, refusal, answer)
          else expect({ status: answer.status, code: codeOf(answer) }, what).toEqual(outOfReach)
        })
      }
    }, 300_000)

  test('in a company out of reach, which is not there', async () => {
    for (const { role, cookie, companies } of actors)
      await everyRoute(async (name) => {
        const answer = await call(name, `/c/${companies.other}`, { cookie, origin: publicUrl })
        expect({ status: answer.status, code: codeOf(answer) }, `${role} ${name}`).toEqual(outOfReach)
      })
  }, 300_000)
})

const outOfReach = { status: 404, code: 'not_found' }

test('nobody looks at the own company as a view, and a company above is out of reach', async () => {
  const provider = house.owner.companyId
  for (const { role, cookie, companies } of actors) {
    const own = await call('GET /api/v1/session', `/view/${companies.own}`, { cookie })
    expect(own.status, role).toBe(404)
    if (companies.own === provider) continue
    const above = await call('GET /api/v1/session', `/c/${provider}`, { cookie })
    expect(above.status, role).toBe(404)
  }
})

test('an API key with one scope does what the table gives that scope, and only for its own company', async () => {
  for (const scope of scopes) {
    const made = await house.ask('POST', '/api/v1/api-keys', { name: scope, scopes: [scope] })
    expect(made.status).toBe(201)
    const headers = { authorization: `Bearer ${(made.body as { key: string }).key}` }
    await everyRoute(async (name, rule) => {
      const refusal = refusalOf(rule, [scope], 'own', false)
      if (name === 'GET /api/v1/session' || (name === neverEnds && refusal === null)) return
      check(`${scope} ${name}`, rule, refusal, await call(name, '', headers))
    })
    const elsewhere = await call('GET /api/v1/company', `/c/${actors[0]?.companies.below}`, headers)
    expect(elsewhere.status).toBe(404)
  }
})
