import { callChannel, callProvider } from '../../contract/index.ts'
import { chargeColumnNames } from '../charges/charge-column-names.ts'
import { ratedSelect } from '../charges/rate-layers.ts'
import { type Layout, localTable } from '../connect/topology.ts'
import { type Columns, same, selectList } from '../fold/columns.ts'
import { factColumnNames } from '../fold/fold-select.ts'
import type { FoldStatements } from '../fold/fold-statements.ts'
import type { DerivedInsert } from '../fold/write-turn.ts'
import { callSelect } from './call-fold-statements.ts'

/*
 * Calls are charged as messages are: where some price list has rates for them, each call stands among the facts of messages too, as one of the
 * channel `call` whose kind is its direction and whose recipient is the other party (docs/decisions/0024-calls.md, Charges). From there on
 * nothing knows them apart but the rating, and the door, which leaves them out of the messages of pages.
 */

const isInbound = "call_direction = 'inbound'"
const wasTaken = 'fact_answered_at IS NOT NULL'
const talkMs = `toUnixTimestamp64Milli(fact_ended_at) - toUnixTimestamp64Milli(assumeNotNull(fact_answered_at))`

/** Columns of `messages` that say something of a call, from the columns of its facts; all others are blank. */
const stated: Columns = {
  created_at: 'fact_started_at',
  created_from: "'provider'",
  message_id: 'fact_call_id',
  connection_id: 'fact_connection_id',
  provider: `'${callProvider}'`,
  channel: `'${callChannel}'`,
  // Only what somebody took is charged: as delivered, which is handed over too.
  status: `if(${wasTaken}, 'delivered', 'failed')`,
  sender: `if(${isInbound}, fact_callee, fact_caller)`,
  recipient: `if(${isInbound}, fact_caller, fact_callee)`,
  country: 'fact_country',
  kind: 'call_direction',
  ended_at: 'fact_ended_at',
  // A begun second counts in full.
  seconds: `if(${wasTaken}, toUInt32(intDiv(greatest(${talkMs}, 0) + 999, 1000)), 0)`,
  cost: 'fact_cost',
  cost_currency: 'fact_cost_currency',
  event_count: 'fact_event_count',
  first_received_at: 'fact_first_received_at',
  last_received_at: 'fact_last_received_at',
}

const texts = new Set([
  'recipient_type',
  'network',
  'campaign',
  'template',
  'category',
  'error_code',
  'error_reason',
])

function blankOf(name: string): string {
  if (texts.has(name)) return "''"
  return name.endsWith('_at') || name === 'latency_ms' ? 'NULL' : '0'
}

function messageColumns(): Columns {
  return Object.fromEntries(factColumnNames.map((name) => [`charged_${name}`, stated[name] ?? blankOf(name)]))
}

/** Calls of companies that have prices, as rows of messages. */
function chargedSelect(layout: Layout, condition: string): string {
  const priced = `company_id IN (SELECT company_id FROM ${localTable(layout, 'price_plans')})`
  return `SELECT
${selectList({ ...same('company_id', 'call_key', 'home_hour'), ...messageColumns() })}
FROM (
SELECT *, toString(fact_direction) AS call_direction FROM (
${callSelect(localTable(layout, 'call_log'), `${priced} AND ${condition}`)}
)
)`
}

/** The two statements that bring calls among the charged, as those of a fold. Binds `version`. */
export function chargedCallStatements(layout: Layout, condition: string): FoldStatements {
  const table = (name: string) => localTable(layout, name)
  const source = chargedSelect(layout, condition)
  const rated = ratedSelect(source, layout, (name) => `charged_${name}`, { isStored: false, hasCalls: true })
  return {
    places: {
      into: `${table('message_places')} (company_id, message_key, created_hour)`,
      select: `SELECT company_id, call_key, home_hour FROM (
${source}
)`,
    },
    facts: {
      into: `${table('messages')}
(company_id, message_key, created_hour, version, is_deleted, ${[...factColumnNames, ...chargeColumnNames].join(', ')})`,
      select: `SELECT company_id, call_key, arrayJoin(hours) AS place_hour, {version:UInt64}, place_hour != home_hour,
${[...factColumnNames.map((name) => `  charged_${name}`), ...chargeColumnNames.map((name) => `  rated_${name}`)].join(',\n')}
FROM (
${rated}
) AS charged
INNER JOIN (
SELECT company_id, message_key AS call_key, groupUniqArray(created_hour) AS hours
FROM ${table('message_places')}
WHERE (company_id, message_key) IN (SELECT company_id, call_key FROM ${table('call_log')} WHERE ${condition})
GROUP BY company_id, message_key
) AS places USING (company_id, call_key)
WHERE has(hours, home_hour)`,
    },
  }
}

/** Marks charged calls as deleted that a rebuild did not write again. Binds `version` and `rebuilt_from`. */
export function unsupportedChargedCalls(layout: Layout, companies: string): DerivedInsert {
  const table = localTable(layout, 'messages')
  const columns = [...factColumnNames, ...chargeColumnNames].join(', ')
  return {
    into: `${table} (company_id, message_key, created_hour, version, is_deleted, ${columns})`,
    select: `SELECT company_id, message_key, created_hour, {version:UInt64}, 1, ${columns}
FROM ${table} FINAL
WHERE is_deleted = 0 AND version < {rebuilt_from:UInt64} AND provider = '${callProvider}' AND ${companies}`,
  }
}
