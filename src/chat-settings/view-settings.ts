import { allow, type Principal } from '../companies/index.ts'
import type { ChatCalendar, ChatGroup, ChatSettingsAnswer } from '../contract/index.ts'
import { type Failure, ok, type Result } from '../core/index.ts'
import type { Database, Kysely } from '../records/index.ts'
import type { ChatSettingsDeps, SeenName } from './chat-settings-deps.ts'
import { readCalendarVersions, readGroupVersions, readRevision } from './settings-rows.ts'
import { toApiMoment } from './version-moment.ts'

/** Names that nobody entered, in one answer. */
const maxSeen = 1_000

/** Everything of a company in one answer, for whoever may see its numbers; e-mail addresses only for those who may change it. */
export async function viewSettings(
  { records, seenNames }: ChatSettingsDeps,
  caller: Principal,
): Promise<Result<ChatSettingsAnswer, Failure<'forbidden'>>> {
  const allowed = allow(caller, 'metrics:read')
  if (!allowed.ok) return allowed
  const { companyId } = caller
  const seen = await seenNames(companyId)
  const entered = await records.withCompany(companyId, (db) => readEntered(db, companyId))
  const mayManage = allow(caller, 'chats:manage').ok
  const operators = mayManage
    ? entered.operators
    : entered.operators.map((operator) => ({ ...operator, email: null }))
  return ok({ ...entered, operators, seen: notEntered(seen, entered) })
}

type Entered = Omit<ChatSettingsAnswer, 'seen'>

async function readEntered(db: Kysely<Database>, companyId: string): Promise<Entered> {
  return {
    revision: await readRevision(db, companyId),
    refold: await readRefold(db, companyId),
    channels: await db
      .selectFrom('chat_channels')
      .select(['id', 'name', 'messenger', 'connection_id'])
      .where('company_id', '=', companyId)
      .orderBy('name')
      .orderBy('id')
      .execute(),
    operators: await db
      .selectFrom('chat_operators')
      .select(['id', 'name', 'email'])
      .where('company_id', '=', companyId)
      .orderBy('name')
      .orderBy('id')
      .execute(),
    groups: await readGroups(db, companyId),
    calendars: await readCalendars(db, companyId),
  }
}

async function readRefold(db: Kysely<Database>, companyId: string): Promise<Entered['refold']> {
  const row = await db
    .selectFrom('chat_refold_requests')
    .select((eb) => [eb.fn.min('fold_from').as('from'), eb.fn.min('created_at').as('asked')])
    .where('company_id', '=', companyId)
    .where('finished_at', 'is', null)
    .executeTakeFirst()
  return row?.from && row.asked ? { from: toApiMoment(row.from), asked_at: row.asked.toISOString() } : null
}

async function readGroups(db: Kysely<Database>, companyId: string): Promise<ChatGroup[]> {
  const groups = await db
    .selectFrom('chat_groups')
    .select(['id', 'name'])
    .where('company_id', '=', companyId)
    .orderBy('name')
    .orderBy('id')
    .execute()
  const versions = Map.groupBy(await readGroupVersions(db, companyId), ({ group_id }) => group_id)
  const rows = await db
    .selectFrom('chat_group_members')
    .select(['group_id', 'operator_id', 'valid_from', 'valid_to'])
    .where('company_id', '=', companyId)
    .orderBy('operator_id')
    .orderBy('valid_from')
    .execute()
  const members = Map.groupBy(rows, ({ group_id }) => group_id)
  return groups.map(({ id, name }) => ({
    id,
    name,
    targets: (versions.get(id) ?? []).map(({ group_id: _group, valid_from, ...measures }) => ({
      from: toApiMoment(valid_from),
      ...measures,
    })),
    members: (members.get(id) ?? []).map(({ operator_id, valid_from, valid_to }) => ({
      operator_id,
      from: toApiMoment(valid_from),
      to: valid_to?.toISOString() ?? null,
    })),
  }))
}

async function readCalendars(db: Kysely<Database>, companyId: string): Promise<ChatCalendar[]> {
  const calendars = await db
    .selectFrom('chat_calendars')
    .select(['id', 'name', 'archived_at'])
    .where('company_id', '=', companyId)
    .orderBy('name')
    .orderBy('id')
    .execute()
  const versions = Map.groupBy(await readCalendarVersions(db, companyId), ({ calendar_id }) => calendar_id)
  return calendars.map(({ id, name, archived_at }) => ({
    id,
    name,
    is_archived: archived_at !== null,
    versions: (versions.get(id) ?? []).map(({ calendar_id: _calendar, valid_from, ...version }) => ({
      from: toApiMoment(valid_from),
      ...version,
    })),
  }))
}

function notEntered(
  seen: readonly SeenName[],
  { channels, groups, operators }: Entered,
): ChatSettingsAnswer['seen'] {
  const known = {
    channel: new Set(channels.map(({ id }) => id)),
    group: new Set(groups.map(({ id }) => id)),
    operator: new Set(operators.map(({ id }) => id)),
  }
  return seen
    .filter(({ kind, id }) => id !== '' && !known[kind].has(id))
    .slice(0, maxSeen)
    .map(({ seenAtMs, ...name }) => ({ ...name, seen_at: new Date(seenAtMs).toISOString() }))
}
