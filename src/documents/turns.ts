import { type Failure, fail, type Result } from '../core/index.ts'

/** Lets one piece of work run at a time and a few wait. */
export interface Turns {
  take<T, F extends Failure>(work: () => Promise<Result<T, F>>): Promise<Result<T, F | Failure<'overloaded'>>>
}

export function createTurns({ maxWaiting }: { readonly maxWaiting: number }): Turns {
  let last: Promise<unknown> = Promise.resolve()
  let taken = 0
  return {
    async take(work) {
      if (taken > maxWaiting)
        return fail('overloaded', 'Too many files are being made; try again in a moment.')
      taken += 1
      const turn = last.then(work)
      last = turn.catch(() => undefined)
      try {
        return await turn
      } finally {
        taken -= 1
      }
    },
  }
}
