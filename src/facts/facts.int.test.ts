import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { systemClock } from '../core/index.ts'
import { describeFactsConformance } from './conformance.ts'
import { openFacts } from './open-facts.ts'

const dataDir = await mkdtemp(join(tmpdir(), 'tallybook-facts-'))
afterAll(() => rm(dataDir, { recursive: true, force: true }))

describeFactsConformance('the embedded engine', (chatSettings) =>
  openFacts({ dataDir, clock: systemClock, chatSettings }),
)
