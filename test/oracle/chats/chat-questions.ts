import {
  type ChatDimension,
  type ChatMetricName,
  chatDimensions,
  chatDurations,
  chatMetricNames,
  granularities,
} from '../../../src/contract/index.ts'
import type { Random } from '../../../src/simulator/index.ts'
import { sweptZones } from '../questions.ts'
import { bandedDurationOf, isStateMetric } from './chat-metric-values.ts'
import type { ChatFilters, ChatQuestion, Value } from './evaluate-chats.ts'
import type { ChatWorld } from './random-chat-world.ts'

/** As many as one question may name. */
const mostMetrics = 30
const ofMoments: ReadonlySet<ChatDimension> = new Set(['weekday', 'hour', 'band'])
const plainDimensions = chatDimensions.filter((name) => !ofMoments.has(name))
const withoutBand = chatDimensions.filter((name) => name !== 'band')
const coarse = granularities.filter((granularity) => granularity !== 'hour')

/** A question about items, about what happened between two events, about states and items, or about one kind of duration in bands. */
export function randomChatQuestion(random: Random, world: ChatWorld): ChatQuestion {
  const { metrics, dimensions, clock } = random.pick([
    itemQuestion,
    eventQuestion,
    stateQuestion,
    bandQuestion,
  ])(random)
  const by = distinct(random, dimensions, random.pick([0, 1, 1, 2, 2, 3]))
  return {
    metrics,
    by,
    granularity: random.pick(by.length > 1 ? coarse : granularities),
    zone: random.pick(sweptZones),
    filters: { ...randomFilters(random, dimensions), ...(clock ? { clock } : {}) },
    ...randomPart(random, world),
  }
}

interface Asked {
  readonly metrics: readonly ChatMetricName[]
  readonly dimensions: readonly ChatDimension[]
  readonly clock?: 'event'
}

const itemQuestion = (random: Random): Asked => ({
  metrics: distinct(
    random,
    chatMetricNames.filter((metric) => !isStateMetric(metric)),
    random.pick([1, 1, 4, 12, mostMetrics]),
  ),
  dimensions: withoutBand,
})

/** Many metrics at once, with nothing that tells their moments apart but the period. */
const eventQuestion = (random: Random): Asked => ({
  metrics: distinct(
    random,
    chatMetricNames.filter((metric) => !isStateMetric(metric)),
    mostMetrics,
  ),
  dimensions: ['messenger', 'chat', 'close_by'],
  clock: 'event',
})

const stateQuestion = (random: Random): Asked => ({
  metrics: [
    ...distinct(random, chatMetricNames.filter(isStateMetric), random.pick([1, 1, 2, 5])),
    ...distinct(
      random,
      chatMetricNames.filter((metric) => !isStateMetric(metric)),
      random.pick([0, 3]),
    ),
  ],
  dimensions: plainDimensions,
})

function bandQuestion(random: Random): Asked {
  const duration = random.pick(chatDurations)
  return {
    metrics: chatMetricNames.filter((metric) => bandedDurationOf(metric) === duration),
    dimensions: chatDimensions,
  }
}

function distinct<T>(random: Random, list: readonly T[], count: number): T[] {
  const chosen = new Set<T>()
  while (chosen.size < Math.min(count, list.length)) chosen.add(random.pick(list))
  return [...chosen]
}

/** Often less than the whole period, mostly with an end at an event: before it, or just after. */
function randomPart(random: Random, { log, fromMs, toMs }: ChatWorld): { fromMs: number; toMs: number } {
  if (random.chance(0.35)) return { fromMs, toMs }
  const within = log.map(({ timeMs }) => timeMs).filter((timeMs) => timeMs > fromMs && timeMs < toMs - 2)
  const anywhere = fromMs + random.below(toMs - fromMs - 2)
  const cut = within.length > 0 && random.chance(0.8) ? random.pick(within) - 1 + random.below(2) : anywhere
  return random.chance(0.5) ? { fromMs, toMs: cut + 1 } : { fromMs: cut, toMs }
}

const filterValues: Readonly<Record<Exclude<ChatDimension, 'time'>, readonly Value[]>> = {
  messenger: ['web', 'telegram', 'matrix', null, 'line'],
  chat: ['shop', 'support line', null],
  group: ['support', 'sales', 'night shift', 'unheard of', null],
  operator: ['anna', 'boris', 'chen', 'a stranger', null],
  close_by: ['operator', 'bot', 'customer', 'timeout', null],
  weekday: [1, 2, 3, 4, 5, 6, 7],
  hour: [0, 1, 2, 3, 12, 23],
  band: [0, 15_000, 30_000, 60_000, 3_600_000, 86_400_000, null],
}

function randomFilters(random: Random, dimensions: readonly ChatDimension[]): ChatFilters {
  const filters: ChatFilters = {
    ...(random.chance(0.7) ? { clock: random.pick(['arrival', 'event', 'event'] as const) } : {}),
    ...(random.chance(0.5) ? { business_time: random.chance(0.8) } : {}),
    ...(random.chance(0.2) ? { with_customer_messages: random.chance(0.6) } : {}),
  }
  for (const dimension of distinct(random, dimensions, random.pick([0, 0, 1, 2])))
    if (dimension !== 'time')
      Object.assign(filters, {
        [dimension]: distinct(random, filterValues[dimension], 1 + random.below(3)),
      })
  return filters
}
