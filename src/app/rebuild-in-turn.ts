import { type Failure, fail, ok, type Result } from '../core/index.ts'
import type { Rooms } from './open-rooms.ts'
import type { Ticker } from './ticker.ts'

/** Name of the lock whose holder folds. */
export const foldLock = 'fold'

/**
 * Folds the log again while no other process folds. Failure `conflict` where another one has the turn: two that write facts
 * of the same messages could leave the older of two versions.
 */
export async function rebuildInTurn(
  rooms: Pick<Rooms, 'records' | 'facts'>,
  asked: { companyId?: string },
  ticker: Pick<Ticker, 'whileMine'> | null,
): Promise<Result<{ messages: number }, Failure<'conflict'>>> {
  const underOwnTurn = ticker?.whileMine(() => rooms.facts.rebuild(asked))
  if (underOwnTurn) return ok(await underOwnTurn)
  const turn = await rooms.records.tryLock(foldLock)
  if (turn === null)
    return fail(
      'conflict',
      'Another server of this installation is the one that folds: ask for the rebuild on its machine.',
    )
  try {
    return ok(await rooms.facts.rebuild(asked))
  } finally {
    await turn.release()
  }
}
