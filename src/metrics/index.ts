export { catalogue, metricSpec } from './catalogue/catalogue.ts'
export { type DimensionSpec, dimensions } from './catalogue/dimensions.ts'
export type { LocalText, MetricSpec } from './catalogue/metric-spec.ts'
export { createMetrics, type Metrics, type MetricsOptions } from './create-metrics.ts'
