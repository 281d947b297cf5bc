import { type Failure, fail, ok, type Result } from '../core/index.ts'
import type { Facts } from '../facts/index.ts'
import type { Records } from '../records/index.ts'
import type { Ticker, Turn } from './ticker.ts'

/** Name of the lock whose holder folds. */
const foldLock = 'fold'

interface TurnRooms {
  readonly records: Pick<Records, 'tryLock'>
  readonly facts: Pick<Facts, 'beginTurn'>
}

/** The right to write facts and to post usage, for as long as this process lives; null while another process has it. */
export async function takeTurn({ records, facts }: TurnRooms): Promise<Turn | null> {
  const turn = await records.tryLock(foldLock)
  if (turn) facts.beginTurn()
  return turn
}

/**
 * Runs work that only the process that folds may do: two that write facts of the same messages could leave the older of two
 * versions, and two that post usage would post it twice. Failure `conflict` where another process has the turn.
 */
export async function inTurn<T>(
  rooms: TurnRooms,
  ticker: Pick<Ticker, 'whileMine'> | null,
  work: (turn: AbortSignal) => Promise<T>,
): Promise<Result<T, Failure<'conflict'>>> {
  const underOwnTurn = ticker?.whileMine(work)
  if (underOwnTurn) return ok(await underOwnTurn)
  const turn = await takeTurn(rooms)
  if (turn === null)
    return fail(
      'conflict',
      'Another server of this installation is the one that folds: ask for it on that machine.',
    )
  const mine = new AbortController()
  void turn.lost.then(() => mine.abort(new Error('Another process may have the turn to write facts now.')))
  try {
    return ok(await work(mine.signal))
  } finally {
    await turn.release()
  }
}
