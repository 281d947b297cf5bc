import type { ImportKind } from '../contract/index.ts'
import type { Clock, Failure, Result } from '../core/index.ts'
import type { FileKind, ItemBatch } from '../ingest/index.ts'
import type { JobQueue, Records } from '../records/index.ts'

export interface ImportsDeps {
  readonly records: Pick<Records, 'withCompany' | 'asSystem' | 'system'>
  readonly queue: JobQueue
  readonly kinds: { readonly [K in ImportKind]: FileKind }
  /** The door of the API: what a batch holds is on disk when it resolves. */
  readonly append: (batch: ItemBatch) => Promise<Result<void, Failure<'overloaded'>>>
  readonly clock: Clock
  readonly onError: (error: unknown) => void
}
