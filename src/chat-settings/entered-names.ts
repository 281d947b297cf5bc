import type { ChatNames } from '../contract/index.ts'
import type { Records } from '../records/index.ts'

/** What the company itself calls its configured chats, groups and operators. */
export async function enteredNames(records: Records, companyId: string): Promise<ChatNames> {
  return await records.withCompany(companyId, async (db) => ({
    chats: await db
      .selectFrom('chat_channels')
      .select(['id', 'name', 'messenger'])
      .where('company_id', '=', companyId)
      .execute(),
    // Chats without a group have no value that a name could stand for.
    groups: await db
      .selectFrom('chat_groups')
      .select(['id', 'name'])
      .where('company_id', '=', companyId)
      .where('id', '<>', '')
      .execute(),
    operators: await db
      .selectFrom('chat_operators')
      .select(['id', 'name'])
      .where('company_id', '=', companyId)
      .execute(),
  }))
}
