import type { Letter } from '../../companies/index.ts'
import { deriveKey, sealSettings } from '../../companies/index.ts'
import { uuidV7 } from '../../core/index.ts'
import type { Database, Kysely } from '../../records/index.ts'

/** How letters are written; null without a mail server. */
export type WriteLetter = (db: Kysely<Database>, letter: Letter, nowMs: number) => Promise<void>

/** Letters wait in the records, sealed: their links let in whoever reads them, and the records may be read by others. */
export function createWriteLetter(secretKey: string): WriteLetter {
  const key = deriveKey(secretKey, 'letters')
  return async (db, letter, nowMs) => {
    const id = uuidV7(nowMs)
    await db
      .insertInto('identity.letters')
      .values({
        id,
        address: letter.address,
        content: sealSettings(key, id, { letter: JSON.stringify(letter) }),
        created_at: new Date(nowMs),
        next_at: new Date(nowMs),
      })
      .execute()
  }
}
