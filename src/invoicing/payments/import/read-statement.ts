import type { CsvPreview } from '../../../contract/index.ts'
import type { Failure, Result } from '../../../core/index.ts'
import { createTurns, runInThread } from '../../../documents/index.ts'
import { failStatement, type StatementFailure } from '../statements/bank-statement.ts'
import type { MatchAnswer, MatchedStatement, PreviewAnswer, StatementJob } from './statement-job.ts'

/** Files are read one at a time, as one may take hundreds of megabytes; this many may wait. */
const turns = createTurns({ maxWaiting: 8 })
const bounds = { memoryMb: 1_536, timeoutMs: 60_000 }
const thread = new URL('./statement-thread.ts', import.meta.url)
const beyondBounds = failStatement(
  'statement_too_large',
  'The file takes too long to read: ask the bank for a shorter period.',
)

export type ReadingFailure = StatementFailure | Failure<'overloaded'>

/** A statement with what each line seems to pay; read in a thread of its own. */
export async function readStatement(
  job: Extract<StatementJob, { readonly kind: 'match' }>,
): Promise<Result<MatchedStatement, ReadingFailure>> {
  return await turns.take<MatchedStatement, StatementFailure>(
    async () => (await runInThread<MatchAnswer>(thread, job, bounds)) ?? beyondBounds,
  )
}

/** The first rows of a CSV file with a guess at its columns; read likewise. */
export async function previewStatement(
  bytes: Uint8Array,
  currency: string,
): Promise<Result<CsvPreview, ReadingFailure>> {
  const job: StatementJob = { kind: 'preview', bytes, currency }
  return await turns.take<CsvPreview, StatementFailure>(
    async () => (await runInThread<PreviewAnswer>(thread, job, bounds)) ?? beyondBounds,
  )
}
