import {
  type MessageFilters,
  type MessageStatus,
  messageStatuses,
  openStatuses,
  statusGroups,
} from '../../contract/index.ts'
import { type Failure, fail, isUuid, ok, type Result } from '../../core/index.ts'
import { dimensions } from '../catalogue/dimensions.ts'
import { type SqlText, sqlText } from './sql-text.ts'

/** Filters that are read each in its own way below. */
type ReadApart = 'connection' | 'status' | 'weekday' | 'hour' | 'latency'
type TextFilter = Exclude<keyof MessageFilters, ReadApart>

/** All others, named here so that one which is new to the contract is not passed over. */
const isTextFilter: Readonly<Record<TextFilter, true>> = {
  channel: true,
  sender: true,
  country: true,
  network: true,
  campaign: true,
  template: true,
  kind: true,
  error: true,
  currency: true,
}
const textFilters = Object.keys(isTextFilter) as readonly TextFilter[]

type FilterFailure = Failure<'invalid_filter'>

/**
 * Conditions of a question's filters; values of one filter are alternatives, filters restrict each other, null is "not
 * known". Fails with `invalid_filter` for a status or a connection that cannot exist.
 */
export function filterConditions(filters: MessageFilters): Result<readonly SqlText[], FilterFailure> {
  const conditions: SqlText[] = []
  for (const name of textFilters) {
    const values = filters[name]
    if (!values) continue
    const { sql, unknown } = dimensions[name]
    conditions.push(
      isIn(
        sql,
        name,
        'String',
        values.map((value) => value ?? unknown ?? ''),
      ),
    )
  }
  if (filters.connection) {
    const { sql, unknown } = dimensions.connection
    const ids = filters.connection.map((value) => value ?? unknown ?? '')
    if (!ids.every(isUuid))
      return fail(
        'invalid_filter',
        'Filter connections by their ids, or by null for events posted to the API.',
      )
    conditions.push(isIn(sql, 'connection', 'UUID', ids))
  }
  if (filters.status) {
    const statuses = statusCondition(filters.status)
    if (!statuses.ok) return statuses
    conditions.push(statuses.value)
  }
  if (filters.weekday) conditions.push(isIn(dimensions.weekday.sql, 'weekday', 'UInt8', filters.weekday))
  if (filters.hour) conditions.push(isIn(dimensions.hour.sql, 'hour', 'UInt8', filters.hour))
  if (filters.latency) {
    const { sql, unknown } = dimensions.latency
    const bands = filters.latency.map((band) => band ?? Number(unknown))
    conditions.push(isIn(sql, 'latency', 'Int64', bands))
  }
  return ok(conditions)
}

function isIn(sql: string, name: string, type: string, values: readonly (string | number)[]): SqlText {
  const param = `filter_${name}`
  return sqlText(`${sql} IN {${param}:Array(${type})}`, { [param]: values })
}

/** A filter on status takes statuses and the names of `statusGroups`. */
function statusCondition(values: readonly (string | null)[]): Result<SqlText, FilterFailure> {
  const statuses = new Set<MessageStatus>()
  for (const value of values) {
    const members = membersOf(value)
    if (!members) {
      const known = [...messageStatuses, ...Object.keys(statusGroups)].join(', ')
      return fail('invalid_filter', `Filter by one of these statuses: ${known}.`)
    }
    for (const status of members) statuses.add(status)
  }
  // A status that time does not change is read as it is stored.
  const settled = [...statuses].every((status) => status !== 'unconfirmed' && !isOpenStatus(status))
  return ok(isIn(settled ? 'status' : dimensions.status.sql, 'status', 'String', [...statuses]))
}

function membersOf(value: string | null): readonly MessageStatus[] | undefined {
  if (isStatusGroup(value)) return statusGroups[value]
  return messageStatuses.filter((status) => status === value).length > 0
    ? [value as MessageStatus]
    : undefined
}

function isStatusGroup(value: string | null): value is keyof typeof statusGroups {
  return value !== null && Object.hasOwn(statusGroups, value)
}

function isOpenStatus(status: MessageStatus): boolean {
  return openStatuses.some((open) => open === status)
}
