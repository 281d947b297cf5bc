import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MetricsQuery, messageMetricNames, metricsQuerySchema } from '../contract/index.ts'
import { createMetrics, type Metrics } from './create-metrics.ts'
import { event, openTestFacts, type TestFacts } from './test-facts.ts'

let world: TestFacts
let metrics: Metrics

beforeAll(async () => {
  world = await openTestFacts('2026-09-10T12:00:00Z')
  metrics = createMetrics(world)
  const at = '2026-09-01T08:00:00Z'
  await world.record([
    event({ messageId: 'm1', step: 'sent', time: at }),
    event({ messageId: 'm1', step: 'delivered', time: '2026-09-01T08:00:02Z' }),
  ])
})
afterAll(() => world.close())

async function ask(query: Partial<MetricsQuery>) {
  const parsed = metricsQuerySchema.parse({
    metrics: messageMetricNames,
    from: '2026-09-01T00:00:00+02:00',
    to: '2026-09-04T00:00:00+02:00',
    ...query,
  })
  const result = await metrics.query(world.company, parsed)
  if (!result.ok) throw new Error(result.failure.detail)
  return result.value
}

describe('query', () => {
  it('answers', async () => {
    console.log(JSON.stringify(await ask({}), null, 1))
    console.log(
      JSON.stringify(await ask({ by: ['time', 'channel'], metrics: ['messages.created'] }), null, 1),
    )
    console.log(
      JSON.stringify(
        await ask({ by: ['status', 'connection', 'hour'], compare: 'previous_period' }),
        null,
        1,
      ),
    )
  })
})
