import type { ChatClock } from '../../../contract/index.ts'
import type { ChatSource } from './chat-source.ts'

/** How a question wants chats to be counted; what a metric is made of follows from it. */
export interface ChatTerms {
  readonly clock: ChatClock
  /** Durations in business time. */
  readonly business: boolean
  /** Under `arrival`, nothing depends on whose an item is or who closed: columns of the chat say as much as its arrays. */
  readonly wholeChats: boolean
}

/** An aggregate over the items of a source that meet all conditions. */
export interface ChatMeasure {
  readonly source: ChatSource
  readonly aggregate: 'count' | 'sum' | 'uniqExact' | 'percentiles'
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

/**
 * Nearest rank is the element at ⌈p·n⌉ − 1; the engine takes the one at ⌊level·n⌋ of a plain array, which is the same for a level just
 * below p: p·n is a whole number or at least 0.1 above one, so that up to 10⁸ samples the two agree.
 */
const percentileParts = ['quantilesExact', '(0.4999999995, 0.8999999995)'] as const

/** The SQL of a measure; conditions that the whole SELECT is restricted to are left out. */
export function measureSql(
  { source, aggregate, of, when }: ChatMeasure,
  restrictedTo: string | null,
): string {
  const only = source.only !== null && source.only !== restrictedTo ? [source.only] : []
  const conditions = [...only, ...when].map((condition) => `(${condition})`).join(' AND ')
  const [name, parameters] = aggregate === 'percentiles' ? percentileParts : [aggregate, '']
  if (conditions === '') return `${name}${parameters}(${of})`
  return `${name}If${parameters}(${of === '' ? '' : `${of}, `}${conditions})`
}
