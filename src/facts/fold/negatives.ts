import { negativeSteps, progressRank } from '../../contract/index.ts'
import type { Columns } from './columns.ts'
import { millisecondsOf } from './moment.ts'

const isNegative = `step IN (${negativeSteps.map((step) => `'${step}'`).join(', ')})`

/** How specific a reason is: 2 for a code, 1 for a text; turned over, so that the smallest tuple wins. */
const unspecific = "3 - (if(error_code != '', 2, 0) + if(error_reason != '', 1, 0))"

/** Order of negatives: most specific, then earliest, then smallest (step, code, reason). */
const negative = `(${unspecific}, toUnixTimestamp64Milli(time), toString(step), error_code, error_reason)`

export const partNegatives: Columns = {
  negatives: `groupArrayIf(${negative}, ${isNegative})`,
  any_unconfirmed: "max(step = 'unconfirmed')",
}

/** Per message: negatives with the part they are about and that part's own rank. */
export const messageNegatives: Columns = {
  all_negatives: 'groupArrayArray(arrayMap(n -> (n, part, part_rank), negatives))',
  unconfirmed: 'max(any_unconfirmed)',
}

const { delivered } = progressRank

/** A negative stands unless what it is about (its part, or the whole message) arrived. */
const stands = `if(n.2 = 0, progress < ${delivered}, greatest(whole_rank, n.3) < ${delivered})`

/** E-mail: a hard bounce after the receiving server took the message; `delivered` there is not the last word. */
const bounces = `if(the_channel = 'email' AND progress = ${delivered},
    arrayFilter(n -> n.1.3 = 'failed' AND n.1.2 >= arrived_ms, all_negatives), [])`

const standing = `arraySort(arrayMap(n -> n.1, arrayFilter(n -> ${stands} OR has(bounces, n), all_negatives)))`

/** Derived from progress. `verdict` has empty strings and time zero where nothing stands. */
export const negativeLayers: readonly Columns[] = [
  // Without a time of delivery it is beyond that of any bounce.
  { arrived_ms: millisecondsOf('arrived_moment') },
  { bounces },
  { standing },
  { verdict: 'standing[1]' },
]
