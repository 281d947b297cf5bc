import type { MetricValue } from '../../contract/index.ts'
import { fromApiMoney, toApiMoney } from '../../core/index.ts'
import type { DimensionSpec } from '../catalogue/dimensions.ts'
import type { MetricSpec } from '../catalogue/metric-spec.ts'
import { column } from '../plan/build-query.ts'
import type { Plan } from '../plan/plan.ts'
import type { Basis, KeyValue, TableRow } from './table.ts'

/** A row as the engine returns it. Counts may come as strings where a node quotes 64-bit integers. */
export type EngineRow = Readonly<Record<string, string | number | null>>

export function fromEngineRow(row: EngineRow, plan: Plan): TableRow {
  return {
    keys: plan.dimensions.map((dimension, index) => fromEngineKey(row[column.dimension(index)], dimension)),
    values: plan.metrics.map((metric, index) =>
      fromEngineValue(row[column.value(index)], metric, plan.currency),
    ),
  }
}

export function fromEngineBasis(row: EngineRow, plan: Plan): readonly Basis[] {
  return plan.metrics.map((metric, index) => ({
    denominator: metric.denominatorSql === null ? null : Number(row[column.denominator(index)] ?? 0),
    leftOut: Number(row[column.leftOut(index)] ?? 0),
  }))
}

/** The row of a group without messages. */
export function emptyRow(keys: readonly KeyValue[], plan: Plan): TableRow {
  return { keys, values: plan.metrics.map(({ whenEmpty }) => whenEmpty) }
}

function fromEngineKey(
  value: string | number | null | undefined,
  { type, unknown }: DimensionSpec,
): KeyValue {
  if (value === undefined || value === null || value === unknown) return null
  if (type === 'Instant') return Number(value) * 1000
  return type === 'UInt8' ? Number(value) : String(value)
}

function fromEngineValue(
  value: string | number | null | undefined,
  { name, unit }: MetricSpec,
  currency: string,
): MetricValue {
  if (value === undefined || value === null) return null
  if (unit !== 'money') return Number(value)
  const money = fromApiMoney({ amount: String(value), currency })
  if (!money.ok) throw new Error(`The engine returned no amount for ${name}: ${money.failure.detail}`)
  return toApiMoney(money.value)
}
