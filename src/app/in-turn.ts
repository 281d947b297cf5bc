import { type Failure, fail, ok, type Result } from '../core/index.ts'
import type { Records } from '../records/index.ts'
import type { Ticker } from './ticker.ts'

/** Name of the lock whose holder folds. */
export const foldLock = 'fold'

/**
 * Runs work that only the process that folds may do: two that write facts of the same messages could leave the older of two
 * versions, and two that post usage would post it twice. Failure `conflict` where another process has the turn.
 */
export async function inTurn<T>(
  records: Pick<Records, 'tryLock'>,
  ticker: Pick<Ticker, 'whileMine'> | null,
  work: () => Promise<T>,
): Promise<Result<T, Failure<'conflict'>>> {
  const underOwnTurn = ticker?.whileMine(work)
  if (underOwnTurn) return ok(await underOwnTurn)
  const turn = await records.tryLock(foldLock)
  if (turn === null)
    return fail(
      'conflict',
      'Another server of this installation is the one that folds: ask for it on that machine.',
    )
  try {
    return ok(await work())
  } finally {
    await turn.release()
  }
}
