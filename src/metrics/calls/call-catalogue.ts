import {
  type CallDimension,
  type CallMetricName,
  callDimensions,
  callFiltersSchema,
  callMetricNames,
  type MetricDefinition,
} from '../../contract/index.ts'
import { type CallMetricSpec, callMetricSpecs, costByCurrency } from './call-metric-specs.ts'

const byName = new Map<string, CallMetricSpec>(callMetricSpecs.map((spec) => [spec.name, spec]))

/** The metric of a name of the contract, as it is counted where rows are divided so. A name without a definition throws. */
export function callMetricSpec(name: CallMetricName, by: readonly CallDimension[] = []): CallMetricSpec {
  if (name === costByCurrency.name && by.includes('currency')) return costByCurrency
  const spec = byName.get(name)
  if (!spec) throw new Error(`The metric ${name} has no definition.`)
  return spec
}

/** Definitions for `GET /api/v1/metrics`, in the order of the contract. */
export const callDefinitions: readonly MetricDefinition[] = callMetricNames.map((name) => {
  const spec = callMetricSpec(name)
  return {
    name,
    title: { ...spec.title },
    definition: { ...spec.definition },
    unit: spec.unit,
    clock: 'started_at',
    clocks: [],
    moment: null,
    denominator: spec.denominator && { ...spec.denominator },
    additive: spec.additive,
    dimensions: [...callDimensions],
    filters: Object.keys(callFiltersSchema.shape),
  }
})
