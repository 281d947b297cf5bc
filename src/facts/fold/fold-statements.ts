import { type Layout, localTable } from '../connect/topology.ts'
import { createdHour } from './created-hour.ts'
import { factColumnNames, foldSelect } from './fold-select.ts'

/** The two statements of a fold, to be run in this order. `{version:UInt64}` is bound by the caller. */
export interface FoldStatements {
  readonly places: string
  readonly facts: string
}

/** Known places and today's home: an event that came after the places were written may have moved it once more. */
const allHours = 'arrayDistinct(arrayPushBack(hours, home_hour))'

export function foldStatements(layout: Layout, condition: string): FoldStatements {
  const table = (name: string) => localTable(layout, name)
  return {
    places: `INSERT INTO ${table('message_places')} (company_id, message_key, created_hour)
SELECT company_id, message_key, ${createdHour}
FROM ${table('message_log')} FINAL
PREWHERE ${condition}
GROUP BY company_id, message_key`,
    facts: `INSERT INTO ${table('messages')}
(company_id, message_key, created_hour, version, is_deleted, ${factColumnNames.join(', ')})
SELECT company_id, message_key, arrayJoin(${allHours}) AS place_hour, {version:UInt64}, place_hour != home_hour,
${factColumnNames.map((name) => `  fact_${name}`).join(',\n')}
FROM (
${foldSelect(table('message_log'), condition)}
) AS folded
LEFT JOIN (
SELECT company_id, message_key, groupUniqArray(created_hour) AS hours
FROM ${table('message_places')}
WHERE ${condition}
GROUP BY company_id, message_key
) AS places USING (company_id, message_key)`,
  }
}
