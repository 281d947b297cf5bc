import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { DeliveryKind } from '../contract/index.ts'

/** What Prometheus reads at `/metrics`. No label holds a company, a person or an address. */
export interface ServerMetrics {
  readonly registry: Registry
  request(route: string, method: string, status: number, durationSeconds: number): void
  events(outcome: 'accepted' | 'refused', count: number): void
  hook(provider: string, outcome: 'accepted' | 'refused'): void
  tick(durationMs: number, keys: number): void
  tickFailed(): void
  /** Places where charges, postings and balances did not agree. */
  verified(drifts: number): void
}

export interface ServerGauges {
  /** Live connections of pages. */
  readonly liveConnections: () => number
  /** Bytes of event bodies that are under way. */
  readonly bodyBytes: () => number
  /** Postings of usage that wait for their cause to be gone. */
  readonly usageSetAside: () => Promise<number>
  /** Months that are not closed until somebody does something about it. */
  readonly monthsSetAside: () => Promise<number>
  /** Deliveries of notices that are not done. */
  readonly waitingDeliveries: () => Promise<Readonly<Record<DeliveryKind, number>>>
}

export function createServerMetrics(gauges: ServerGauges): ServerMetrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'tallybook_http_request_duration_seconds',
    help: 'Duration of answered requests',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const events = new Counter({
    name: 'tallybook_events_total',
    help: 'Events posted to the API, by outcome',
    labelNames: ['outcome'],
    registers,
  })
  const hooks = new Counter({
    name: 'tallybook_hook_requests_total',
    help: 'Callbacks of providers, by outcome',
    labelNames: ['provider', 'outcome'],
    registers,
  })
  const ticks = new Histogram({
    name: 'tallybook_tick_duration_seconds',
    help: 'Duration of ticks that folded something',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  })
  const keys = new Counter({
    name: 'tallybook_folded_keys_total',
    help: 'Items folded into facts',
    registers,
  })
  const failures = new Counter({
    name: 'tallybook_tick_failures_total',
    help: 'Ticks that failed',
    registers,
  })
  const lastTick = new Gauge({
    name: 'tallybook_last_tick_timestamp_seconds',
    help: 'When the last tick of this process ended',
    registers,
  })
  const drifts = new Gauge({
    name: 'tallybook_book_drifts',
    help: 'Places where charges, postings and balances did not agree when they were verified last',
    registers,
  })
  const live: Gauge = new Gauge({
    name: 'tallybook_live_connections',
    help: 'Pages that listen for changes',
    registers: [],
    collect: () => live.set(gauges.liveConnections()),
  })
  registry.registerMetric(live)
  const queue: Gauge = new Gauge({
    name: 'tallybook_body_bytes_under_way',
    help: 'Bytes of event bodies that are being read, checked and written',
    registers: [],
    collect: () => queue.set(gauges.bodyBytes()),
  })
  registry.registerMetric(queue)
  for (const [name, help, count] of [
    [
      'tallybook_usage_set_aside',
      'Postings of usage that the ledger cannot take and that wait for their cause to be gone',
      gauges.usageSetAside,
    ],
    [
      'tallybook_months_set_aside',
      'Months of companies that are not closed until somebody does something about it',
      gauges.monthsSetAside,
    ],
  ] as const)
    registry.registerMetric(countedGauge(name, help, count))
  const waiting: Gauge<'kind'> = new Gauge({
    name: 'tallybook_deliveries_waiting',
    help: 'Webhooks and e-mails of notices that are still to be sent, or to be tried again',
    labelNames: ['kind'],
    registers: [],
    collect: async () => {
      waiting.reset()
      const counts = await gauges.waitingDeliveries().catch(() => ({}))
      for (const [kind, count] of Object.entries<number>(counts)) waiting.set({ kind }, count)
    },
  })
  registry.registerMetric(waiting)
  return {
    registry,
    request: (route, method, status, durationSeconds) =>
      requests.observe({ route, method, status: String(status) }, durationSeconds),
    events: (outcome, count) => events.inc({ outcome }, count),
    hook: (provider, outcome) => hooks.inc({ provider, outcome }),
    tick: (durationMs, foldedKeys) => {
      lastTick.setToCurrentTime()
      if (foldedKeys === 0) return
      ticks.observe(durationMs / 1000)
      keys.inc(foldedKeys)
    },
    verified: (count) => drifts.set(count),
    tickFailed: () => failures.inc(),
  }
}

/** Where the records don't answer nothing is said: zero would be good news. */
function countedGauge(name: string, help: string, count: () => Promise<number>): Gauge {
  const gauge: Gauge = new Gauge({
    name,
    help,
    registers: [],
    collect: async () => {
      gauge.remove()
      await count().then(
        (found) => gauge.set(found),
        () => undefined,
      )
    },
  })
  return gauge
}
