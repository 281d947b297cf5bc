import type {
  ChatClock,
  ChatDimension,
  ChatMetricName,
  Granularity,
  MetricRow,
  MetricsResult,
} from '../../../src/contract/index.ts'
import { wallBuckets } from '../wall-buckets.ts'
import { quarterHourMs, wallClockOf, writeInstant } from '../wall-clock.ts'
import { type ChatItem, type ItemContext, itemsOf, wroteCustomer } from './chat-items.ts'
import {
  isOf,
  isStateMetric,
  kindOf,
  type Measure,
  measureOf,
  type StateMetric,
} from './chat-metric-values.ts'
import { greatestLoad, loadsIn, openChatsBefore, type Span } from './chat-states.ts'
import type { OracleChat } from './fold-chat-log.ts'

export type Value = string | number | null

/** Filters by their names in the API; `band` holds lower bounds in ms. */
export type ChatFilters = Partial<
  Record<Exclude<ChatDimension, 'time'>, readonly Value[]> & {
    readonly with_customer_messages: boolean
    readonly business_time: boolean
    readonly clock: ChatClock
  }
>

export interface ChatQuestion {
  readonly metrics: readonly ChatMetricName[]
  readonly by: readonly ChatDimension[]
  readonly granularity: Granularity
  readonly fromMs: number
  readonly toMs: number
  readonly zone: string
  readonly filters: ChatFilters
}

export interface OracleChatAnswer {
  /** Groups that hold an item of any of the metrics, in no order; the one row of a question without dimensions. */
  readonly rows: readonly MetricRow[]
  readonly totals: MetricRow
  readonly basis: MetricsResult['basis']
  /** Keys of the rows that are shown whether they hold an item or not: each combination of other keys in every bucket. */
  readonly shown: readonly (readonly Value[])[]
}

export interface ChatWorldAsked {
  readonly chats: readonly OracleChat[]
  readonly asOfMs: number
}

/** docs/metrics.md, band: lower bounds in seconds. */
const bandsFromSeconds = [0, 15, 30, 60, 120, 300, 600, 1_800, 3_600, 4 * 3_600, 24 * 3_600]

interface Bucket extends Span {
  /** The key of its rows; null where the question is not by time. */
  readonly time: string | null
}

/** Answers a question about one company's chats the slow way: item by item, and for states chat by chat at each moment. */
export function evaluateChats(world: ChatWorldAsked, question: ChatQuestion): OracleChatAnswer {
  const chats = world.chats.filter((chat) => isChatSelected(chat, question.filters))
  const whole: Bucket = { fromMs: question.fromMs, toMs: question.toMs, time: null }
  const buckets = question.by.includes('time') ? bucketsOf(question) : [whole]
  const groups = new Map<string, Omit<Group, 'measure'> & { readonly measures: MetricRow }>()
  const totals: MetricRow = {}
  const basis: MetricsResult['basis'] = {}
  for (const metric of question.metrics) {
    const measured = isStateMetric(metric)
      ? measureState(metric, chats, world.asOfMs, question)
      : measureItems(metric, chats, world.asOfMs, question)
    const total = measured.of([whole], () => []).get('[]')?.measure ?? measured.nothing
    totals[metric] = total.value
    basis[metric] = { denominator: total.denominator, left_out: total.left_out }
    const found = measured.of(buckets, keysOf(question))
    for (const [name, { values, bucket, measure }] of found) {
      const group = groups.get(name) ?? { values, bucket, measures: {} }
      groups.set(name, group)
      group.measures[metric] = measure.value
    }
  }
  if (question.by.length === 0 && groups.size === 0)
    groups.set('[]', { values: [], bucket: whole, measures: {} })
  return {
    rows: [...groups.values()].map(({ values, bucket, measures }) => ({
      ...Object.fromEntries(question.by.map((name, index) => [name, values[index] ?? null])),
      ...Object.fromEntries(
        question.metrics.map((metric) => [
          metric,
          measures[metric] ?? emptyValue(metric, bucket, world.asOfMs),
        ]),
      ),
    })),
    totals,
    basis,
    shown: shownKeys(
      question,
      [...groups.values()].map(({ values }) => values),
    ),
  }
}

