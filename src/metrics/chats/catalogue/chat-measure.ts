import type { ChatClock } from '../../../contract/index.ts'
import { type ChatSource, opened, type WholeChat } from './chat-source.ts'

/** How a question wants chats to be counted; what a metric is made of follows from it. */
export interface ChatTerms {
  readonly clock: ChatClock
  /** Durations in business time. */
  readonly business: boolean
  /**
   * Under `arrival`, nothing depends on whose an item is, who closed it or how long it took: what a chat says of all of its items is
   * enough, and no array need be unfolded.
   */
  readonly wholeChats: boolean
}

/** An aggregate over the items of a source that meet all conditions. */
export interface ChatMeasure {
  readonly source: ChatSource
  readonly aggregate: 'count' | 'sum' | 'uniqExact' | 'percentiles' | 'percentilesOfArrays'
  /** What is summed or told apart; empty for counts. */
  readonly of: string
  readonly when: readonly string[]
}

/** Measures that are added up. */
export type ChatSum = readonly ChatMeasure[]

export function count(source: ChatSource, ...when: readonly string[]): ChatMeasure {
  return { source, aggregate: 'count', of: '', when }
}

export function sum(source: ChatSource, of: string, ...when: readonly string[]): ChatMeasure {
  return { source, aggregate: 'sum', of, when }
}

export function different(source: ChatSource, of: string, ...when: readonly string[]): ChatMeasure {
  return { source, aggregate: 'uniqExact', of, when }
}

/** Median and p90 in one state. */
export function percentiles(source: ChatSource, of: string, ...when: readonly string[]): ChatMeasure {
  return { source, aggregate: 'percentiles', of, when }
}

/** The same of the elements of an array that each item has. */
export function percentilesOfArrays(source: ChatSource, of: string): ChatMeasure {
  return { source, aggregate: 'percentilesOfArrays', of, when: [] }
}

/** What chats say of all of their items of a kind. A source without it is a bug and throws. */
export function wholeOf({ whole }: ChatSource): WholeChat {
  if (whole === null) throw new Error('Chats do not say this of all of their items.')
  return whole
}

/** Items of a source, where chats say of all of theirs how many there are. */
export function countOfWhole(source: ChatSource): ChatMeasure {
  return sum(opened, wholeOf(source).items)
}

/**
 * Nearest rank is the element at ⌈p·n⌉ − 1; the engine takes the one at ⌊level·n⌋ of a plain array, which is the same for a level just
 * below p: p·n is a whole number or at least 0.1 above one, so that up to 10⁸ samples the two agree.
 */
const ranks = '(0.4999999995, 0.8999999995)'
const aggregateParts = {
  count: ['count', ''],
  sum: ['sum', ''],
  uniqExact: ['uniqExact', ''],
  percentiles: ['quantilesExact', ranks],
  percentilesOfArrays: ['quantilesExactArray', ranks],
} as const satisfies Record<ChatMeasure['aggregate'], readonly [string, string]>

/** The SQL of a measure; conditions that the whole SELECT is restricted to are left out. */
export function measureSql(
  { source, aggregate, of, when }: ChatMeasure,
  restrictedTo: string | null,
): string {
  const only = source.only !== null && source.only !== restrictedTo ? [source.only] : []
  const conditions = [...only, ...when].map((condition) => `(${condition})`).join(' AND ')
  const [name, parameters] = aggregateParts[aggregate]
  if (conditions === '') return `${name}${parameters}(${of})`
  return `${name}If${parameters}(${of === '' ? '' : `${of}, `}${conditions})`
}
