import { Readable } from 'node:stream'
import type { Failure, Result } from '../core/index.ts'

/** Work that may take hours, and tells how far it is. */
export type ToldWork<T> = (onProgress: (sentence: string) => void) => Promise<Result<T, Failure>>

/**
 * Work as lines of JSON: `{ progress }` after each piece, at the end `{ result }` or `{ failure }`. Whoever waits for it should
 * see that it goes on.
 */
export function progressStream<T>(work: ToldWork<T>, onError: (error: unknown) => void): Readable {
  const lines = new Readable({ read: () => undefined })
  const write = (line: object): void => {
    if (!lines.destroyed) lines.push(`${JSON.stringify(line)}\n`)
  }
  const run = async (): Promise<void> => {
    try {
      const done = await work((progress) => write({ progress }))
      write(done.ok ? { result: done.value } : { failure: done.failure.detail })
    } catch (error) {
      onError(error)
      write({ failure: 'It failed: the log of the server says why.' })
    }
    lines.push(null)
  }
  void run()
  return lines
}
