import {
  type InvitationCreate,
  type InvitationSent,
  invitationMs,
  mailLanguages,
  maxPeople,
} from '../../contract/index.ts'
import { type Failure, fail, isUuid, ok, type Result, uuidV7 } from '../../core/index.ts'
import type { Database, Kysely } from '../../records/index.ts'
import { addAuditEntry } from '../audit/add-audit-entry.ts'
import { callerName } from '../caller-name.ts'
import { lockCompany } from '../company-rows.ts'
import type { Principal } from '../principal.ts'
import { hashToken, makeToken } from '../secret-token.ts'
import { type InvitationRow, invitationColumns, toApiInvitation, toRole } from './invitation-rows.ts'
import { allowPeople, isRoleOfCompany, mayGive, type PeopleDeps } from './people.ts'

export interface Invitations {
  /** Failure `conflict` where the address belongs to the company, or has an open invitation. */
  invite(
    caller: Principal,
    input: InvitationCreate,
  ): Promise<Result<InvitationSent, Failure<'forbidden' | 'conflict'>>>
  /** Sends it again with a new link and a new term; the link before is worth nothing from then on. */
  renewInvitation(
    caller: Principal,
    invitationId: string,
  ): Promise<Result<InvitationSent, Failure<'forbidden' | 'not_found'>>>
  revokeInvitation(
    caller: Principal,
    invitationId: string,
  ): Promise<Result<void, Failure<'forbidden' | 'not_found'>>>
}

interface InvitationsDeps extends PeopleDeps {
  readonly publicUrl: string
}

const noInvitation = fail(
  'not_found',
  'There is no such open invitation: it was accepted, or revoked by somebody else.',
)

export function createInvitations(deps: InvitationsDeps): Invitations {
  const { records, clock } = deps
  return {
    async invite(caller, { email: given, role, language }) {
      const allowed = mayGive(caller, role)
      if (!allowed.ok) return allowed
      const email = given.toLowerCase()
      return await records.asSystem(async (db) => {
        await lockCompany(db, caller.companyId)
        const fits = await isRoleOfCompany(db, caller.companyId, role)
        if (!fits.ok) return fits
        const inTheWay = await whyNot(db, caller.companyId, email)
        if (inTheWay !== null) return fail('conflict', inTheWay)
        const nowMs = clock()
        const term = newTerm(nowMs)
        const row = await db
          .insertInto('invitations')
          .values({
            id: uuidV7(nowMs),
            company_id: caller.companyId,
            email,
            role,
            language,
            invited_by_name: await callerName(db, caller),
            created_at: new Date(nowMs),
            ...term.columns,
          })
          .returning(invitationColumns)
          .executeTakeFirstOrThrow()
        return ok(await send(deps, db, caller, { row, token: term.token, act: 'member.invited', nowMs }))
      })
    },

    async renewInvitation(caller, invitationId) {
      const allowed = allowPeople(caller)
      if (!allowed.ok) return allowed
      if (!isUuid(invitationId)) return noInvitation
      return await records.asSystem(async (db) => {
        const found = await lockInvitation(db, caller.companyId, invitationId)
        if (!found) return noInvitation
        const may = mayGive(caller, toRole(found.role))
        if (!may.ok) return may
        const nowMs = clock()
        const term = newTerm(nowMs)
        const row = await db
          .updateTable('invitations')
          .set({ ...term.columns, invited_by_name: await callerName(db, caller) })
          .where('id', '=', invitationId)
          .returning(invitationColumns)
          .executeTakeFirstOrThrow()
        const act = 'member.invitation_renewed'
        return ok(await send(deps, db, caller, { row, token: term.token, act, nowMs }))
      })
    },

    async revokeInvitation(caller, invitationId) {
      const allowed = allowPeople(caller)
      if (!allowed.ok) return allowed
      if (!isUuid(invitationId)) return noInvitation
      return await records.asSystem(async (db) => {
        const found = await lockInvitation(db, caller.companyId, invitationId)
        if (!found) return noInvitation
        const nowMs = clock()
        await db
          .updateTable('invitations')
          .set({ ended_at: new Date(nowMs), ended_as: 'revoked' })
          .where('id', '=', invitationId)
          .execute()
        await addAuditEntry(db, caller, {
          act: 'member.invitation_revoked',
          companyId: caller.companyId,
          subject: { id: invitationId, name: found.email },
          before: { role: found.role },
          nowMs,
        })
        return ok(undefined)
      })
    },
  }
}

function newTerm(nowMs: number) {
  const token = makeToken()
  const columns = {
    token_hash: hashToken(token),
    sent_at: new Date(nowMs),
    expires_at: new Date(nowMs + invitationMs),
  }
  return { token, columns }
}

/** In words; null where nothing is in the way. */
async function whyNot(db: Kysely<Database>, companyId: string, email: string): Promise<string | null> {
  const member = await db
    .selectFrom('memberships')
    .innerJoin('identity.users', 'identity.users.id', 'memberships.user_id')
    .where('memberships.company_id', '=', companyId)
    .where('identity.users.email', '=', email)
    .select('memberships.user_id')
    .executeTakeFirst()
  if (member) return 'Somebody with this address belongs to the company already.'
  const open = await db
    .selectFrom('invitations')
    .select('email')
    .where('company_id', '=', companyId)
    .where('ended_at', 'is', null)
    .limit(maxPeople)
    .execute()
  if (open.some((invitation) => invitation.email === email))
    return 'This address has an open invitation: send that one again.'
  if (open.length >= maxPeople) return `A company may have ${maxPeople} open invitations: revoke one first.`
  return null
}

async function lockInvitation(db: Kysely<Database>, companyId: string, id: string) {
  return await db
    .selectFrom('invitations')
    .select(['email', 'role'])
    .where('id', '=', id)
    .where('company_id', '=', companyId)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

interface Sent {
  readonly row: InvitationRow & { readonly language: string }
  readonly token: string
  readonly act: 'member.invited' | 'member.invitation_renewed'
  readonly nowMs: number
}

/** The link goes to who is invited and nobody else: an inviter who had it too could answer in that name. */
async function send(
  { letters, publicUrl }: InvitationsDeps,
  db: Kysely<Database>,
  caller: Principal,
  { row, token, act, nowMs }: Sent,
): Promise<InvitationSent> {
  // After the #, where no server and no log sees it.
  const link = `${publicUrl}/invitation#${token}`
  await letters.write(
    db,
    {
      kind: 'invitation',
      address: row.email,
      language: mailLanguages.find((language) => language === row.language) ?? 'en',
      expiresAtMs: row.expires_at.getTime(),
      company: caller.company.name,
      inviter: row.invited_by_name,
      role: toRole(row.role),
      link,
    },
    nowMs,
  )
  await addAuditEntry(db, caller, {
    act,
    companyId: caller.companyId,
    subject: { id: row.id, name: row.email },
    after: { role: row.role, expires_at: row.expires_at },
    nowMs,
  })
  return { ...toApiInvitation(row, nowMs), link: letters.sendsMail ? null : link }
}
