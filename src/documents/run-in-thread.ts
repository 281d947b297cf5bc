import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'

export interface ThreadBounds {
  readonly memoryMb: number
  readonly timeoutMs: number
}

/**
 * Has a job done in a thread of its own, which is started with the job and posts one answer; `null` where it needed more memory
 * or time than it may take. Whoever reads files of strangers does it this way: the server goes on answering, and lives.
 */
export async function runInThread<Answer>(
  thread: URL,
  job: object,
  { memoryMb, timeoutMs }: ThreadBounds,
): Promise<Answer | null> {
  const worker = new Worker(thread, {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  })
  const answer = Promise.withResolvers<Answer | null>()
  const ended = Promise.withResolvers<void>()
  const timer = setTimeout(() => answer.resolve(null), timeoutMs)
  worker.once('message', answer.resolve)
  worker.once('error', (error) => {
    if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') answer.resolve(null)
    else answer.reject(error)
  })
  worker.once('exit', () => {
    ended.resolve()
    answer.reject(new Error('The thread that reads files ended without an answer.'))
  })
  try {
    const answered = await answer.promise
    // It may end by itself: the engine was seen to trap where threads were cut off right behind their answers.
    if (answered !== null) await Promise.race([ended.promise, delay(maxEndingMs, undefined, { ref: false })])
    return answered
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

/** Longer than a thread needs to end that has nothing left to do, on a busy machine too. */
const maxEndingMs = 10_000
