import { afterAll, vi } from 'vitest'
import { systemClock } from '../../src/core/index.ts'
import { describeFactsConformance } from '../../src/facts/conformance.ts'
import { openFacts } from '../../src/facts/index.ts'
import { startCluster } from '../cluster/start-cluster.ts'

// Two servers and this process share the machine with other proofs: a tick can take seconds.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const cluster = await startCluster()
afterAll(() => cluster.stop())

// `npm test` runs the same suite on the embedded engine, and on the cluster what only a cluster can get wrong.
describeFactsConformance('a cluster of two shards', (chatSettings) =>
  openFacts({
    url: `${cluster.url}/conformance`,
    cluster: cluster.cluster,
    clock: systemClock,
    chatSettings,
  }),
)
