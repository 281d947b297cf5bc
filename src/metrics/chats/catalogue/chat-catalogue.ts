import {
  type ChatDimension,
  type ChatMetricName,
  chatClocks,
  chatDimensions,
  chatFiltersSchema,
  chatMetricNames,
  type MetricDefinition,
} from '../../../contract/index.ts'
import type { ChatMetricSpec } from './chat-metric-spec.ts'
import { chatCountMetrics } from './count-metrics.ts'
import { chatDurationMetrics } from './duration-metrics.ts'
import { chatPresenceMetrics } from './presence-metrics.ts'
import { chatShareMetrics } from './share-metrics.ts'

const byName = new Map<string, ChatMetricSpec>(
  [...chatCountMetrics, ...chatDurationMetrics, ...chatShareMetrics, ...chatPresenceMetrics].map((spec) => [
    spec.name,
    spec,
  ]),
)

/** The metric of a name of the contract. A name without a definition is a bug and throws. */
export function chatMetricSpec(name: ChatMetricName): ChatMetricSpec {
  const spec = byName.get(name)
  if (!spec) throw new Error(`The metric ${name} has no definition.`)
  return spec
}

/** How things stood has no moment of its own, nor a duration; it is of all chats under both clocks. */
const timely: ReadonlySet<string> = new Set<ChatDimension>(['weekday', 'hour', 'band'])
/** Whether a metric can be divided by a dimension, or restricted by the filter of its name. */
export function canBeDividedBy(spec: ChatMetricSpec, name: ChatDimension): boolean {
  if (spec.kind === 'presence') return !timely.has(name)
  return name !== 'band' || spec.duration !== null
}

/** Definitions for `GET /api/v1/metrics`, in the order of the contract. */
export const chatDefinitions: readonly MetricDefinition[] = chatMetricNames.map((name) =>
  toApiDefinition(chatMetricSpec(name)),
)

function toApiDefinition(spec: ChatMetricSpec): MetricDefinition {
  const dimensions = chatDimensions.filter((name) => canBeDividedBy(spec, name))
  const filters = Object.keys(chatFiltersSchema.shape).filter(
    (name) => !isDimension(name) || canBeDividedBy(spec, name),
  )
  return {
    name: spec.name,
    title: { ...spec.title },
    definition: { ...spec.definition },
    unit: spec.unit,
    clock: spec.kind === 'presence' ? 'as_of' : 'arrival',
    clocks: spec.kind === 'presence' ? [] : [...chatClocks],
    moment: spec.kind === 'presence' ? null : { ...spec.moment },
    denominator: spec.denominator && { ...spec.denominator },
    additive: spec.additive,
    dimensions,
    filters,
  }
}

function isDimension(name: string): name is ChatDimension {
  return chatDimensions.some((dimension) => dimension === name)
}