/** Counts of nothing are 0; what has no sample is null, and so is what will be in a bucket that is still to come. */
function emptyValue(metric: ChatMetricName, { fromMs }: Span, asOfMs: number): number | null {
  if (!isStateMetric(metric)) return measureOf(metric, []).value
  return metric === 'chats.oldest_waiting_ms' || fromMs > asOfMs ? null : 0
}

type KeysOf = (item: ChatItem, bucket: Bucket) => Value[]

interface Group {
  readonly values: Value[]
  readonly bucket: Bucket
  readonly measure: Measure
}
type Groups = ReadonlyMap<string, Group>

interface Measured {
  /** The measures of the groups that hold an item in a bucket. */
  readonly of: (buckets: readonly Bucket[], keys: KeysOf) => Groups
  readonly nothing: Measure
}

function grouped<T extends ChatItem>(
  found: readonly { readonly item: T; readonly bucket: Bucket }[],
  keys: KeysOf,
  measure: (items: readonly T[], bucket: Bucket) => Measure,
): Groups {
  const groups = new Map<string, { values: Value[]; items: T[]; bucket: Bucket }>()
  for (const { item, bucket } of found) {
    const values = keys(item, bucket)
    const name = JSON.stringify(values)
    const group = groups.get(name) ?? { values, items: [], bucket }
    groups.set(name, group)
    group.items.push(item)
  }
  return new Map(
    [...groups].map(([name, { values, items, bucket }]) => [
      name,
      { values, bucket, measure: measure(items, bucket) },
    ]),
  )
}

function measureItems(
  metric: Exclude<ChatMetricName, StateMetric>,
  chats: readonly OracleChat[],
  asOfMs: number,
  question: ChatQuestion,
): Measured {
  const { filters, fromMs, toMs, zone } = question
  const context: ItemContext = {
    asOfMs,
    clock: filters.clock ?? 'arrival',
    isBusinessTime: filters.business_time ?? false,
  }
  const items = chats
    .flatMap((chat) => itemsOf(kindOf(metric), chat, context))
    .filter((item) => isOf(metric, item))
    .filter(({ atMs }) => atMs >= fromMs && atMs < toMs)
    .filter((item) => isItemSelected(item, filters, zone))
  return {
    nothing: measureOf(metric, []),
    of: (buckets, keys) =>
      grouped(
        items.flatMap((item) => {
          const bucket = buckets.find((each) => each.fromMs <= item.atMs && item.atMs < each.toMs)
          return bucket ? [{ item, bucket }] : []
        }),
        keys,
        (members) => measureOf(metric, members),
      ),
  }
}

function measureState(
  metric: StateMetric,
  chats: readonly OracleChat[],
  asOfMs: number,
  { filters, zone, fromMs, toMs }: ChatQuestion,
): Measured {
  const plain = (value: number | null): Measure => ({ value, denominator: null, left_out: 0 })
  // Not after the moment of asking, and that one included.
  const cut = ({ fromMs, toMs }: Bucket): Span => ({ fromMs, toMs: Math.min(toMs, asOfMs + 1) })
  const begun = (buckets: readonly Bucket[]): Bucket[] => buckets.filter(({ fromMs }) => fromMs <= asOfMs)
  const nothing = plain(emptyValue(metric, { fromMs, toMs }, asOfMs))
  if (metric === 'chats.concurrency_max')
    return {
      nothing,
      of: (buckets, keys) =>
        grouped(
          begun(buckets).flatMap((bucket) =>
            loadsIn(chats, cut(bucket))
              .filter((item) => isItemSelected(item, filters, zone))
              .map((item) => ({ item, bucket })),
          ),
          keys,
          (loads, bucket) => plain(greatestLoad(loads, cut(bucket))),
        ),
    }
  return {
    nothing,
    of: (buckets, keys) =>
      grouped(
        begun(buckets).flatMap((bucket) =>
          openChatsBefore(chats, cut(bucket).toMs)
            .filter((item) => isItemSelected(item, filters, zone))
            .filter(({ waitingSinceMs }) => waitingSinceMs !== null || !isOfWaiting(metric))
            .map((item) => ({ item, bucket })),
        ),
        keys,
        (open, bucket) => {
          if (metric !== 'chats.oldest_waiting_ms') return plain(open.length)
          const sinceMs = Math.min(...open.map(({ waitingSinceMs }) => waitingSinceMs ?? 0))
          return plain(Math.min(bucket.toMs, asOfMs) - sinceMs)
        },
      ),
  }
}

