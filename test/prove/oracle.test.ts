import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../src/core/index.ts'
import { type Facts, openFacts } from '../../src/facts/index.ts'
import { compareWithOracle } from '../oracle/compare-with-oracle.ts'

/** Days on which clocks change, or a whole day is missing, somewhere in the zones that are swept. */
const worlds = [
  { seed: 101, around: '2026-10-25T01:00:00Z' },
  { seed: 102, around: '2026-10-03T15:30:00Z' },
  { seed: 103, around: '2011-12-30T10:00:00Z' },
  { seed: 104, around: '2024-02-29T12:00:00Z' },
]

describe('large random worlds equal the oracle', () => {
  let directory: string
  let facts: Facts
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tallybook-oracle-'))
    facts = await openFacts({ dataDir: directory, clock: systemClock })
    await facts.migrate()
  })
  afterAll(async () => {
    await facts.close()
    await rm(directory, { recursive: true, force: true })
  })

  test.each(worlds)('around $around (seed $seed)', async ({ seed, around }) => {
    const { questions, differences } = await compareWithOracle({
      facts,
      seed,
      zones: 'every',
      messages: 250,
      aroundMs: Date.parse(around),
      combinations: 30,
      selections: 40,
      drillDowns: 15,
    })
    expect(differences).toEqual([])
    expect(questions).toBeGreaterThan(200)
  })
})
