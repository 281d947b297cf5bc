import type { InvitationAccept, OpenInvitation } from '../../contract/index.ts'
import { type Clock, type Failure, fail, ok, type Result } from '../../core/index.ts'
import type { Database, Kysely, Records } from '../../records/index.ts'
import { addAuditEntry } from '../audit/add-audit-entry.ts'
import { createIdentity, type Identity, type IdentityOptions } from '../identity.ts'
import { checkPassword } from '../passwords/check-password.ts'
import { hashToken } from '../secret-token.ts'
import { type NotSignedIn, type OpenSession, openSession } from '../sessions.ts'
import { enter } from '../sign-in.ts'
import { type Client, countWithin, limitKey } from '../sign-in-limit.ts'
import { toRole } from './invitation-rows.ts'

type Ended = Failure<'link_ended' | 'too_many_attempts'>

/** What somebody with the link of an invitation can do. */
export interface Acceptance {
  lookUpInvitation(token: string, client: Client): Promise<Result<OpenInvitation, Ended>>
  /**
   * Makes the account of a new person and signs it in; somebody who has one is signed in already. Failure `sign_in_first` where
   * the address has an account and the caller is not signed in with it.
   */
  acceptInvitation(
    given: InvitationAccept & { readonly cookie: string },
    client: Client,
  ): Promise<
    Result<
      OpenSession,
      NotSignedIn | Ended | Failure<'sign_in_first' | 'weak_password' | 'invalid_request' | 'conflict'>
    >
  >
}

interface AcceptanceDeps {
  readonly records: Records
  readonly clock: Clock
  readonly identity: Identity
  readonly identityOptions: Omit<IdentityOptions, 'db'>
}

/** Links that are tried from one network address within a window of 15 minutes; none can be guessed. */
const maxLinks = 60

const linkEnded = fail(
  'link_ended',
  'The invitation is no longer good: it was accepted or revoked, or has expired. Ask for another.',
)

export function createAcceptance(deps: AcceptanceDeps): Acceptance {
  const { records, clock } = deps
  const count = (client: Client) =>
    countWithin(records, clock, new Map([[limitKey('invitations from', client.address), maxLinks]]))
  return {
    async lookUpInvitation(token, client) {
      const counted = await count(client)
      if (!counted.ok) return counted
      return await records.asSystem(async (db) => {
        const found = await selectOpen(db, token, clock()).executeTakeFirst()
        if (!found) return linkEnded
        const { company_id: id, company_name: name, email, role } = found
        return ok({
          company: { id, name },
          email,
          role: toRole(role),
          invited_by: found.invited_by_name,
          expires_at: found.expires_at.toISOString(),
          has_account: (await userOf(db, email)) !== null,
        })
      })
    },

    async acceptInvitation(given, client) {
      const counted = await count(client)
      if (!counted.ok) return counted
      const signedIn =
        given.cookie === '' ? null : await deps.identity.findSession(given.cookie, { refresh: false })
      const joined = await records.asSystem((db) => join(deps, db, given, signedIn?.userId ?? null, client))
      if (!joined.ok) return joined
      const { userId, companyId } = joined.value
      if (signedIn?.userId !== userId) return await enter(deps, userId, client)
      await records.system
        .updateTable('identity.sessions')
        .set({ company_id: companyId })
        .where('token', '=', signedIn.sessionToken)
        .execute()
      return await openSession(records, signedIn)
    },
  }
}

function selectOpen(db: Kysely<Database>, token: string, nowMs: number) {
  return db
    .selectFrom('invitations')
    .innerJoin('companies', 'companies.id', 'invitations.company_id')
    .where('token_hash', '=', hashToken(token))
    .where('ended_at', 'is', null)
    .where('expires_at', '>', new Date(nowMs))
    .select([
      'invitations.id',
      'invitations.company_id',
      'invitations.email',
      'invitations.role',
      'invitations.invited_by_name',
      'invitations.expires_at',
      'companies.name as company_name',
    ])
}

async function userOf(db: Kysely<Database>, email: string): Promise<string | null> {
  const user = await db
    .selectFrom('identity.users')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirst()
  return user?.id ?? null
}

type Joined = { readonly userId: string; readonly companyId: string }

/** The invitation is locked: used twice at once, the second one waits here and finds it ended. */
async function join(
  deps: AcceptanceDeps,
  db: Kysely<Database>,
  given: InvitationAccept,
  callerId: string | null,
  client: Client,
): Promise<
  Result<Joined, Failure<'link_ended' | 'sign_in_first' | 'weak_password' | 'invalid_request' | 'conflict'>>
> {
  const nowMs = deps.clock()
  const found = await selectOpen(db, given.token, nowMs).forUpdate('invitations').executeTakeFirst()
  if (!found) return linkEnded
  const { company_id: companyId, email, role } = found
  const knownId = await userOf(db, email)
  if (knownId !== null && knownId !== callerId)
    return fail('sign_in_first', `Sign in as ${email}, then open the link again.`)
  const userId = knownId === null ? await addUser(deps, db, email, given) : ok(knownId)
  if (!userId.ok) return userId
  const added = await db
    .insertInto('memberships')
    .values({ company_id: companyId, user_id: userId.value, role, created_at: new Date(nowMs) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .executeTakeFirst()
  if (!added) return fail('conflict', 'You belong to this company already.')
  await db
    .updateTable('invitations')
    .set({ ended_at: new Date(nowMs), ended_as: 'accepted' })
    .where('id', '=', found.id)
    .execute()
  await addAuditEntry(
    db,
    { kind: 'user', companyId, userId: userId.value, client },
    {
      act: 'member.joined',
      companyId,
      subject: { id: userId.value, name: email },
      after: { role },
      nowMs,
    },
  )
  return ok({ userId: userId.value, companyId })
}

async function addUser(
  { identityOptions }: AcceptanceDeps,
  db: Kysely<Database>,
  email: string,
  { name, password }: InvitationAccept,
): Promise<Result<string, Failure<'weak_password' | 'invalid_request'>>> {
  if (name === undefined || password === undefined)
    return fail('invalid_request', 'Give a name and a password: the account is made with them.')
  const checked = checkPassword(password, [name, email])
  if (!checked.ok) return checked
  const identity = createIdentity({ ...identityOptions, db, inTransaction: true })
  return ok(await identity.addUser({ name, email, password }))
}
