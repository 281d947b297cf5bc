import type { QueryParams } from '../../../facts/index.ts'
import { column, maxGroups } from '../../plan/build-query.ts'
import { allOf, type SqlText, sqlText } from '../../plan/sql-text.ts'
import type { Presence } from '../catalogue/chat-metric-spec.ts'
import { noMoment } from '../catalogue/chat-source.ts'
import { chatsTouching, filterConditions, type Standing } from './chat-conditions.ts'
import type { ChatPlan, ChatScope } from './chat-plan.ts'
import { standingSql } from './chat-select.ts'
import { type Unfolded, unfolding } from './unfold-sql.ts'

/** A question about how things stood; what its rows hold is told by the function that writes it. */
export interface PresenceSelect {
  readonly sql: (chats: string) => string
  readonly params: QueryParams
}

/** Stretches of time in which chats were open, or their customers waited. */
export interface Stretches extends Standing {
  readonly unfolds: Unfolded
  readonly from: string
  readonly to: string
  /** When the last of a chat's is over. */
  readonly until: 'open_until' | 'waiting_until'
}

function stretchesOf(unfolds: 'stint' | 'wait'): Stretches {
  return {
    unfolds,
    from: `${unfolds}_from`,
    to: `${unfolds}_to`,
    until: unfolds === 'wait' ? 'waiting_until' : 'open_until',
    group: `${unfolds}_group`,
    operator: `${unfolds}_operator`,
    closeBy: 'closed_by',
  }
}

/** The stretches that say with whom a chat was open, or its customer waited. */
export function stretchesFor(presence: Presence): Stretches {
  return stretchesOf(presence === 'waiting' || presence === 'oldest_waiting' ? 'wait' : 'stint')
}

/** Keys of the rows besides time. */
export function standingNames(plan: ChatPlan): readonly string[] {
  return plan.dimensions.map(({ name }) => name).filter((name) => name !== 'time')
}

export function usesStanding({ filters }: ChatScope, names: readonly string[]): boolean {
  return (['group', 'operator'] as const).some((name) => names.includes(name) || filters[name] !== undefined)
}

/** Stretches that reach over the moment just before `beforeMs`. */
export function standingConditions(
  stretches: Stretches,
  scope: ChatScope,
  beforeMs: number,
): readonly SqlText[] {
  const { from, to, until } = stretches
  return [
    ...chatsTouching(beforeMs, beforeMs, until),
    ...filterConditions(scope.filters, stretches),
    sqlText(`${from} < ${before}`, { before_ms: beforeMs }),
    sqlText(`(${to} = ${noMoment} OR ${to} >= ${before})`),
  ]
}

/** The moment before which is looked; binds `before_ms`. */
export const before = `fromUnixTimestamp64Milli({before_ms:Int64}, 'UTC')`

/** Presences that one SELECT answers: they are about the same stretches. */
export type StretchPresence = Exclude<Presence, 'concurrency'>

/** By standing: `value`, how many stretches reach over the moment, and of waits `since_ms`, the oldest of them (0: none). */
export function atMoment(
  asked: readonly StretchPresence[],
  plan: ChatPlan,
  beforeMs: number,
): PresenceSelect {
  const stretches = stretchesFor(asked[0] ?? 'open')
  return grouped(standingNames(plan), stretches, standingConditions(stretches, plan, beforeMs), [
    'count() AS value',
    ...oldestColumn(asked),
  ])
}

/**
 * Two kinds of rows, by `level` and `place`. Of level -1, where numbers are asked: `value`, how many more stretches reach over the end
 * of the bucket at this place than over the end of the one before. Of the other levels, where the oldest wait is asked: `since_ms` of
 * ranges, see `spreadRanges`. Only stretches that reach over the end of a bucket are looked at, so rows are few for each bucket and standing.
 */
export function byBucket(
  asked: readonly StretchPresence[],
  plan: ChatPlan,
  beforeMs: number,
): PresenceSelect {
  const stretches = stretchesFor(asked[0] ?? 'open')
  const { from, to } = reachOf(stretches)
  const level = `toInt8(log2(${to} - ${from}))`
  const edges = [
    ...(isNumberAsked(asked) ? [`(${from}, ${noLevel}, 1)`, `(${to}, ${noLevel}, -1)`] : []),
    ...(asked.includes('oldest_waiting')
      ? rangePlaces(from, to, level).map((place) => `(${place}, ${level}, 0)`)
      : []),
  ]
  return grouped(standingNames(plan), stretches, reachConditions(stretches, plan, beforeMs), [
    `(arrayJoin([${edges.join(', ')}]) AS edge).1 AS place`,
    'edge.2 AS level',
    'sum(edge.3) AS value',
    ...oldestColumn(asked),
  ])
}

