import type { Principal } from '../companies/index.ts'
import {
  type ChatChannelPut,
  type ChatOperatorPut,
  maxChatChannels,
  maxChatOperators,
} from '../contract/index.ts'
import { type Failure, fail, isUuid, ok, type Result } from '../core/index.ts'
import { type Changed, changeSettings, type Effect, type SettingsChange } from './change-settings.ts'
import type { ChatSettingsDeps } from './chat-settings-deps.ts'
import { refused, type SettingsRefused } from './settings-refused.ts'

export interface Names {
  /** Enters a configured chat by the source's id, or changes it. */
  putChannel(caller: Principal, channel: ChatChannelPut): Changed
  deleteChannel(caller: Principal, channelId: string): Changed<Failure<'not_found'>>
  putOperator(caller: Principal, operator: ChatOperatorPut): Changed
  /** With their memberships of groups; their chats stay. */
  deleteOperator(caller: Principal, operatorId: string): Changed<Failure<'not_found'>>
}

const unchanged = ok({ foldFromMs: null })

/** Names of what sources know by ids: nothing is measured by them. */
export function createNames(deps: ChatSettingsDeps): Names {
  return {
    putChannel: (caller, channel) =>
      changeSettings(deps, caller, { kind: 'channel', id: channel.id }, (change) =>
        putChannel(change, channel),
      ),
    deleteChannel: (caller, channelId) =>
      changeSettings(deps, caller, { kind: 'channel', id: channelId }, async ({ db, companyId }) => {
        const deleted = await db
          .deleteFrom('chat_channels')
          .where('company_id', '=', companyId)
          .where('id', '=', channelId)
          .returning('id')
          .executeTakeFirst()
        return deleted ? unchanged : fail('not_found', 'There is no such chat in the settings.')
      }),
    putOperator: (caller, operator) =>
      changeSettings(deps, caller, { kind: 'operator', id: operator.id }, (change) =>
        putOperator(change, operator),
      ),
    deleteOperator: (caller, operatorId) =>
      changeSettings(deps, caller, { kind: 'operator', id: operatorId }, async ({ db, companyId }) => {
        const deleted = await db
          .deleteFrom('chat_operators')
          .where('company_id', '=', companyId)
          .where('id', '=', operatorId)
          .returning('id')
          .executeTakeFirst()
        return deleted ? unchanged : fail('not_found', 'There is no such operator in the settings.')
      }),
  }
}

async function putChannel(
  change: SettingsChange,
  { id, name, messenger, connection_id }: ChatChannelPut,
): Promise<Result<Effect, SettingsRefused>> {
  const { db, companyId } = change
  if (connection_id !== null && !(await hasConnection(change, connection_id)))
    return refused([{ path: 'connection_id', code: 'unknown_connection' }])
  if ((await countOthers(change, 'chat_channels', id)) >= maxChatChannels)
    return refused([{ path: 'id', code: 'too_many' }])
  await db
    .insertInto('chat_channels')
    .values({ company_id: companyId, id, name, messenger, connection_id })
    .onConflict((conflict) =>
      conflict.columns(['company_id', 'id']).doUpdateSet({ name, messenger, connection_id }),
    )
    .execute()
  return unchanged
}

async function putOperator(
  change: SettingsChange,
  { id, name, email }: ChatOperatorPut,
): Promise<Result<Effect, SettingsRefused>> {
  const { db, companyId } = change
  if ((await countOthers(change, 'chat_operators', id)) >= maxChatOperators)
    return refused([{ path: 'id', code: 'too_many' }])
  await db
    .insertInto('chat_operators')
    .values({ company_id: companyId, id, name, email })
    .onConflict((conflict) => conflict.columns(['company_id', 'id']).doUpdateSet({ name, email }))
    .execute()
  return unchanged
}

async function hasConnection({ db, companyId }: SettingsChange, id: string): Promise<boolean> {
  if (!isUuid(id)) return false
  const found = await db
    .selectFrom('connections')
    .select('id')
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst()
  return found !== undefined
}

async function countOthers(
  { db, companyId }: SettingsChange,
  table: 'chat_channels' | 'chat_operators',
  id: string,
): Promise<number> {
  const { count } = await db
    .selectFrom(table)
    .select(db.fn.countAll<string>().as('count'))
    .where('company_id', '=', companyId)
    .where('id', '<>', id)
    .executeTakeFirstOrThrow()
  return Number(count)
}
