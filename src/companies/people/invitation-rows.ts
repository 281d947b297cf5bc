import { type Invitation, maxPeople, roles } from '../../contract/index.ts'
import type { Database, Kysely } from '../../records/index.ts'

export const invitationColumns = [
  'id',
  'company_id',
  'email',
  'role',
  'language',
  'invited_by_name',
  'sent_at',
  'expires_at',
] as const

export interface InvitationRow {
  readonly id: string
  readonly email: string
  readonly role: string
  readonly invited_by_name: string | null
  readonly sent_at: Date
  readonly expires_at: Date
}

/** Those that are neither accepted nor revoked; expired ones too, as they can be sent again. */
export async function readOpenInvitations(
  db: Kysely<Database>,
  companyId: string,
  nowMs: number,
): Promise<Invitation[]> {
  const rows = await db
    .selectFrom('invitations')
    .select(invitationColumns)
    .where('company_id', '=', companyId)
    .where('ended_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .limit(maxPeople)
    .execute()
  return rows.map((row) => toApiInvitation(row, nowMs))
}

export function toApiInvitation(row: InvitationRow, nowMs: number): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: toRole(row.role),
    invited_by: row.invited_by_name,
    sent_at: row.sent_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    is_expired: row.expires_at.getTime() <= nowMs,
  }
}

/** A role that this program does not know may only look. */
export function toRole(text: string): Invitation['role'] {
  return roles.find((role) => role === text) ?? 'read_only'
}
