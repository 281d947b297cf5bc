import { type Layout, localTable } from '../connect/topology.ts'
import { type Columns, same, selectList } from '../fold/columns.ts'
import type { FoldStatements } from '../fold/fold-statements.ts'
import type { DerivedInsert } from '../fold/write-turn.ts'

/** The order of what was said of a call: by its time, then by the event's name, never by arrival. */
const stated = '(time, toString(event_key))'

/** What one event says of a call as a whole: a correction takes the place of all of it, also where it leaves something out. */
const course = [
  'direction',
  'caller',
  'callee',
  'country',
  'started_at',
  'answered_at',
  'ended_at',
  'result',
] as const

/** One row per call: the latest statement, and the latest operator and price that any states (docs/decisions/0024-calls.md). */
const callColumns: Columns = {
  ...same('company_id', 'call_key'),
  the_call_id: 'min(call_id)',
  the_connection: 'min(connection_id)',
  the_provider: 'min(provider)',
  course: `argMax(tuple(${course.join(', ')}), ${stated})`,
  the_operator: `argMaxIf(operator_id, ${stated}, operator_id != '')`,
  price: `argMaxIf(tuple(cost, cost_currency), ${stated}, cost IS NOT NULL)`,
  events: 'count()',
  first_received: 'min(received_at)',
  last_received: 'max(received_at)',
}

/** Columns of `calls` as they follow from one call's row; `started_hour` and `version` come with the place. */
const factColumns: Columns = {
  call_id: 'the_call_id',
  connection_id: 'the_connection',
  provider: 'the_provider',
  ...Object.fromEntries(course.map((name, index) => [name, `course.${index + 1}`])),
  operator_id: 'the_operator',
  cost: 'price.1',
  cost_currency: 'price.2',
  event_count: 'events',
  first_received_at: 'first_received',
  last_received_at: 'last_received',
}

export const callFactNames: readonly string[] = Object.keys(factColumns)

/** Facts of the calls that meet the condition: keys, `home_hour` (the hour of start), and the columns of `calls` with `fact_` before them. */
export function callSelect(log: string, condition: string): string {
  const folded = `SELECT
${selectList(callColumns)}
FROM ${log} FINAL
PREWHERE ${condition}
GROUP BY company_id, call_key`
  const facts = Object.entries(factColumns).map(([name, expression]) => [`fact_${name}`, expression])
  return `SELECT
${selectList({ ...same('company_id', 'call_key'), home_hour: hourOf(`course.${course.indexOf('started_at') + 1}`), ...Object.fromEntries(facts) })}
FROM (
${folded}
)`
}

function hourOf(moment: string): string {
  return `toStartOfHour(${moment}, 'UTC')`
}

/** The two statements of a fold of calls, as those of messages. Binds `version`. */
export function callFoldStatements(layout: Layout, condition: string): FoldStatements {
  const table = (name: string) => localTable(layout, name)
  return {
    places: {
      into: `${table('call_places')} (company_id, call_key, started_hour)`,
      select: `SELECT company_id, call_key, ${hourOf(`argMax(started_at, ${stated})`)} AS started_hour
FROM ${table('call_log')} FINAL
PREWHERE ${condition}
GROUP BY company_id, call_key`,
    },
    facts: {
      into: `${table('calls')} (company_id, call_key, started_hour, version, is_deleted, ${callFactNames.join(', ')})`,
      select: `SELECT company_id, call_key, arrayJoin(hours) AS place_hour, {version:UInt64}, place_hour != home_hour,
${callFactNames.map((name) => `  fact_${name}`).join(',\n')}
FROM (
${callSelect(table('call_log'), condition)}
) AS folded
INNER JOIN (
SELECT company_id, call_key, groupUniqArray(started_hour) AS hours
FROM ${table('call_places')}
WHERE ${condition}
GROUP BY company_id, call_key
) AS places USING (company_id, call_key)
WHERE has(hours, home_hour)`,
    },
  }
}

/** Marks facts as deleted that a rebuild did not write again. Binds `version` and `rebuilt_from`. */
export function unsupportedCalls(layout: Layout, condition: string): DerivedInsert {
  const table = localTable(layout, 'calls')
  const columns = callFactNames.join(', ')
  return {
    into: `${table} (company_id, call_key, started_hour, version, is_deleted, ${columns})`,
    select: `SELECT company_id, call_key, started_hour, {version:UInt64}, 1, ${columns}
FROM ${table} FINAL
WHERE is_deleted = 0 AND version < {rebuilt_from:UInt64} AND ${condition}`,
  }
}
