import { type Member, maxPeople, type People, type Role, roles } from '../../contract/index.ts'
import { type Clock, type Failure, fail, isUuid, ok, type Result } from '../../core/index.ts'
import type { Database, Kysely, Records } from '../../records/index.ts'
import { addAuditEntry } from '../audit/add-audit-entry.ts'
import { kindOf, lockCompany } from '../company-rows.ts'
import type { Letters } from '../letters.ts'
import { rolesOfKind, scopesOf } from '../permissions.ts'
import { allow, type Principal } from '../principal.ts'
import { hasSecondFactor } from '../second-factor/sign-in-challenge.ts'
import { readOpenInvitations } from './invitation-rows.ts'

type Denied = Failure<'forbidden' | 'not_found' | 'last_owner'>

/** Who belongs to a company, and what each is there. */
export interface PeopleDoor {
  people(caller: Principal): Promise<Result<People, Failure<'forbidden'>>>
  changeRole(caller: Principal, userId: string, role: Role): Promise<Result<Member, Denied>>
  /** What the person had open here ends; the account stays for other companies. */
  removeMember(caller: Principal, userId: string): Promise<Result<void, Denied>>
  /** For who lost phone and recovery codes; only of people who belong to no other company, whose guard it is too. */
  resetSecondFactor(
    caller: Principal,
    userId: string,
  ): Promise<Result<void, Failure<'forbidden' | 'not_found' | 'conflict'>>>
  /** Whoever has no second factor is asked to set one up before anything else. */
  putTwoFactorRule(
    caller: Principal,
    isRequired: boolean,
  ): Promise<Result<People, Failure<'forbidden' | 'conflict'>>>
}

export interface PeopleDeps {
  readonly records: Records
  readonly clock: Clock
  readonly letters: Letters
}

const noMember = fail('not_found', 'There is no such person in this company.')
const lastOwner = fail('last_owner', 'A company needs an owner: make somebody else owner first.')

export function createPeople(deps: PeopleDeps): PeopleDoor {
  const { records, clock } = deps
  return {
    async people(caller) {
      const allowed = allowPeople(caller)
      return allowed.ok ? ok(await records.asSystem((db) => readPeople(deps, db, caller))) : allowed
    },

    async changeRole(caller, userId, role) {
      const allowed = mayGive(caller, role)
      if (!allowed.ok) return allowed
      return await changing(deps, caller, userId, async (db, member): Promise<Result<Member, Denied>> => {
        if (member.role === role) return ok(member)
        const fits = await isRoleOfCompany(db, caller.companyId, role)
        if (!fits.ok) return fits
        if (member.role === 'owner' && !(await hasOtherOwner(db, caller.companyId, userId))) return lastOwner
        await db
          .updateTable('memberships')
          .set({ role })
          .where('company_id', '=', caller.companyId)
          .where('user_id', '=', userId)
          .execute()
        await note(db, caller, {
          act: 'member.role_changed',
          member,
          before: { role: member.role },
          after: { role },
          nowMs: clock(),
        })
        return ok({ ...member, role })
      })
    },

    async removeMember(caller, userId) {
      return await changing(deps, caller, userId, async (db, member) => {
        if (member.role === 'owner' && !(await hasOtherOwner(db, caller.companyId, userId))) return lastOwner
        await db
          .deleteFrom('memberships')
          .where('company_id', '=', caller.companyId)
          .where('user_id', '=', userId)
          .execute()
        await note(db, caller, {
          act: 'member.removed',
          member,
          before: { role: member.role },
          after: null,
          nowMs: clock(),
        })
        return ok(undefined)
      })
    },

    async resetSecondFactor(caller, userId) {
      return await changing(deps, caller, userId, async (db, member) => {
        const { companies } = await db
          .selectFrom('memberships')
          .select(db.fn.countAll<string>().as('companies'))
          .where('user_id', '=', userId)
          .executeTakeFirstOrThrow()
        if (Number(companies) > 1 || member.is_self)
          return fail(
            'conflict',
            'This person belongs to other companies too, or is you: it is switched off under the person’s own name.',
          )
        await db.deleteFrom('identity.second_factors').where('user_id', '=', userId).execute()
        const nowMs = clock()
        await note(db, caller, {
          act: 'member.second_factor_reset',
          member,
          before: null,
          after: null,
          nowMs,
        })
        await deps.letters.write(
          db,
          {
            kind: 'second_factor_off',
            address: member.email,
            language: caller.client?.language ?? 'en',
            expiresAtMs: nowMs + letterMs,
          },
          nowMs,
        )
        return ok(undefined)
      })
    },

    async putTwoFactorRule(caller, isRequired) {
      const allowed = allowPeople(caller)
      if (!allowed.ok) return allowed
      return await records.asSystem(async (db) => {
        if (isRequired && !(await hasSecondFactor(db, caller.userId ?? '')))
          return fail('conflict', 'Switch on two-factor sign-in for yourself before you ask it of others.')
        const { two_factor_required: before } = await db
          .selectFrom('companies')
          .select('two_factor_required')
          .where('id', '=', caller.companyId)
          .forNoKeyUpdate()
          .executeTakeFirstOrThrow()
        if (before !== isRequired) {
          await db
            .updateTable('companies')
            .set({ two_factor_required: isRequired })
            .where('id', '=', caller.companyId)
            .execute()
          await addAuditEntry(db, caller, {
            act: 'company.two_factor_rule_changed',
            companyId: caller.companyId,
            subject: caller.company,
            before: { required: before },
            after: { required: isRequired },
            nowMs: clock(),
          })
        }
        return ok(await readPeople(deps, db, caller))
      })
    },
  }
}

