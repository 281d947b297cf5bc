import { addAuditEntry, callerName, type Principal } from '../companies/index.ts'
import type { SettingChange, SettingChangeState } from '../contract/index.ts'
import { uuidV7 } from '../core/index.ts'
import type { Database, Kysely } from '../records/index.ts'
import { type AccountSettings, optionalMicros, toApiSettings } from './account-settings.ts'

type Act = 'applied' | 'requested' | 'approved' | 'declined'

export interface AddedChange {
  readonly companyId: string
  readonly act: Act
  /** The request that is decided. */
  readonly decides: string | null
  readonly before: AccountSettings
  readonly after: AccountSettings
}

/** Adds to the log, whose trigger puts the change in force; the balance is locked. Returns the line's id. */
export async function addSettingChange(
  db: Kysely<Database>,
  caller: Principal,
  { companyId, act, decides, before, after }: AddedChange,
  nowMs: number,
): Promise<string> {
  const id = uuidV7(nowMs)
  await db
    .insertInto('setting_changes')
    .values({
      id,
      company_id: companyId,
      act,
      decides,
      at: new Date(nowMs),
      by_user: caller.userId ?? null,
      by_name: await callerName(db, caller),
      credit_limit_before: before.creditLimitMicros.toString(),
      credit_limit_after: after.creditLimitMicros.toString(),
      approval_limit_before: before.approvalLimitMicros?.toString() ?? null,
      approval_limit_after: after.approvalLimitMicros?.toString() ?? null,
      threshold_before: before.thresholdMicros?.toString() ?? null,
      threshold_after: after.thresholdMicros?.toString() ?? null,
      blocked_before: before.blocked,
      blocked_after: after.blocked,
    })
    .execute()
  await noteSettings(db, caller, { companyId, act, before, after }, nowMs)
  return id
}

const actOf = {
  applied: 'account.settings_changed',
  requested: 'account.settings_asked',
  approved: 'account.settings_approved',
  declined: 'account.settings_declined',
} as const

async function noteSettings(
  db: Kysely<Database>,
  caller: Principal,
  { companyId, act, before, after }: Omit<AddedChange, 'decides'>,
  nowMs: number,
): Promise<void> {
  const company = await db
    .selectFrom('companies')
    .select(['name', 'currency'])
    .where('id', '=', companyId)
    .executeTakeFirstOrThrow()
  await addAuditEntry(db, caller, {
    act: actOf[act],
    companyId,
    subject: { id: companyId, name: company.name },
    before: { ...toApiSettings(before, company.currency) },
    after: { ...toApiSettings(after, company.currency) },
    nowMs,
  })
}

/** Changes and requests, each with what was decided about it, of which the caller's conditions choose. */
export function selectSettingChanges(db: Kysely<Database>) {
  return db
    .selectFrom('setting_changes as change')
    .innerJoin('companies', 'companies.id', 'change.company_id')
    .leftJoin('setting_changes as decision', 'decision.decides', 'change.id')
    .where('change.decides', 'is', null)
    .selectAll('change')
    .select([
      'companies.name as company_name',
      'companies.currency',
      'companies.seller_id',
      'decision.act as decision',
      'decision.at as decided_at',
      'decision.by_name as decided_by',
    ])
}

export type SettingChangeRow = Awaited<
  ReturnType<ReturnType<typeof selectSettingChanges>['executeTakeFirstOrThrow']>
>

export async function readSettingChange(
  db: Kysely<Database>,
  id: string,
): Promise<SettingChangeRow | undefined> {
  return await selectSettingChanges(db).where('change.id', '=', id).executeTakeFirst()
}

export async function isSettingChangeWaiting(db: Kysely<Database>, companyId: string): Promise<boolean> {
  return (await waitingSettingChange(db, companyId)) !== undefined
}

/** At most one change of a company waits. */
export async function waitingSettingChange(
  db: Kysely<Database>,
  companyId: string,
): Promise<SettingChangeRow | undefined> {
  return await selectSettingChanges(db)
    .where('change.company_id', '=', companyId)
    .where('change.act', '=', 'requested')
    .where('decision.id', 'is', null)
    .executeTakeFirst()
}

/** The settings before and after a change. */
export function settingsOf(row: SettingChangeRow): {
  readonly before: AccountSettings
  readonly after: AccountSettings
} {
  return {
    before: {
      thresholdMicros: optionalMicros(row.threshold_before),
      creditLimitMicros: BigInt(row.credit_limit_before),
      approvalLimitMicros: optionalMicros(row.approval_limit_before),
      blocked: row.blocked_before,
    },
    after: {
      thresholdMicros: optionalMicros(row.threshold_after),
      creditLimitMicros: BigInt(row.credit_limit_after),
      approvalLimitMicros: optionalMicros(row.approval_limit_after),
      blocked: row.blocked_after,
    },
  }
}

export function stateOf(row: Pick<SettingChangeRow, 'act' | 'decision'>): SettingChangeState {
  if (row.act === 'applied') return 'applied'
  if (row.decision === null) return 'waiting'
  return row.decision === 'approved' ? 'approved' : 'declined'
}

/** Four eyes: who asked does not approve, but may take the request back. A key, which several people may know, does neither. */
export function mayDecideSettings(
  row: Pick<SettingChangeRow, 'by_user' | 'seller_id'>,
  caller: Principal,
  decision: 'approve' | 'decline',
): boolean {
  return (
    caller.kind === 'user' &&
    caller.scopes.includes('billing:manage') &&
    row.seller_id === caller.companyId &&
    (decision === 'decline' || row.by_user !== caller.userId)
  )
}

export function toApiSettingChange(row: SettingChangeRow, caller: Principal): SettingChange {
  const { before, after } = settingsOf(row)
  const state = stateOf(row)
  return {
    id: row.id,
    company_id: row.company_id,
    company_name: row.company_name,
    state,
    before: toApiSettings(before, row.currency),
    after: toApiSettings(after, row.currency),
    created_at: row.at.toISOString(),
    created_by: row.by_name,
    decided_at: row.decided_at?.toISOString() ?? null,
    decided_by: row.decided_by,
    may_approve: state === 'waiting' && mayDecideSettings(row, caller, 'approve'),
    may_decline: state === 'waiting' && mayDecideSettings(row, caller, 'decline'),
  }
}
