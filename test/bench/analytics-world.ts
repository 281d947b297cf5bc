import { createClient } from '@clickhouse/client'
import { createChdbConnection } from 'chdb/connection'
import { openFacts } from '../../src/facts/index.ts'
import { simulate } from '../../src/simulator/index.ts'
import { progress } from './report.ts'

/** Two whole months of Berlin, the second of which is asked about. */
export const world = {
  from: '2026-08-01T00:00:00+02:00',
  month: '2026-09-01T00:00:00+02:00',
  to: '2026-10-01T00:00:00+02:00',
  timeZone: 'Europe/Berlin',
} as const

export function benchCompany(index: number): string {
  return `00000000-0000-4000-8000-${index.toString().padStart(12, '0')}`
}

/** Direct access to the embedded engine, beside the product's own: for what a bench needs and the product does not. */
export function directClient(dataDir: string) {
  const connection = createChdbConnection({ path: dataDir }) as unknown as NonNullable<
    NonNullable<Parameters<typeof createClient>[0]>['connection']
  >
  return createClient({ connection })
}

/**
 * Facts of `companies` with `messages` in all: one company's traffic comes from the simulator, the log of the others
 * is a copy of it, and the facts of all of them are folded and merged by the product itself.
 */
export async function makeWorld(dataDir: string, messages: number, companies: number) {
  const facts = await openFacts({ dataDir, clock: () => Date.now() })
  await facts.migrate()
  const [first] = [benchCompany(1)]
  const traffic = simulate({
    companyId: first,
    seed: 20_260_901,
    messages: Math.ceil(messages / companies),
    fromMs: Date.parse(world.from),
    toMs: Date.parse(world.to),
    timeZone: world.timeZone,
    batchSize: 50_000,
  })
  for (const batch of traffic) await facts.importEvents(batch)
  progress(`simulated ${Math.ceil(messages / companies)} messages of one company`)
  const direct = directClient(dataDir)
  for (let index = 2; index <= companies; index += 1) {
    await direct.command({
      query: `INSERT INTO message_log SELECT * REPLACE (toUUID('${benchCompany(index)}') AS company_id) FROM (SELECT * FROM message_log FINAL WHERE company_id = toUUID('${first}'))`,
    })
    if (index % 10 === 0) progress(`copied the log to ${index} companies`)
  }
  const startedMs = performance.now()
  await facts.rebuild()
  const rebuildSeconds = (performance.now() - startedMs) / 1000
  progress(`folded the whole log in ${rebuildSeconds.toFixed(1)} s`)
  await facts.mergeQuietPartitions({ quietForMs: 0 })
  const counted = await direct.query({
    query: 'SELECT uniqExact(company_id) AS companies FROM messages',
    format: 'JSON',
  })
  const [copied] = (await counted.json<{ companies: string }>()).data
  if (Number(copied?.companies) !== companies) throw new Error('The log of some companies was not copied.')
  progress('merged')
  return { facts, direct, rebuildSeconds }
}
