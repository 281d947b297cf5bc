import { Worker } from 'node:worker_threads'
import { type Failure, fail, type Result } from '../../core/index.ts'
import { createTurns } from '../../documents/index.ts'
import type { ParsedRates } from './parse-rate-rows.ts'
import type { RateFileAnswer, RateFileJob } from './rate-file-job.ts'

/** Bytes of a file; 100,000 rates take about 4 MB as CSV or Excel. */
export const maxRateFileBytes = 16 * 1024 * 1024
/** Files are read one at a time, as one may take hundreds of megabytes; this many may wait. */
const turns = createTurns({ maxWaiting: 8 })
const threadMemoryMb = 1_536
const timeoutMs = 60_000

/** The rates of a file, or what is wrong with it row by row; read in a thread of its own. */
export async function readRateFile(
  job: RateFileJob,
): Promise<Result<ParsedRates, Failure<'invalid_file' | 'overloaded'>>> {
  return await turns.take(() => readInThread(job))
}

async function readInThread(job: RateFileJob): Promise<RateFileAnswer> {
  const thread = new Worker(new URL('./rate-file-thread.ts', import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: threadMemoryMb },
  })
  const answer = Promise.withResolvers<RateFileAnswer>()
  const timer = setTimeout(() => answer.resolve(tooLarge), timeoutMs)
  thread.once('message', answer.resolve)
  thread.once('error', (error) => {
    if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') answer.resolve(tooLarge)
    else answer.reject(error)
  })
  thread.once('exit', () => answer.reject(new Error('The thread that reads files ended without an answer.')))
  try {
    return await answer.promise
  } finally {
    clearTimeout(timer)
    await thread.terminate()
  }
}

const tooLarge = fail('invalid_file', 'The file takes too long to read: leave only the rates in it.')