const isOfWaiting = (metric: StateMetric): boolean =>
  metric === 'chats.waiting' || metric === 'chats.oldest_waiting_ms'

function bucketsOf({ fromMs, toMs, granularity, zone }: ChatQuestion): Bucket[] {
  const starts = wallBuckets(fromMs, toMs, granularity, zone)
  return starts.map((start, index) => ({
    fromMs: Math.max(start, fromMs),
    toMs: Math.min(starts[index + 1] ?? toMs, toMs),
    time: writeInstant(start, zone),
  }))
}

function isChatSelected(chat: OracleChat, filters: ChatFilters): boolean {
  const { messenger, chat: channel, with_customer_messages: wrote } = filters
  return (
    passes(orNull(chat.messenger), messenger) &&
    passes(orNull(chat.channelId), channel) &&
    (wrote === undefined || wrote === wroteCustomer(chat))
  )
}

function isItemSelected(item: ChatItem, filters: ChatFilters, zone: string): boolean {
  const names = ['group', 'operator', 'close_by', 'weekday', 'hour', 'band'] as const
  return names.every((name) => !filters[name] || passes(valueOf(item, name, zone), filters[name]))
}

const passes = (value: Value, accepted: readonly Value[] | undefined): boolean =>
  !accepted || accepted.includes(value)

const orNull = (text: string): string | null => (text === '' ? null : text)

const keysOf =
  ({ by, zone }: ChatQuestion): KeysOf =>
  (item, bucket) =>
    by.map((name) => (name === 'time' ? bucket.time : valueOf(item, name, zone)))

function valueOf(item: ChatItem, dimension: Exclude<ChatDimension, 'time'>, zone: string): Value {
  switch (dimension) {
    case 'messenger':
      return orNull(item.chat.messenger)
    case 'chat':
      return orNull(item.chat.channelId)
    case 'group':
      return orNull(item.groupId)
    case 'operator':
      return orNull(item.operatorId)
    case 'close_by':
      return orNull(item.closeBy)
    case 'weekday':
      return wallClockOf(zone)(item.atMs).weekday
    case 'hour':
      return wallClockOf(zone)(item.atMs).hour
    case 'band':
      return bandOf(item.ms)
  }
}

/** What has no duration (yet) is in no band. */
function bandOf(ms: number | null): number | null {
  if (ms === null) return null
  return bandsFromSeconds.map((seconds) => seconds * 1_000).findLast((bound) => bound <= ms) ?? null
}

/** Where it is by time: each combination of the other keys in every bucket that has such a weekday and hour. */
function shownKeys(question: ChatQuestion, present: readonly Value[][]): Value[][] {
  const { by, zone } = question
  const timeAt = by.indexOf('time')
  if (timeAt === -1) return []
  const others = by.length === 1 ? [[null]] : present.map((values) => values.with(timeAt, null))
  const combinations = [...new Map(others.map((values) => [JSON.stringify(values), values])).values()]
  return bucketsOf(question).flatMap(({ fromMs, toMs, time }) => {
    const walls = quarterHours(fromMs, toMs).map((moment) => wallClockOf(zone)(moment))
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
