import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../src/core/index.ts'
import { type Facts, openFacts } from '../../src/facts/index.ts'
import { compareWithOracle } from '../oracle/compare-with-oracle.ts'

const testTimeoutMs = 180_000
const worlds = [
  {
    seed: 1,
    zones: 'every',
    questions: 211,
    around: '2026-03-29T01:00:00Z',
    change: 'summer time begins in Europe',
  },
  {
    seed: 2,
    zones: 'time',
    questions: 107,
    around: '2026-11-01T06:00:00Z',
    change: 'winter time begins in New York',
  },
  {
    seed: 3,
    zones: 'time',
    questions: 107,
    around: '2026-04-04T15:00:00Z',
    change: 'clocks go back half an hour on Lord Howe Island',
  },
] as const

describe('every message metric, by every dimension, in every zone, equals the oracle', () => {
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

  test.each(worlds)(
    'in disorder, around the day when $change (seed $seed)',
    async ({ seed, zones, around, questions: asked }) => {
      const { questions, differences } = await compareWithOracle({
        facts,
        seed,
        zones,
        messages: 120,
        aroundMs: Date.parse(around),
        combinations: 20,
        selections: 20,
        drillDowns: 10,
      })
      expect(differences).toEqual([])
      expect(questions).toBe(asked)
    },
    testTimeoutMs,
  )
})
