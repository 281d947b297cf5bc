import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { systemClock } from '../../core/index.ts'
import { eventOf, sketch } from '../conformance/world.ts'
import { connectEmbedded } from '../connect/connect-embedded.ts'
import { openFacts } from '../open-facts.ts'
import { keyRanges } from './key-ranges.ts'
import { rangeScope } from './scope.ts'

const dataDir = await mkdtemp(join(tmpdir(), 'tallybook-ranges-'))
const facts = await openFacts({ dataDir, clock: systemClock })
const topology = await connectEmbedded(dataDir)
await facts.migrate()
afterAll(async () => {
  await facts.close()
  await topology.close()
  await rm(dataDir, { recursive: true, force: true })
})

test('ranges take in every row exactly once: large companies cut, small ones together', async () => {
  const sizes = [1, 2, 95, 1, 1, 40]
  const events = sizes.flatMap((size) => {
    const companyId = randomUUID()
    return Array.from({ length: size }, (_, n) => eventOf(companyId, `m${n}`, 0, sketch('sent', n)))
  })
  await facts.importEvents(events)
  const everything = { condition: 'true', params: {} }
  const ranges = await keyRanges(topology.entry, { table: 'message_log', scope: everything }, 20)
  const keys: string[] = []
  for (const range of ranges) {
    const { condition, params } = rangeScope(range)
    const { rows } = await topology.entry.ask<{ key: string }>(
      'fold',
      `SELECT concat(toString(company_id), toString(message_key)) AS key FROM message_log WHERE ${condition}`,
      params,
    )
    expect(rows.length).toBeLessThanOrEqual(20)
    keys.push(...rows.map((row) => row.key))
  }
  expect(keys.sort()).toEqual(events.map((event) => event.companyId + event.messageKey).sort())
  expect(ranges.some((range) => range.companyIds.length > 1)).toBe(true)
})
