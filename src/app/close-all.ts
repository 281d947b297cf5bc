import type { Logger } from 'pino'

/** Closes what is open also when one of them fails to close: the others still hold data and locks. */
export async function closeAll(closers: readonly (() => Promise<void>)[], log: Logger): Promise<void> {
  for (const close of closers) {
    try {
      await close()
    } catch (error) {
      log.error({ err: error }, 'a part did not close cleanly')
    }
  }
}
