import { chargeColumnNames } from '../charges/charge-column-names.ts'
import { ratedSelect } from '../charges/rate-layers.ts'
import { type Layout, localTable } from '../connect/topology.ts'
import { createdHour } from './created-hour.ts'
import { factColumnNames, foldSelect } from './fold-select.ts'
import type { DerivedInsert } from './write-turn.ts'

/**
 * The two statements of a fold, to be run in this order. `{version:UInt64}` is bound by the caller. An event that comes
 * between them may move a message to an hour that is not noted: its facts wait for the fold of that event's own batch,
 * because a row at a place that nobody knows of could never be taken back.
 */
export interface FoldStatements {
  readonly places: DerivedInsert
  readonly facts: DerivedInsert
}

/** `isPriced`: some company has prices; without any, messages keep the blank charge that the columns have by default. */
export function foldStatements(layout: Layout, condition: string, isPriced: boolean): FoldStatements {
  const table = (name: string) => localTable(layout, name)
  const folded = foldSelect(table('message_log'), condition)
  const charges = isPriced ? chargeColumnNames : []
  return {
    places: {
      into: `${table('message_places')} (company_id, message_key, created_hour)`,
      select: `SELECT company_id, message_key, ${createdHour} AS created_hour
FROM ${table('message_log')} FINAL
PREWHERE ${condition}
GROUP BY company_id, message_key`,
    },
    facts: {
      into: `${table('messages')}
(company_id, message_key, created_hour, version, is_deleted, ${[...factColumnNames, ...charges].join(', ')})`,
      select: `SELECT company_id, message_key, arrayJoin(hours) AS place_hour, {version:UInt64}, place_hour != home_hour,
${[...factColumnNames.map((name) => `  fact_${name}`), ...charges.map((name) => `  rated_${name}`)].join(',\n')}
FROM (
${isPriced ? ratedSelect(folded, layout, (name) => `fact_${name}`, { isStored: false, hasCalls: false }) : folded}
) AS folded
INNER JOIN (
SELECT company_id, message_key, groupUniqArray(created_hour) AS hours
FROM ${table('message_places')}
WHERE ${condition}
GROUP BY company_id, message_key
) AS places USING (company_id, message_key)
WHERE has(hours, home_hour)`,
    },
  }
}
