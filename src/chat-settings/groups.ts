import type { Principal } from '../companies/index.ts'
import {
  type ChatGroupPut,
  type GroupMembersPut,
  type GroupTargetsPut,
  maxChatGroups,
  maxChatVersions,
  maxCompanyMembers,
  maxCompanyTargets,
} from '../contract/index.ts'
import { type Failure, fail, isUuid, ok, type Result } from '../core/index.ts'
import { type Changed, changeSettings, type Effect, type SettingsChange } from './change-settings.ts'
import type { ChatSettingsDeps } from './chat-settings-deps.ts'
import { memberFaults } from './check-members.ts'
import { countOfCompany } from './count-of-company.ts'
import { refused, type SettingFault, type SettingsRefused } from './settings-refused.ts'
import { fromApiMoment, momentFaults } from './version-moment.ts'

type NotFound = Failure<'not_found'>

export interface Groups {
  /** Enters a group by the source's id, or names it anew. */
  putGroup(caller: Principal, group: ChatGroupPut): Changed
  /** Forgets name, targets and members; its chats stay, and are no longer measured by targets. */
  deleteGroup(caller: Principal, groupId: string): Changed<NotFound>
  putGroupTargets(caller: Principal, targets: GroupTargetsPut): Changed<NotFound>
  /** What was in force before it goes on. */
  deleteGroupTargets(caller: Principal, groupId: string, from: string | null): Changed<NotFound>
  putGroupMembers(caller: Principal, input: GroupMembersPut): Changed<NotFound>
}

const groupNotFound = fail('not_found', 'There is no such group: enter it first.')
const versionNotFound = fail('not_found', 'No targets of this group begin at this moment.')

const groupOf = (id: string) => ({ kind: 'group', id }) as const

export function createGroups(deps: ChatSettingsDeps): Groups {
  return {
    putGroup: (caller, group) =>
      changeSettings(deps, caller, groupOf(group.id), (change) => putGroup(change, group)),

    deleteGroup: (caller, groupId) =>
      changeSettings(deps, caller, groupOf(groupId), async ({ db, companyId }) => {
        const versions = await db
          .selectFrom('chat_group_versions')
          .select((eb) => eb.fn.min('valid_from').as('first'))
          .where('company_id', '=', companyId)
          .where('group_id', '=', groupId)
          .executeTakeFirst()
        const deleted = await db
          .deleteFrom('chat_groups')
          .where('company_id', '=', companyId)
          .where('id', '=', groupId)
          .returning('id')
          .executeTakeFirst()
        return deleted ? ok({ foldFromMs: versions?.first?.getTime() ?? null }) : groupNotFound
      }),

    putGroupTargets: (caller, targets) =>
      changeSettings(deps, caller, groupOf(targets.group_id), (change) => putTargets(change, targets)),

    deleteGroupTargets: (caller, groupId, from) =>
      changeSettings(deps, caller, groupOf(groupId), async (change) => {
        const fromMs = fromApiMoment(from)
        const deleted = await deleteTargets(change, groupId, fromMs)
        return deleted > 0 ? ok({ foldFromMs: fromMs }) : versionNotFound
      }),

    putGroupMembers: (caller, input) =>
      changeSettings(deps, caller, groupOf(input.group_id), (change) => putMembers(change, input)),
  }
}

async function putGroup(
  change: SettingsChange,
  { id, name }: ChatGroupPut,
): Promise<Result<Effect, SettingsRefused>> {
  const { db, companyId } = change
  const others = await db
    .selectFrom('chat_groups')
    .select(['id', 'name'])
    .where('company_id', '=', companyId)
    .where('id', '<>', id)
    .execute()
  if (others.some((other) => other.name.toLowerCase() === name.toLowerCase()))
    return refused([{ path: 'name', code: 'name_taken' }])
  if (others.length >= maxChatGroups) return refused([{ path: 'id', code: 'too_many' }])
  await db
    .insertInto('chat_groups')
    .values({ company_id: companyId, id, name })
    .onConflict((conflict) => conflict.columns(['company_id', 'id']).doUpdateSet({ name }))
    .execute()
  return ok({ foldFromMs: null })
}

