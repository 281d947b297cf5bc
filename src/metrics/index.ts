export { catalogue } from './catalogue/catalogue.ts'
export type { LocalText } from './catalogue/metric-spec.ts'
export {
  callItemColumns,
  chatItemColumns,
  itemColumns,
  resultColumns,
  type TableColumn,
} from './catalogue/table-columns.ts'
export { createMetrics, type Metrics, type MetricsOptions, type StreamedItems } from './create-metrics.ts'
export { type ItemsStream, maxExportedItems } from './items/stream-items.ts'
export { defaultTimeOuts, type TimeOuts } from './plan/timed-out-sql.ts'
export type { PayerCharge } from './run/payer-charges.ts'
