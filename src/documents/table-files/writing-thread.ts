import { Worker } from 'node:worker_threads'
import { outOfMemory } from './table-file-failure.ts'
import type { TableFileAnswer, TableFileJob, TableFileMessage } from './table-file-job.ts'

/** A thread that writes one file. */
export interface WritingThread {
  /** The answer to this message. Rejects where the thread ended over a bug. */
  ask(message: TableFileMessage): Promise<TableFileAnswer>
  stop(): Promise<void>
}

/** Several reports are written at once: a thread that would take more fails its own file, not the server. */
const oldMemoryMb = 256
/** A roomier nursery is hardly faster and doubles what a thread holds. */
const youngMemoryMb = 32

export function startWritingThread(job: TableFileJob): WritingThread {
  const thread = new Worker(new URL('./table-file-thread.ts', import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: oldMemoryMb, maxYoungGenerationSizeMb: youngMemoryMb },
  })
  const waiting: PromiseWithResolvers<TableFileAnswer>[] = []
  let ended: (() => TableFileAnswer) | undefined
  const endWith = (answer: () => TableFileAnswer): void => {
    ended ??= answer
    for (const one of waiting.splice(0)) settle(one, ended)
  }
  thread.on('message', (answer: TableFileAnswer) => waiting.shift()?.resolve(answer))
  thread.on('error', (error) =>
    endWith(() => {
      if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') return outOfMemory()
      throw error
    }),
  )
  thread.on('exit', () =>
    endWith(() => {
      throw new Error('The thread that writes a file ended without an answer.')
    }),
  )
  return {
    async ask(message) {
      if (ended) return ended()
      const answer = Promise.withResolvers<TableFileAnswer>()
      thread.postMessage(message, [])
      waiting.push(answer)
      return await answer.promise
    },
    stop: async () => void (await thread.terminate()),
  }
}

function settle(one: PromiseWithResolvers<TableFileAnswer>, ended: () => TableFileAnswer): void {
  try {
    one.resolve(ended())
  } catch (error) {
    one.reject(error)
  }
}
