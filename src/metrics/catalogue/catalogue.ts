import {
  type CallMetricName,
  type ChatMetricName,
  callMetricNames,
  chatMetricNames,
  type MessageDimension,
  type MessageMetricName,
  type MetricDefinition,
  type MetricName,
  messageDimensions,
  messageFiltersSchema,
  messageMetricNames,
} from '../../contract/index.ts'
import { callDefinitions, callMetricSpec } from '../calls/call-catalogue.ts'
import { chatDefinitions, chatMetricSpec } from '../chats/catalogue/chat-catalogue.ts'
import { amountMetrics, costByCurrency } from './amount-metrics.ts'
import { countMetrics } from './count-metrics.ts'
import type { MetricSpec } from './metric-spec.ts'
import { shareMetrics } from './share-metrics.ts'

const byName = new Map<MessageMetricName, MetricSpec>(
  [...countMetrics, ...shareMetrics, ...amountMetrics].map((spec) => [spec.name, spec]),
)

/** The metric of a name of the contract, as it is counted where rows are divided so. A name without a definition is a bug and throws. */
export function metricSpec(name: MessageMetricName, by: readonly MessageDimension[] = []): MetricSpec {
  if (name === costByCurrency.name && by.includes('currency')) return costByCurrency
  const spec = byName.get(name)
  if (!spec) throw new Error(`The metric ${name} has no definition.`)
  return spec
}

/** What any metric is called and means, for headings. */
export function metricText(name: MetricName): Pick<MetricSpec, 'title' | 'unit' | 'definition'> {
  if (isCallMetric(name)) return callMetricSpec(name)
  return isChatMetric(name) ? chatMetricSpec(name) : metricSpec(name)
}

const chatMetrics: ReadonlySet<string> = new Set(chatMetricNames)

function isChatMetric(name: MetricName): name is ChatMetricName {
  return chatMetrics.has(name)
}

const callMetrics: ReadonlySet<string> = new Set(callMetricNames)

function isCallMetric(name: MetricName): name is CallMetricName {
  return callMetrics.has(name)
}

/** `GET /api/v1/metrics`: every metric with its definition, in the order of the contract. */
export const catalogue: { readonly metrics: MetricDefinition[] } = {
  metrics: [
    ...messageMetricNames.map((name) => toApiDefinition(metricSpec(name))),
    ...chatDefinitions,
    ...callDefinitions,
  ],
}

function toApiDefinition(spec: MetricSpec): MetricDefinition {
  return {
    name: spec.name,
    title: { ...spec.title },
    definition: { ...spec.definition },
    unit: spec.unit,
    clock: 'created_at',
    clocks: [],
    moment: null,
    denominator: spec.denominator && { ...spec.denominator },
    additive: spec.additive,
    dimensions: [...messageDimensions],
    filters: Object.keys(messageFiltersSchema.shape),
  }
}