async function putTargets(
  change: SettingsChange,
  targets: GroupTargetsPut,
): Promise<Result<Effect, NotFound | SettingsRefused>> {
  const { db, companyId, nowMs } = change
  const { group_id, from, calendar_id, first_target_s, later_target_s } = targets
  if (!(await hasGroup(change, group_id))) return groupNotFound
  const fromMs = fromApiMoment(from)
  const versions = await db
    .selectFrom('chat_group_versions')
    .select(['valid_from', 'calendar_id', 'first_target_s', 'later_target_s'])
    .where('company_id', '=', companyId)
    .where('group_id', '=', group_id)
    .execute()
  const before = versions.find(({ valid_from }) => valid_from.getTime() === fromMs)
  const faults = [
    ...momentFaults('from', from, nowMs),
    ...(await calendarFaults(change, calendar_id, versions)),
  ]
  if (faults.length > 0) return refused(faults)
  const isFull = versions.length >= maxChatVersions
  if (!before && (isFull || (await countOfCompany(change, 'chat_group_versions')) >= maxCompanyTargets))
    return refused([{ path: 'from', code: 'too_many' }])
  const isSame =
    before?.calendar_id === (calendar_id?.toLowerCase() ?? null) &&
    before.first_target_s === first_target_s &&
    before.later_target_s === later_target_s
  if (isSame) return ok({ foldFromMs: null })
  await deleteTargets(change, group_id, fromMs)
  await db
    .insertInto('chat_group_versions')
    .values({
      company_id: companyId,
      group_id,
      valid_from: new Date(fromMs),
      calendar_id,
      first_target_s,
      later_target_s,
    })
    .execute()
  return ok({ foldFromMs: fromMs })
}

async function putMembers(
  change: SettingsChange,
  { group_id, members }: GroupMembersPut,
): Promise<Result<Effect, NotFound | SettingsRefused>> {
  if (!(await hasGroup(change, group_id))) return groupNotFound
  const faults = memberFaults(members, await knownOperators(change), change.nowMs)
  if (faults.length > 0) return refused(faults)
  const { db, companyId } = change
  const own = await db
    .selectFrom('chat_group_members')
    .select(db.fn.countAll<string>().as('count'))
    .where('company_id', '=', companyId)
    .where('group_id', '=', group_id)
    .executeTakeFirstOrThrow()
  const others = (await countOfCompany(change, 'chat_group_members')) - Number(own.count)
  if (others + members.length > maxCompanyMembers) return refused([{ path: 'members', code: 'too_many' }])
  await db
    .deleteFrom('chat_group_members')
    .where('company_id', '=', companyId)
    .where('group_id', '=', group_id)
    .execute()
  if (members.length > 0)
    await db
      .insertInto('chat_group_members')
      .values(
        members.map(({ operator_id, from, to }) => ({
          company_id: companyId,
          group_id,
          operator_id,
          valid_from: new Date(fromApiMoment(from)),
          valid_to: to === null ? null : new Date(to),
        })),
      )
      .execute()
  return ok({ foldFromMs: null })
}

/** A calendar of the archive stays where it is in use already. */
async function calendarFaults(
  { db, companyId }: SettingsChange,
  calendarId: string | null,
  versions: readonly { readonly calendar_id: string | null }[],
): Promise<readonly SettingFault[]> {
  if (calendarId === null) return []
  const found = isUuid(calendarId)
    ? await db
        .selectFrom('chat_calendars')
        .select(['id', 'archived_at'])
        .where('company_id', '=', companyId)
        .where('id', '=', calendarId)
        .executeTakeFirst()
    : undefined
  if (!found) return [{ path: 'calendar_id', code: 'unknown_calendar' }]
  const isNew = !versions.some(({ calendar_id }) => calendar_id === found.id)
  return found.archived_at !== null && isNew ? [{ path: 'calendar_id', code: 'archived_calendar' }] : []
}

async function deleteTargets(
  { db, companyId }: SettingsChange,
  groupId: string,
  fromMs: number,
): Promise<number> {
  const deleted = await db
    .deleteFrom('chat_group_versions')
    .where('company_id', '=', companyId)
    .where('group_id', '=', groupId)
    .where('valid_from', '=', new Date(fromMs))
    .executeTakeFirst()
  return Number(deleted.numDeletedRows)
}

async function hasGroup({ db, companyId }: SettingsChange, groupId: string): Promise<boolean> {
  const found = await db
    .selectFrom('chat_groups')
    .select('id')
    .where('company_id', '=', companyId)
    .where('id', '=', groupId)
    .executeTakeFirst()
  return found !== undefined
}

async function knownOperators({ db, companyId }: SettingsChange): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('chat_operators')
    .select('id')
    .where('company_id', '=', companyId)
    .execute()
  return new Set(rows.map(({ id }) => id))
}
