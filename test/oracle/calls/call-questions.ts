import {
  type CallDimension,
  type CallFilters,
  callDimensions,
  callMetricNames,
  granularities,
} from '../../../src/contract/index.ts'
import type { Random } from '../../../src/simulator/index.ts'
import { sweptZones } from '../questions.ts'
import type { CallQuestion } from './evaluate-calls.ts'
import { type CallWorld, otherConnection } from './random-call-world.ts'

/** Hours by other dimensions would be more rows than one answer holds. */
const coarse = granularities.filter((granularity) => granularity !== 'hour')

/** Every dimension and granularity once, each in a zone of its own, then combinations with filters about parts of the period. */
export function* callQuestions(
  world: CallWorld,
  random: Random,
  selections: number,
): Generator<CallQuestion> {
  const ask = (asked: Partial<CallQuestion>): CallQuestion => ({
    metrics: callMetricNames,
    by: [],
    granularity: 'day',
    fromMs: world.fromMs,
    toMs: world.toMs,
    zone: random.pick(sweptZones),
    filters: {},
    ...asked,
  })
  yield ask({})
  for (const dimension of callDimensions) yield ask({ by: [dimension] })
  for (const granularity of granularities) yield ask({ by: ['time'], granularity })
  for (let index = 0; index < selections; index++) {
    const by = distinct(random, callDimensions, random.below(4))
    const granularity = random.pick(by.length > 1 ? coarse : granularities)
    yield ask({ by, granularity, filters: randomFilters(random), ...randomPart(random, world) })
  }
}

function distinct<T>(random: Random, list: readonly T[], count: number): T[] {
  const chosen = new Set<T>()
  while (chosen.size < count) chosen.add(random.pick(list))
  return [...chosen]
}

/** Sometimes less than the whole period, with ends at odd milliseconds. */
function randomPart(random: Random, { fromMs, toMs }: CallWorld): { fromMs: number; toMs: number } {
  if (random.chance(0.5)) return { fromMs, toMs }
  const cut = fromMs + random.below(toMs - fromMs - 2)
  return random.chance(0.5) ? { fromMs, toMs: cut + 1 } : { fromMs: cut, toMs }
}

function randomFilters(random: Random): CallFilters {
  const filters: CallFilters = {}
  for (const dimension of distinct(random, callDimensions, random.below(3)))
    Object.assign(filters, randomFilter(random, dimension))
  return filters
}

function randomFilter(random: Random, dimension: CallDimension): CallFilters {
  const count = 1 + random.below(2)
  switch (dimension) {
    case 'time':
      return {}
    case 'direction':
      return { direction: distinct(random, ['inbound', 'outbound', 'internal'] as const, count) }
    case 'result':
      return { result: distinct(random, ['answered', 'busy', 'parked', 'unheard of'], count) }
    case 'operator':
      return { operator: distinct(random, ['anna', 'bob', null], count) }
    case 'connection':
      return { connection: [random.pick([null, otherConnection])] }
    case 'country':
      return { country: distinct(random, ['DE', 'US', null], count) }
    case 'currency':
      return { currency: distinct(random, ['EUR', 'USD', null], count) }
    case 'weekday':
      return { weekday: distinct(random, [1, 2, 3, 4, 5, 6, 7], count) }
    case 'hour':
      return { hour: distinct(random, [0, 1, 2, 3, 12, 23], count) }
  }
}
