import type { Facts } from '../facts/index.ts'
import { expireInSeconds, type Imports, openImports } from '../imports/index.ts'
import { fileKinds } from '../ingest/index.ts'
import { openJobQueue, type Records } from '../records/index.ts'
import type { RoomsOptions } from './open-rooms.ts'

/** Tries of one job: those that count are the import's own. */
const retries = 20

export interface ImportRoomDeps {
  readonly records: Records
  readonly facts: Pick<Facts, 'append'>
  readonly databaseUrl: string
  /** Events are on disk and may be folded. */
  readonly onAccepted: () => void
}

/** Imports of files with their queue. @throws RecordsFailure */
export async function openImportRoom(
  { clock, log }: Pick<RoomsOptions, 'clock' | 'log'>,
  { records, facts, databaseUrl, onAccepted }: ImportRoomDeps,
): Promise<Imports> {
  const queue = await openJobQueue({ url: databaseUrl, name: 'imports', log, expireInSeconds, retries })
  return openImports({
    records,
    queue,
    kinds: fileKinds(clock),
    append: async (batch) => {
      const appended = await batch.append(facts)
      if (appended.ok) onAccepted()
      return appended
    },
    clock,
    onError: (error) => log.error({ err: error }, 'a file could not be imported; it is tried again'),
  })
}
