import type { MetricValue } from '../../contract/index.ts'
import { fromApiMoney, toApiMoney } from '../../core/index.ts'
import type { DimensionSpec } from '../catalogue/dimensions.ts'
import type { Measure, MetricSpec } from '../catalogue/metric-spec.ts'
import { aggregatesOf, column } from '../plan/build-query.ts'
import type { Plan } from '../plan/plan.ts'
import type { Basis, KeyValue, TableRow } from './table.ts'

/** A row as the engine returns it. Counts may come as strings where a node quotes 64-bit integers. */
export type EngineRow = Readonly<Record<string, EngineValue>>
type EngineValue = string | number | null | readonly (number | string | null)[]

export function fromEngineRow(row: EngineRow, plan: Plan): TableRow {
  const aggregates = readAggregates(row, plan)
  const keys = plan.dimensions.map((dimension, index) =>
    fromEngineKey(row[column.dimension(index)], dimension),
  )
  return {
    keys,
    values: plan.metrics.map((metric) => valueOf(metric, aggregates, currencyOf(metric, keys, plan))),
  }
}

export function fromEngineBasis(row: EngineRow, plan: Plan): readonly Basis[] {
  const aggregates = readAggregates(row, plan)
  return plan.metrics.map((metric) => ({
    denominator: metric.denominatorMeasure && countOf(metric.denominatorMeasure, aggregates),
    leftOut: metric.leftOut ? countOf(metric.leftOut, aggregates) : 0,
  }))
}

type Aggregates = ReadonlyMap<string, EngineValue | undefined>

function readAggregates(row: EngineRow, plan: Plan): Aggregates {
  return new Map(aggregatesOf(plan).map((sql, index) => [sql, row[column.aggregate(index)]]))
}

function countOf({ of, less }: Measure, aggregates: Aggregates): number {
  const whole = Number(aggregates.get(of) ?? 0)
  return less === undefined ? whole : whole - Number(aggregates.get(less) ?? 0)
}

/** Null: amounts of several currencies have no sum. */
function currencyOf(
  { currencyBy }: MetricSpec<string>,
  keys: readonly KeyValue[],
  plan: Plan,
): string | null {
  if (currencyBy === undefined) return plan.currency
  const currency = keys[plan.dimensions.findIndex(({ name }) => name === currencyBy)]
  return typeof currency === 'string' ? currency : null
}

function fromEngineKey(
  value: EngineValue | undefined,
  { type, unknown }: Pick<DimensionSpec, 'type' | 'unknown'>,
): KeyValue {
  if (value === undefined || value === null || String(value) === unknown) return null
  if (type === 'Instant') return Number(value) * 1000
  return type === 'UInt8' || type === 'Int64' ? Number(value) : String(value)
}

function valueOf(metric: MetricSpec<string>, aggregates: Aggregates, currency: string | null): MetricValue {
  const { measure, samples, denominatorMeasure, place, unit } = metric
  if (!measure || (samples && countOf(samples, aggregates) === 0)) return null
  if (unit === 'money')
    return currency === null ? null : moneyOf(metric.name, aggregates.get(measure.of), currency)
  if (place !== undefined) return Number(elementOf(aggregates.get(measure.of), place))
  const amount = countOf(measure, aggregates)
  return unit === 'ratio' && denominatorMeasure ? amount / countOf(denominatorMeasure, aggregates) : amount
}

function elementOf(value: EngineValue | undefined, place: number): string | number | null {
  if (!Array.isArray(value)) throw new Error('The engine returned no percentiles.')
  return value[place] ?? null
}

function moneyOf(name: string, amount: EngineValue | undefined, currency: string): MetricValue {
  const money = fromApiMoney({ amount: String(amount), currency })
  if (!money.ok) throw new Error(`The engine returned no amount for ${name}: ${money.failure.detail}`)
  return toApiMoney(money.value)
}
