import { type Failure, fail, type Result } from '../../core/index.ts'
import { createTurns, runInThread } from '../../documents/index.ts'
import type { ParsedRates } from './parse-rate-rows.ts'
import type { RateFileAnswer, RateFileJob } from './rate-file-job.ts'

/** Bytes of a file; 100,000 rates take about 4 MB as CSV or Excel. */
export const maxRateFileBytes = 16 * 1024 * 1024
/** Files are read one at a time, as one may take hundreds of megabytes; this many may wait. */
const turns = createTurns({ maxWaiting: 8 })
const bounds = { memoryMb: 1_536, timeoutMs: 60_000 }

/** The rates of a file, or what is wrong with it row by row; read in a thread of its own. */
export async function readRateFile(
  job: RateFileJob,
): Promise<Result<ParsedRates, Failure<'invalid_file' | 'overloaded'>>> {
  return await turns.take(async () => {
    const thread = new URL('./rate-file-thread.ts', import.meta.url)
    return (await runInThread<RateFileAnswer>(thread, job, bounds)) ?? tooLarge
  })
}

const tooLarge = fail('invalid_file', 'The file takes too long to read: leave only the rates in it.')