/** Level of the rows that are no ranges. */
export const noLevel = -1

function isNumberAsked(asked: readonly StretchPresence[]): boolean {
  return asked.some((presence) => presence !== 'oldest_waiting')
}

function oldestColumn(asked: readonly StretchPresence[]): readonly string[] {
  return asked.includes('oldest_waiting') ? ['toUnixTimestamp64Milli(min(wait_since)) AS since_ms'] : []
}

/** A range of places as two ranges of a power of two that cover it: `level` is the power. */
export function rangeColumns(from: string, to: string): readonly string[] {
  const level = `toUInt8(log2(${to} - ${from}))`
  return [`${level} AS level`, `arrayJoin([${rangePlaces(from, to, level).join(', ')}]) AS place`]
}

function rangePlaces(from: string, to: string, level: string): readonly string[] {
  return [`toInt32(${from})`, `toInt32(${to}) - bitShiftLeft(toInt32(1), ${level})`]
}

/** First bucket whose end a stretch reaches over, and the first after it whose end it does not. */
function reachOf({ from, to }: Stretches): { readonly from: string; readonly to: string } {
  return {
    from: placeSql(`toUnixTimestamp(${from})`),
    to: `if(${to} = ${noMoment} OR ${to} >= ${before}, {bucket_count:Int32}, ${placeSql(`toUnixTimestamp(${to})`)})`,
  }
}

/** Place of the bucket that holds a moment, from 0; of earlier moments the first one. */
export function placeSql(seconds: string): string {
  return `transform(${bucketOf(seconds)}, {bucket_starts:Array(UInt32)}, {bucket_places:Array(Int32)}, 0)`
}

/** Start of the bucket that holds a moment; of earlier moments that of the first one. */
function bucketOf(seconds: string): string {
  return `roundDown(${seconds}, {bucket_starts:Array(UInt32)})`
}

export function bucketParams({ bucketStarts }: ChatPlan): QueryParams {
  return {
    bucket_starts: bucketStarts.map((start) => start / 1000),
    bucket_places: bucketStarts.map((_, place) => place),
    bucket_count: bucketStarts.length,
  }
}

/**
 * Chats whose stretches can reach over the end of a bucket: those that were opened and had the last of them within one bucket need not be
 * looked at.
 */
export function chatsReaching(
  until: Stretches['until'],
  plan: ChatPlan,
  beforeMs: number,
): readonly SqlText[] {
  return [
    ...chatsTouching(beforeMs, plan.period.fromMs, until),
    sqlText(
      `(${until} >= ${before} OR ${bucketOf('toUInt32(opened_hour)')} < ${bucketOf(`toUnixTimestamp(least(${until}, ${before}))`)})`,
      { before_ms: beforeMs, ...bucketParams(plan) },
    ),
  ]
}

function reachConditions(stretches: Stretches, plan: ChatPlan, beforeMs: number): readonly SqlText[] {
  const { from, to, until } = stretches
  return [
    ...chatsReaching(until, plan, beforeMs),
    ...filterConditions(plan.filters, stretches),
    sqlText(`${from} < ${before}`, { before_ms: beforeMs }),
    sqlText(
      `(${to} = ${noMoment} OR ${to} >= ${before} OR ${bucketOf(`toUnixTimestamp(${from})`)} < ${bucketOf(`toUnixTimestamp(${to})`)})`,
      bucketParams(plan),
    ),
  ]
}

export function grouped(
  names: readonly string[],
  stretches: Standing & { readonly unfolds: Unfolded | null },
  conditions: readonly SqlText[],
  columns: readonly string[],
): PresenceSelect {
  const where = allOf(conditions)
  const list = [
    ...names.map((name, index) => `${standingSql(name, stretches)} AS ${column.dimension(index)}`),
    ...columns,
  ]
  const keys = [
    ...names.map((_, index) => column.dimension(index)),
    ...['level', 'place'].filter((key) => columns.some((each) => each.endsWith(`AS ${key}`))),
  ]
  return {
    sql: (chats) =>
      [
        `SELECT\n  ${list.join(',\n  ')}`,
        `FROM ${chats}`,
        ...unfolding(stretches.unfolds, [...list, where.sql].join('\n').replaceAll(/\bplace\b/g, '')),
        `WHERE ${where.sql}`,
        ...(keys.length > 0 ? [`GROUP BY ${keys.join(', ')}`] : []),
        `LIMIT ${maxPresenceRows + 1}`,
      ].join('\n'),
    params: where.params,
  }
}

/** Rows of one question about how things stood: changes of each bucket and standing. */
export const maxPresenceRows = 10 * maxGroups
