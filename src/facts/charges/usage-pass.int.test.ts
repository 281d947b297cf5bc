import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { eventsOf, hourMs, sketch, startMs } from '../conformance/world.ts'
import { connectEmbedded } from '../connect/connect-embedded.ts'
import { openFacts } from '../open-facts.ts'

const dataDir = await mkdtemp(join(tmpdir(), 'tallybook-notes-'))
let nowMs = startMs
const facts = await openFacts({ dataDir, clock: () => nowMs })
const topology = await connectEmbedded(dataDir)
await facts.migrate()
afterAll(async () => {
  await facts.close()
  await topology.close()
  await rm(dataDir, { recursive: true, force: true })
})

const dayMs = 24 * hourMs

async function daysWithNotes(): Promise<readonly number[]> {
  const { rows } = await topology.entry.ask<{ day: string }>(
    'probe',
    `SELECT DISTINCT intDiv(version - ${startMs * 1_000}, ${dayMs * 1_000}) AS day FROM changed_charges ORDER BY day`,
  )
  return rows.map(({ day }) => Number(day))
}

test('notes of changes are kept until some days after they were posted, and no longer', async () => {
  const companyId = randomUUID()
  const level = { payerId: companyId, versionId: randomUUID(), currency: 'EUR', onDelivery: [] }
  await facts.putPricePlans([{ companyId, periods: [{ fromMs: 0, levels: [level] }], prefixLengths: [] }], 1n)
  for (const day of [0, 1, 5]) {
    nowMs = startMs + day * dayMs
    await facts.importEvents(eventsOf(companyId, `of day ${day}`, [sketch('sent', 0)]))
    await facts.foldChanges()
  }
  expect(await daysWithNotes()).toEqual([0, 1, 5])
  const [shard = 0] = facts.usage.shardNumbers
  // Nothing is posted since the first day: all of it is still to be looked at.
  await facts.usage.forget(shard, BigInt(startMs) * 1_000n)
  expect(await daysWithNotes()).toEqual([0, 1, 5])
  await facts.usage.forget(shard, BigInt(nowMs) * 1_000n)
  expect(await daysWithNotes()).toEqual([5])
})
