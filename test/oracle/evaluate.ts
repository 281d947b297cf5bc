import type {
  CallDimension,
  Granularity,
  MessageDimension,
  MessageFilters,
  MessageMetricName,
  MetricRow,
  MetricsResult,
} from '../../src/contract/index.ts'
import { apiConnectionId } from '../../src/facts/message-event.ts'
import type { OracleMessage } from './fold-message.ts'
import { latencyBands, statusGroups } from './meanings.ts'
import { metricBasis, metricValue, statusAt } from './metric-values.ts'
import { wallBuckets } from './wall-buckets.ts'
import { quarterHourMs, wallClockOf, writeInstant } from './wall-clock.ts'

export interface OracleQuery {
  readonly metrics: readonly MessageMetricName[]
  readonly by: readonly MessageDimension[]
  readonly granularity: Granularity
  readonly fromMs: number
  readonly toMs: number
  readonly zone: string
  readonly filters: MessageFilters
  readonly asOfMs: number
  /** The company's currency. */
  readonly currency: string
}

export interface OracleAnswer {
  /** Groups that hold a message, in no order; the one row of a question without dimensions. */
  readonly rows: readonly MetricRow[]
  readonly totals: MetricRow
  readonly basis: MetricsResult['basis']
  /**
   * Keys of the rows that are shown whether they hold a message or not, in the order of the question: where it is by time,
   * each combination of the other keys that holds a message, in every bucket that has such a weekday and hour.
   */
  readonly shown: readonly (readonly Value[])[]
}

export type Value = string | number | null

/** Answers a question about one company's messages the slow way: message by message. */
export function evaluate(messages: readonly OracleMessage[], query: OracleQuery): OracleAnswer {
  const buckets = query.by.includes('time')
    ? wallBuckets(query.fromMs, query.toMs, query.granularity, query.zone)
    : []
  const selected = select(messages, query)
  const groups = new Map<string, { values: Value[]; members: OracleMessage[] }>()
  for (const message of selected) {
    const values = query.by.map((dimension) => valueOf(message, dimension, query, buckets))
    const name = JSON.stringify(values)
    const group = groups.get(name) ?? { values, members: [] }
    groups.set(name, group)
    group.members.push(message)
  }
  const measures = (members: readonly OracleMessage[], costCurrency: string | null): MetricRow =>
    Object.fromEntries(
      query.metrics.map((metric) => [metric, metricValue(metric, members, query.asOfMs, costCurrency)]),
    )
  const isByCurrency = query.by.includes('currency')
  const currencyOf = (values: readonly Value[]): string | null =>
    isByCurrency ? (values[query.by.indexOf('currency')] as string | null) : query.currency
  // A question without dimensions has one row, also when no message is in it.
  if (query.by.length === 0) groups.set('[]', { values: [], members: selected })
  return {
    rows: [...groups.values()].map(({ values, members }) =>
      Object.assign(dimensionsOf(query.by, values), measures(members, currencyOf(values))),
    ),
    // Amounts of several currencies have no sum.
    totals: measures(selected, isByCurrency ? null : query.currency),
    basis: Object.fromEntries(
      query.metrics.map((metric) => [
        metric,
        metricBasis(metric, selected, query.asOfMs, isByCurrency ? null : query.currency),
      ]),
    ),
    shown: shownKeys(
      query,
      buckets,
      [...groups.values()].map(({ values }) => values),
    ),
  }
}

/** Rows that a question by time shows whether anything is in them or not. */
export function shownKeys(
  query: Pick<OracleQuery, 'zone' | 'fromMs' | 'toMs'> & {
    readonly by: readonly (MessageDimension | CallDimension)[]
  },
  buckets: readonly number[],
  present: readonly Value[][],
): Value[][] {
  const { by, zone, fromMs, toMs } = query
  const timeAt = by.indexOf('time')
  if (timeAt === -1) return []
  const others = by.length === 1 ? [[null]] : present.map((values) => values.with(timeAt, null))
  const combinations = [...new Map(others.map((values) => [JSON.stringify(values), values])).values()]
  return buckets.flatMap((start, index) => {
    const moments = quarterHours(Math.max(start, fromMs), Math.min(buckets[index + 1] ?? toMs, toMs))
    const walls = moments.map((moment) => wallClockOf(zone)(moment))
    const time = writeInstant(start, zone)
    return combinations
      .filter((values) =>
        walls.some((wall) =>
          by.every((name, place) => {
            return (name !== 'weekday' && name !== 'hour') || wall[name] === values[place]
          }),
        ),
      )
      .map((values) => values.with(timeAt, time))
  })
}

/** The first moment and every quarter of an hour after it: clocks change only there. */
function quarterHours(fromMs: number, toMs: number): number[] {
  const moments = [fromMs]
  let next = (Math.floor(fromMs / quarterHourMs) + 1) * quarterHourMs
  for (; next < toMs; next += quarterHourMs) moments.push(next)
  return moments
}

function dimensionsOf(by: readonly MessageDimension[], values: readonly Value[]): MetricRow {
  return Object.fromEntries(by.map((dimension, index) => [dimension, values[index] ?? null]))
}

/** The messages that a question is about. */
export function select(messages: readonly OracleMessage[], query: OracleQuery): OracleMessage[] {
  return messages.filter(
    (message) =>
      message.createdAtMs >= query.fromMs &&
      message.createdAtMs < query.toMs &&
      Object.entries(query.filters).every(([dimension, accepted]) =>
        passes(valueOf(message, dimension as MessageDimension, query, []), dimension, accepted),
      ),
  )
}

function passes(value: Value, dimension: string, accepted: readonly Value[] | undefined): boolean {
  if (!accepted) return true
  if (dimension !== 'status') return accepted.includes(value)
  return accepted.some((name) => {
    const group: readonly Value[] = statusGroups.get(String(name)) ?? [name]
    return group.includes(value)
  })
}

function bandOf(latencyMs: number | null): number | null {
  if (latencyMs === null) return null
  const lower = latencyBands.map((seconds) => seconds * 1_000)
  return lower.findLast((bound) => bound <= latencyMs) ?? 0
}

const orNull = (text: string): string | null => (text === '' ? null : text)

function valueOf(
  message: OracleMessage,
  dimension: MessageDimension,
  { zone, asOfMs }: OracleQuery,
  buckets: readonly number[],
): Value {
  switch (dimension) {
    case 'time': {
      const start = buckets.findLast((bucket) => bucket <= message.createdAtMs)
      return start === undefined ? null : writeInstant(start, zone)
    }
    case 'weekday':
      return wallClockOf(zone)(message.createdAtMs).weekday
    case 'hour':
      return wallClockOf(zone)(message.createdAtMs).hour
    case 'status':
      return statusAt(message, asOfMs)
    case 'connection':
      return message.connectionId === apiConnectionId ? null : message.connectionId
    case 'error':
      return orNull(message.errorCode)
    case 'latency':
      return bandOf(message.latencyMs)
    case 'currency':
      return orNull(message.costCurrency)
    default:
      return orNull(message[dimension])
  }
}
