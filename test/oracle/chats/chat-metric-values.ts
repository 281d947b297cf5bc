import type { ChatDuration, ChatMetricName } from '../../../src/contract/index.ts'
import type { ChatItem, ItemKind } from './chat-items.ts'

/** Metrics of what is true at a moment; the others are of items. */
export const stateMetrics = [
  'chats.active',
  'chats.backlog',
  'chats.waiting',
  'chats.oldest_waiting_ms',
  'chats.concurrency_max',
] as const satisfies readonly ChatMetricName[]
export type StateMetric = (typeof stateMetrics)[number]
export type ItemMetric = Exclude<ChatMetricName, StateMetric>

export const isStateMetric = (metric: ChatMetricName): metric is StateMetric =>
  (stateMetrics as readonly string[]).includes(metric)

export interface Measure {
  readonly value: number | null
  readonly denominator: number | null
  readonly left_out: number
}

const kinds: Partial<Record<ItemMetric, ItemKind>> = {
  'chats.new': 'new',
  'chats.with_customer_messages': 'with_customer_messages',
  'chats.bot_only': 'bot_only',
  'chats.handed_over': 'handed_over',
  'chats.with_operator': 'with_operator',
  'chats.unanswered': 'unanswered',
  'chats.customers': 'customers',
  'chats.closed': 'closings',
  'chats.close_events': 'closings',
  'chats.reopened': 'reopenings',
  'chats.reopen_events': 'reopenings',
  'chats.messages_customer': 'messages_customer',
  'chats.messages_operator': 'messages_operator',
  'chats.messages_bot': 'messages_bot',
  'chats.within_sl1': 'first_response',
  'chats.within_sl2': 'within_sl2',
  'chats.ratings': 'scores',
  'chats.rating_mean': 'scores',
  'chats.rating_good_share': 'scores',
  'chats.rating_response_rate': 'surveys',
}

/** What a metric is made of. */
export function kindOf(metric: ItemMetric): ItemKind {
  return kinds[metric] ?? (partsOf(metric).duration as ChatDuration)
}

/** Whether an item means anything to a metric of its kind: samples nothing to what counts the pending, and the other way round. */
export function isOf(metric: ItemMetric, { isPending }: ChatItem): boolean {
  const { part } = partsOf(metric)
  return part === undefined || isPending === (part === 'pending')
}

/** The kind of duration that a metric's bands are of; undefined: it has none. */
export function bandedDurationOf(metric: ChatMetricName): string | undefined {
  if (metric === 'chats.within_sl1') return 'first_response'
  if (metric === 'chats.within_sl2') return 'turn_response'
  return partsOf(metric).part === undefined ? undefined : partsOf(metric).duration
}

function partsOf(metric: string): { duration: string; part: string | undefined } {
  const found = /^chats\.(\w+?)_(p50_ms|p90_ms|mean_ms|n|pending)$/.exec(metric)
  return { duration: found?.[1] ?? '', part: found?.[2] }
}

const isKnown = (value: number | null): value is number => value !== null

/** A metric over the items of its kind, by its definition in docs/metrics.md. */
export function measureOf(metric: ItemMetric, items: readonly ChatItem[]): Measure {
  const { part } = partsOf(metric)
  if (part !== undefined) return durationPart(part, items)
  const counted = (value: number): Measure => ({ value, denominator: null, left_out: 0 })
  const scores = items.map(({ score }) => score).filter(isKnown)
  switch (metric) {
    case 'chats.closed':
    case 'chats.reopened':
      return counted(new Set(items.map(({ chat }) => chat)).size)
    case 'chats.customers': {
      const ids = new Set(items.map(({ chat }) => chat.customerId).filter((id) => id !== ''))
      const nameless = new Set(items.map(({ chat }) => chat).filter(({ customerId }) => customerId === ''))
      return { value: ids.size, denominator: null, left_out: nameless.size }
    }
    case 'chats.within_sl1':
    case 'chats.within_sl2':
      return withinTarget(items)
    case 'chats.rating_mean':
      return { ...share(sum(scores), scores.length), left_out: 0 }
    case 'chats.rating_good_share':
      return { ...share(scores.filter((score) => score >= 4).length, scores.length), left_out: 0 }
    case 'chats.rating_response_rate':
      return { ...share(scores.length, items.length), left_out: 0 }
    default:
      return counted(items.length)
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const share = (part: number, of: number): Pick<Measure, 'value' | 'denominator'> => ({
  value: of === 0 ? null : part / of,
  denominator: of,
})

function durationPart(part: string, items: readonly ChatItem[]): Measure {
  const pending = items.filter(({ isPending }) => isPending).length
  if (part === 'pending') return { value: pending, denominator: null, left_out: 0 }
  const samples = items.map(({ ms }) => ms).filter(isKnown)
  const left_out = items.length - pending - samples.length
  switch (part) {
    case 'n':
      return { value: samples.length, denominator: null, left_out }
    case 'mean_ms':
      return { ...share(sum(samples), samples.length), left_out }
    default:
      return {
        value: nearestRank(samples, part === 'p50_ms' ? 50 : 90),
        denominator: samples.length,
        left_out,
      }
  }
}

function nearestRank(samples: readonly number[], percent: number): number | null {
  const ordered = samples.toSorted((a, b) => a - b)
  return ordered[Math.ceil((percent * ordered.length) / 100) - 1] ?? null
}

/** What still waits counts against the target once that ran out before the moment of asking; until then, and without a target, it is left out. */
function withinTarget(items: readonly ChatItem[]): Measure {
  const judged = items.filter(({ targetMs, ms, waitedMs, isPending }) => {
    if (targetMs === null) return false
    return isPending ? waitedMs !== null && waitedMs >= targetMs : ms !== null
  })
  const within = judged.filter(({ targetMs, ms }) => ms !== null && ms <= (targetMs ?? 0))
  return { ...share(within.length, judged.length), left_out: items.length - judged.length }
}
