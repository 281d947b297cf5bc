import {
  granularities,
  type MessageDimension,
  type MessageFilters,
  messageDimensions,
  messageMetricNames,
} from '../../src/contract/index.ts'
import type { Random } from '../../src/simulator/index.ts'
import type { OracleQuery } from './evaluate.ts'
import type { OracleMessage } from './fold-message.ts'
import type { World } from './random-world.ts'

/** The zones of docs/metrics.md: whole, half and quarter hours of offset, clocks that change by an hour or half of one. */
export const sweptZones = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Atlantic/Azores',
  'Pacific/Apia',
  'Pacific/Kiritimati',
] as const

/** No dimension, and each of those whose values are the same in every zone. */
const zoneless: readonly (readonly MessageDimension[])[] = [
  [],
  ...messageDimensions
    .filter((dimension) => dimension !== 'time' && dimension !== 'weekday' && dimension !== 'hour')
    .map((dimension) => [dimension]),
]

/** Hours by other dimensions would be more rows than one answer holds. */
const coarse = granularities.filter((granularity) => granularity !== 'hour')

export interface QuestionOptions {
  /** `every`: all dimensions in all zones. `time`: only those that a zone can change; the others in one zone. */
  readonly zones: 'every' | 'time'
  /** Questions with two or three dimensions. */
  readonly combinations: number
  /** Questions with filters, or about part of the period. */
  readonly selections: number
}

type Asked = Pick<OracleQuery, 'by' | 'zone'> & Partial<OracleQuery>

/** Questions about a world: every metric by every dimension in every zone, then combinations and selections. */
export function* questionsAbout(
  world: World,
  messages: readonly OracleMessage[],
  random: Random,
  { zones, combinations, selections }: QuestionOptions,
): Generator<OracleQuery> {
  const { fromMs, toMs, asOfMs } = world
  const common = { metrics: messageMetricNames, fromMs, toMs, filters: {}, asOfMs, currency: 'EUR' } as const
  const ask = (asked: Asked): OracleQuery => ({ ...common, granularity: 'day', ...asked })
  const zonelessAskedIn = zones === 'every' ? sweptZones : [random.pick(sweptZones)]
  for (const zone of zonelessAskedIn) yield* zoneless.map((by) => ask({ zone, by }))
  for (const zone of sweptZones) {
    yield ask({ zone, by: ['weekday'] })
    yield ask({ zone, by: ['hour'] })
    yield* granularities.map((granularity) => ask({ zone, by: ['time'], granularity }))
  }
  for (let index = 0; index < combinations; index++)
    yield ask({
      zone: random.pick(sweptZones),
      by: distinct(random, messageDimensions, 2 + random.below(2)),
      granularity: random.pick(coarse),
    })
  for (let index = 0; index < selections; index++) {
    const by = distinct(random, messageDimensions, random.below(3))
    yield ask({
      zone: random.pick(sweptZones),
      by,
      granularity: random.pick(by.length > 1 ? coarse : granularities),
      filters: randomFilters(random, messages),
      ...randomPart(random, world),
    })
  }
}

function distinct<T>(random: Random, list: readonly T[], count: number): T[] {
  const chosen = new Set<T>()
  while (chosen.size < count) chosen.add(random.pick(list))
  return [...chosen]
}

/** Sometimes less than the whole period, with ends at odd milliseconds. */
function randomPart(random: Random, { fromMs, toMs }: World): { fromMs: number; toMs: number } {
  if (random.chance(0.5)) return { fromMs, toMs }
  const cut = fromMs + random.below(toMs - fromMs - 2)
  return random.chance(0.5) ? { fromMs, toMs: cut + 1 } : { fromMs: cut, toMs }
}

/** One to three filters with values that occur, and some that do not. */
function randomFilters(random: Random, messages: readonly OracleMessage[]): MessageFilters {
  const filters: MessageFilters = {}
  for (const dimension of distinct(random, messageDimensions, 1 + random.below(3)))
    Object.assign(filters, randomFilter(random, messages, dimension))
  return filters
}

function randomFilter(
  random: Random,
  messages: readonly OracleMessage[],
  dimension: MessageDimension,
): MessageFilters {
  const count = 1 + random.below(2)
  const texts = (valueOf: (message: OracleMessage) => string): (string | null)[] =>
    Array.from({ length: count }, () => valueOf(random.pick(messages)) || null)
  switch (dimension) {
    case 'time':
      return {}
    case 'weekday':
      return { weekday: distinct(random, [1, 2, 3, 4, 5, 6, 7], count) }
    case 'hour':
      return { hour: distinct(random, [0, 1, 2, 3, 12, 23], count) }
    case 'status':
      return {
        status: distinct(
          random,
          ['created', 'sending', 'in_progress', 'not_delivered', 'unconfirmed', 'read', 'delivered'],
          count,
        ),
      }
    case 'connection':
      return { connection: [random.chance(0.5) ? null : '0198c000-0000-7000-8000-000000000001'] }
    case 'error':
      return { error: texts((message) => message.errorCode) }
    case 'latency':
      return { latency: distinct(random, [null, 0, 1_000, 5_000, 60_000, 86_400_000], count) }
    case 'currency':
      return { currency: texts((message) => message.costCurrency) }
    default:
      return { [dimension]: texts((message) => message[dimension]) }
  }
}
