import type {
  CallDimension,
  CallFilters,
  CallMetricName,
  Granularity,
  MetricRow,
  MetricsResult,
  MetricValue,
} from '../../../src/contract/index.ts'
import { apiConnectionId } from '../../../src/facts/message-event.ts'
import { type OracleAnswer, shownKeys, type Value } from '../evaluate.ts'
import { wallBuckets } from '../wall-buckets.ts'
import { wallClockOf, writeInstant } from '../wall-clock.ts'
import type { OracleCall } from './fold-call-log.ts'

export interface CallQuestion {
  readonly metrics: readonly CallMetricName[]
  readonly by: readonly CallDimension[]
  readonly granularity: Granularity
  readonly fromMs: number
  readonly toMs: number
  readonly zone: string
  readonly filters: CallFilters
}

const companyCurrency = 'EUR'

/** Answers a question about one company's calls the slow way: call by call. */
export function evaluateCalls(calls: readonly OracleCall[], question: CallQuestion): OracleAnswer {
  const { by, fromMs, toMs, granularity, zone, metrics } = question
  const buckets = by.includes('time') ? wallBuckets(fromMs, toMs, granularity, zone) : []
  const selected = selectCalls(calls, question)
  const groups = new Map<string, { values: Value[]; members: OracleCall[] }>()
  for (const call of selected) {
    const values = by.map((dimension) => valueOf(call, dimension, question, buckets))
    const name = JSON.stringify(values)
    const group = groups.get(name) ?? { values, members: [] }
    groups.set(name, group)
    group.members.push(call)
  }
  if (by.length === 0) groups.set('[]', { values: [], members: [...selected] })
  const rowOf = (members: readonly OracleCall[], currency: string | null): MetricRow =>
    Object.fromEntries(metrics.map((metric) => [metric, metricValue(metric, members, currency)]))
  const isByCurrency = by.includes('currency')
  const currencyOf = (values: readonly Value[]): string | null =>
    isByCurrency ? (values[by.indexOf('currency')] as string | null) : companyCurrency
  return {
    rows: [...groups.values()].map(({ values, members }) =>
      Object.assign(
        Object.fromEntries(by.map((dimension, index) => [dimension, values[index] ?? null])),
        rowOf(members, currencyOf(values)),
      ),
    ),
    totals: rowOf(selected, isByCurrency ? null : companyCurrency),
    basis: Object.fromEntries(
      metrics.map((metric) => [metric, basisOf(metric, selected, isByCurrency)]),
    ) as MetricsResult['basis'],
    shown: shownKeys(
      question,
      buckets,
      [...groups.values()].map(({ values }) => values),
    ),
  }
}

/** The calls that a question is about. */
export function selectCalls(calls: readonly OracleCall[], question: CallQuestion): readonly OracleCall[] {
  return calls.filter(
    (call) =>
      call.startedAtMs >= question.fromMs &&
      call.startedAtMs < question.toMs &&
      Object.entries(question.filters).every(([dimension, accepted]) =>
        (accepted as readonly Value[]).includes(valueOf(call, dimension as CallDimension, question, [])),
      ),
  )
}

/** Which calls a number counts, where it counts calls. */
export const countedCalls: Readonly<Partial<Record<CallMetricName, (call: OracleCall) => boolean>>> = {
  'calls.total': () => true,
  'calls.inbound': ({ direction }) => direction === 'inbound',
  'calls.outbound': ({ direction }) => direction === 'outbound',
  'calls.answered': ({ result }) => result === 'answered',
  'calls.not_answered': ({ result }) => result !== 'answered',
  'calls.answer_rate': ({ result }) => result === 'answered',
  'calls.cost': ({ cost }) => cost?.currency === companyCurrency,
}

/** `currency`: of amounts; null where several have no sum. */
function metricValue(
  metric: CallMetricName,
  calls: readonly OracleCall[],
  currency: string | null,
): MetricValue {
  const answered = calls.filter(({ result }) => result === 'answered')
  const talks = answered.map(({ answeredAtMs, endedAtMs }) => endedAtMs - Number(answeredAtMs))
  const talked = talks.reduce((sum, ms) => sum + ms, 0)
  const waits = answered
    .map(({ answeredAtMs, startedAtMs }) => Number(answeredAtMs) - startedAtMs)
    .sort((a, b) => a - b)
  switch (metric) {
    case 'calls.answer_rate':
      return calls.length === 0 ? null : answered.length / calls.length
    case 'calls.talk_ms':
      return answered.length === 0 ? null : talked
    case 'calls.talk_mean_ms':
      return answered.length === 0 ? null : talked / answered.length
    case 'calls.wait_p50_ms':
      return waits[Math.ceil(waits.length * 0.5) - 1] ?? null
    case 'calls.wait_p90_ms':
      return waits[Math.ceil((waits.length * 9) / 10) - 1] ?? null
    // These worlds have no prices.
    case 'calls.spend':
      return null
    case 'calls.cost':
      return costOf(calls, currency)
    default:
      return calls.filter(countedCalls[metric] ?? (() => false)).length
  }
}

function costOf(calls: readonly OracleCall[], currency: string | null): MetricValue {
  const costs = calls.flatMap(({ cost }) =>
    cost !== null && cost.currency === currency ? [cost.micros] : [],
  )
  if (currency === null || costs.length === 0) return null
  const micros = costs.reduce((sum, each) => sum + each, 0n)
  const digits = micros.toString().padStart(7, '0')
  const fraction = digits.slice(-6).replace(/0{1,4}$/, '')
  return { amount: `${digits.slice(0, -6)}.${fraction}`, currency }
}

function basisOf(
  metric: CallMetricName,
  calls: readonly OracleCall[],
  isByCurrency: boolean,
): MetricsResult['basis'][string] {
  const answered = calls.filter(({ result }) => result === 'answered').length
  if (metric === 'calls.answer_rate') return { denominator: calls.length, left_out: 0 }
  if (['calls.talk_mean_ms', 'calls.wait_p50_ms', 'calls.wait_p90_ms'].includes(metric))
    return { denominator: answered, left_out: 0 }
  if (metric !== 'calls.cost' || isByCurrency) return { denominator: null, left_out: 0 }
  const others = calls.filter(({ cost }) => cost !== null && cost.currency !== companyCurrency)
  return { denominator: null, left_out: others.length }
}

const orNull = (text: string): string | null => (text === '' ? null : text)

function valueOf(
  call: OracleCall,
  dimension: CallDimension,
  { zone }: Pick<CallQuestion, 'zone'>,
  buckets: readonly number[],
): Value {
  switch (dimension) {
    case 'time': {
      const start = buckets.findLast((bucket) => bucket <= call.startedAtMs)
      return start === undefined ? null : writeInstant(start, zone)
    }
    case 'weekday':
      return wallClockOf(zone)(call.startedAtMs).weekday
    case 'hour':
      return wallClockOf(zone)(call.startedAtMs).hour
    case 'connection':
      return call.connectionId === apiConnectionId ? null : call.connectionId
    case 'currency':
      return call.cost?.currency ?? null
    default:
      return orNull(call[dimension])
  }
}
