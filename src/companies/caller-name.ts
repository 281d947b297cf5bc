import type { Database, Kysely } from '../records/index.ts'
import type { Principal } from './principal.ts'

/** The name under which is remembered who did something: it stays when the person or the key goes. */
export async function callerName(
  db: Kysely<Database>,
  caller: Pick<Principal, 'userId' | 'keyName'>,
): Promise<string | null> {
  if (caller.userId === undefined) return caller.keyName ?? null
  const user = await db
    .selectFrom('identity.users')
    .select('name')
    .where('id', '=', caller.userId)
    .executeTakeFirst()
  return user?.name ?? null
}
