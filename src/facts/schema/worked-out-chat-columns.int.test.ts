import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anyChatLog } from '../../chats/chat-log.fixture.ts'
import { asChats } from '../conformance/chats-world.ts'
import { connectEmbedded } from '../connect/connect-embedded.ts'
import type { Topology } from '../connect/topology.ts'
import type { Facts } from '../facts.ts'
import { openFacts } from '../open-facts.ts'
import { laterChatColumns, standingIndices } from './worked-out-chat-columns.ts'

const companyId = '0199a000-0000-7000-8000-00000000000c'
const names = laterChatColumns.map((column) => column.split(' ')[0])

let dataDir: string
let topology: Topology
let facts: Facts

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tallybook-worked-out-'))
  facts = await openFacts({ dataDir, clock: () => Date.parse('2026-09-01T12:00:00Z') })
  await facts.migrate()
  topology = await connectEmbedded(dataDir)
})
afterAll(async () => {
  await topology.close()
  await facts.close()
  await rm(dataDir, { recursive: true, force: true })
})

async function workedOut(): Promise<readonly unknown[]> {
  const { rows } = await facts.forCompany(companyId).query({
    sql: (from) => `SELECT chat_key, ${names.join(', ')} FROM ${from.chats} ORDER BY chat_key`,
  })
  return rows
}

test('an installation of before gets the columns with the values that new rows have', async () => {
  const logs = fc.sample(anyChatLog, { seed: 11, numRuns: 120 })
  await facts.importChatEvents(asChats(companyId, logs).flat())
  await facts.foldChanges()
  const written = await workedOut()
  expect(written).toHaveLength(logs.length)
  for (const index of standingIndices)
    await topology.entry.run('upkeep', `ALTER TABLE chats DROP INDEX ${index.split(' ')[1]}`)
  // The later ones are worked out of the earlier ones.
  for (const name of names.toReversed())
    await topology.entry.run('upkeep', `ALTER TABLE chats DROP COLUMN ${name}`)
  await topology.entry.run('upkeep', 'ALTER TABLE schema_migrations DELETE WHERE number = 9')
  await expect(workedOut()).rejects.toThrow(/UNKNOWN_IDENTIFIER|Unknown expression/)
  await facts.migrate()
  expect(await workedOut()).toEqual(written)
})