const letterMs = 24 * 3_600_000

/** Somebody decides who gets in, not a key: nobody knows who holds it. */
export function allowPeople(caller: Principal): Result<void, Failure<'forbidden'>> {
  if (caller.kind === 'key')
    return fail('forbidden', 'An API key cannot decide who gets in: sign in as a person.')
  return allow(caller, 'users:manage')
}

/** A role can be given by who may do all that it may, as keys can: nobody makes somebody mightier than himself. */
export function mayGive(caller: Principal, role: Role): Result<void, Failure<'forbidden'>> {
  const allowed = allowPeople(caller)
  if (!allowed.ok) return allowed
  return givenBy(caller).includes(role)
    ? ok(undefined)
    : fail('forbidden', 'This role may do more than you may: ask an owner to give it.')
}

/** Who administers a customer from above gives any role there: a new company gets its first owner so. */
function givenBy({ scopes, reach }: Principal): Role[] {
  return roles.filter((role) => reach === 'below' || scopesOf(role).every((scope) => scopes.includes(scope)))
}

/** Some roles are of some kinds of companies only. */
export async function isRoleOfCompany(
  db: Kysely<Database>,
  companyId: string,
  role: Role,
): Promise<Result<void, Failure<'forbidden'>>> {
  const row = await db
    .selectFrom('companies')
    .select(['parent_id', 'is_reseller'])
    .where('id', '=', companyId)
    .executeTakeFirstOrThrow()
  return rolesOfKind(kindOf(row)).includes(role)
    ? ok(undefined)
    : fail('forbidden', 'People of a company of this kind cannot have this role.')
}

/** The company is locked: of two who remove one owner each, one hears that it is the last. */
async function changing<T, F extends Failure>(
  { records }: PeopleDeps,
  caller: Principal,
  userId: string,
  change: (db: Kysely<Database>, member: Member) => Promise<Result<T, F>>,
): Promise<Result<T, F | Failure<'forbidden' | 'not_found'>>> {
  const allowed = allowPeople(caller)
  if (!allowed.ok) return allowed
  if (!isUuid(userId)) return noMember
  return await records.asSystem(async (db) => {
    await lockCompany(db, caller.companyId)
    const [member] = await readMembers(db, caller, userId)
    if (!member) return noMember
    const may = mayGive(caller, member.role)
    return may.ok ? await change(db, member) : may
  })
}

async function hasOtherOwner(db: Kysely<Database>, companyId: string, userId: string): Promise<boolean> {
  const other = await db
    .selectFrom('memberships')
    .select('user_id')
    .where('company_id', '=', companyId)
    .where('role', '=', 'owner')
    .where('user_id', '<>', userId)
    .limit(1)
    .executeTakeFirst()
  return other !== undefined
}

async function readPeople(
  { letters, clock }: PeopleDeps,
  db: Kysely<Database>,
  caller: Principal,
): Promise<People> {
  const { two_factor_required, ...company } = await db
    .selectFrom('companies')
    .select(['two_factor_required', 'parent_id', 'is_reseller'])
    .where('id', '=', caller.companyId)
    .executeTakeFirstOrThrow()
  const fitting = rolesOfKind(kindOf(company))
  return {
    members: await readMembers(db, caller),
    invitations: await readOpenInvitations(db, caller.companyId, clock()),
    roles: givenBy(caller).filter((role) => fitting.includes(role)),
    two_factor_required,
    sends_mail: letters.sendsMail,
  }
}

async function readMembers(db: Kysely<Database>, caller: Principal, userId?: string): Promise<Member[]> {
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('identity.users', 'identity.users.id', 'memberships.user_id')
    .leftJoin('identity.second_factors', 'identity.second_factors.user_id', 'memberships.user_id')
    .where('memberships.company_id', '=', caller.companyId)
    .$if(userId !== undefined, (query) => query.where('memberships.user_id', '=', userId ?? ''))
    .select([
      'memberships.user_id',
      'memberships.role',
      'memberships.created_at',
      'identity.users.name',
      'identity.users.email',
      'identity.second_factors.confirmed_at',
    ])
    .orderBy('memberships.created_at')
    .orderBy('memberships.user_id')
    .limit(maxPeople)
    .execute()
  return rows.map((row) => ({
    user_id: row.user_id,
    name: row.name,
    email: row.email,
    role: roles.find((role) => role === row.role) ?? 'read_only',
    joined_at: row.created_at.toISOString(),
    two_factor: row.confirmed_at !== null,
    is_self: row.user_id === caller.userId,
  }))
}

interface MemberChange {
  readonly act: 'member.role_changed' | 'member.removed' | 'member.second_factor_reset'
  readonly member: Member
  readonly before: { readonly role: Role } | null
  readonly after: { readonly role: Role } | null
  readonly nowMs: number
}

async function note(
  db: Kysely<Database>,
  caller: Principal,
  { act, member, before, after, nowMs }: MemberChange,
): Promise<void> {
  await addAuditEntry(db, caller, {
    act,
    companyId: caller.companyId,
    subject: { id: member.user_id, name: `${member.name} <${member.email}>` },
    before,
    after,
    nowMs,
  })
}
