import type { ChatDuration, ChatMetricName, MetricDefinition } from '../../../contract/index.ts'
import type { LocalText } from '../../catalogue/metric-spec.ts'
import type { ChatMeasure, ChatSum, ChatTerms } from './chat-measure.ts'
import type { ChatSource } from './chat-source.ts'

/** What a metric of chats is called and means. */
interface ChatMetricText {
  readonly name: ChatMetricName
  readonly title: LocalText
  /** What it counts and what it leaves out. */
  readonly definition: LocalText
  readonly unit: MetricDefinition['unit']
  /** What it is a share, a mean or a percentile of; null for plain counts. */
  readonly denominator: LocalText | null
  /** Rows of any partition add up to the whole. */
  readonly additive: boolean
  /** Value of a selection without items. */
  readonly whenEmpty: 0 | null
}

/** The items that a number opens: as many as the number says (of shares, as its numerator). */
export interface CountedItems {
  readonly source: ChatSource
  readonly when: readonly string[]
  /** Of items with the same value of this the latest stands for all. */
  readonly distinct?: 'chat_key' | 'customer_hash'
}

/** What a metric comes to under a question's terms. */
export interface ChatCount {
  /** The value; of shares and means the numerator. */
  readonly value: ChatSum
  /** What it is divided by; null: nothing. */
  readonly over: ChatSum | null
  /** Which element of the value, from 0, where the engine returns several percentiles at once. */
  readonly place?: 0 | 1
  /** Size of the denominator; without any the value is null. Null: always a value. */
  readonly basis: ChatSum | null
  readonly leftOut: ChatSum
  readonly items: CountedItems
}

/** A metric of what happened, or of what became of the chats opened in a period. */
export interface ItemMetricSpec extends ChatMetricText {
  readonly kind: 'items'
  /** When it happens, under the clock `event`. */
  readonly moment: LocalText
  /** The one duration that it is about; null: none. Only such metrics can be divided by its bands. */
  readonly duration: ChatDuration | null
  readonly count: (terms: ChatTerms) => ChatCount
}

/** A metric of how things stood at a moment. */
export interface PresenceMetricSpec extends ChatMetricText {
  readonly kind: 'presence'
  readonly presence: Presence
}
export type Presence = 'open' | 'waiting' | 'oldest_waiting' | 'concurrency'

export type ChatMetricSpec = ItemMetricSpec | PresenceMetricSpec

/** A plain count of items. */
export function itemCount(
  parts: Pick<ItemMetricSpec, 'name' | 'title' | 'definition' | 'moment'> &
    Partial<Pick<ItemMetricSpec, 'additive' | 'duration'>> & {
      readonly count: (terms: ChatTerms) => Partial<ChatCount> & Pick<ChatCount, 'value' | 'items'>
    },
): ItemMetricSpec {
  const { count } = parts
  return {
    kind: 'items',
    unit: 'count',
    denominator: null,
    additive: true,
    duration: null,
    whenEmpty: 0,
    ...parts,
    count: (terms) => ({ over: null, basis: null, leftOut: [], ...count(terms) }),
  }
}

/** Items of a source, each counted once. */
export function countOf(source: ChatSource, ...when: readonly string[]): Pick<ChatCount, 'value' | 'items'> {
  const measure: ChatMeasure = { source, aggregate: 'count', of: '', when }
  return { value: [measure], items: { source, when } }
}
