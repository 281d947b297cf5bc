import { type CallDirection, type CallItem, callDirections } from '../../contract/index.ts'
import { formatInstant } from '../../core/index.ts'
import { apiConnectionId } from '../../facts/index.ts'
import type { ListedTable } from '../items/listed-table.ts'
import { known, toApiAmount, toApiInstant } from '../items/to-api-item.ts'

/** A row of the list of calls. */
export interface CallRow {
  readonly call_key: string
  readonly call_id: string
  readonly direction_word: string
  readonly caller: string
  readonly callee: string
  readonly country: string
  readonly result: string
  readonly operator_id: string
  readonly connection_id: string
  readonly cost_amount: string | null
  readonly cost_currency: string
  readonly started_ms: number | string
  readonly answered_ms: number | string | null
  readonly ended_ms: number | string
}

/** What lists and cards read of a call, or of what one event says of it. */
export const callSelectList = [
  'call_key',
  'call_id',
  'toString(direction) AS direction_word',
  'caller',
  'callee',
  'country',
  'result',
  'operator_id',
  'connection_id',
  'toString(cost) AS cost_amount',
  'cost_currency',
  'toUnixTimestamp64Milli(started_at) AS started_ms',
  'toUnixTimestamp64Milli(answered_at) AS answered_ms',
  'toUnixTimestamp64Milli(ended_at) AS ended_ms',
].join(',\n  ')

export const listedCalls: ListedTable<CallRow, CallItem> = {
  table: 'calls',
  at: 'started_at',
  hour: 'started_hour',
  key: 'call_key',
  select: callSelectList,
  toItem: toApiCallItem,
}

/** A call as lists show it; '' of the facts is "not known", null in the API. */
export function toApiCallItem(row: CallRow, zone: string): CallItem {
  const [startedMs, endedMs] = [Number(row.started_ms), Number(row.ended_ms)]
  const answeredMs = row.answered_ms === null ? null : Number(row.answered_ms)
  return {
    id: row.call_key,
    call_id: row.call_id,
    direction: toDirection(row.direction_word),
    from: known(row.caller),
    to: known(row.callee),
    country: known(row.country),
    started_at: formatInstant(startedMs, zone),
    answered_at: toApiInstant(answeredMs, zone),
    ended_at: formatInstant(endedMs, zone),
    result: row.result,
    operator: known(row.operator_id),
    connection: row.connection_id === apiConnectionId ? null : row.connection_id,
    wait_ms: answeredMs === null ? null : answeredMs - startedMs,
    talk_ms: answeredMs === null ? null : endedMs - answeredMs,
    cost: row.cost_amount === null ? null : toApiAmount(row.cost_amount, row.cost_currency),
  }
}

function toDirection(written: string): CallDirection {
  const direction = callDirections.find((each) => each === written)
  if (direction === undefined) throw new Error(`The facts hold a direction that nobody knows: ${written}.`)
  return direction
}
