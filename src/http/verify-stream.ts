import { Readable } from 'node:stream'
import type { AdminCommands } from './dependencies.ts'

/**
 * A verification as lines of JSON: `{ progress }` after each piece, at the end `{ drifts }` or `{ failure }`. It may take
 * hours, and whoever waits for it should see that it goes on.
 */
export function verifyStream(
  verify: AdminCommands['verify'],
  options: { readonly isFull: boolean },
  onError: (error: unknown) => void,
): Readable {
  const lines = new Readable({ read: () => undefined })
  const write = (line: object): void => {
    if (!lines.destroyed) lines.push(`${JSON.stringify(line)}\n`)
  }
  const run = async (): Promise<void> => {
    try {
      const verified = await verify({ ...options, onProgress: (progress) => write({ progress }) })
      write(verified.ok ? { drifts: verified.value } : { failure: verified.failure.detail })
    } catch (error) {
      onError(error)
      write({ failure: 'The verification failed: the log of the server says why.' })
    }
    lines.push(null)
  }
  void run()
  return lines
}
