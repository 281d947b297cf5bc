import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { systemClock } from '../../core/index.ts'
import { eventOf, factsByMessage, hourMs, instantText, sketch, startMs } from '../conformance/world.ts'
import { connectEmbedded } from '../connect/connect-embedded.ts'
import { openFacts } from '../open-facts.ts'
import { foldStatements } from './fold-statements.ts'
import { rangeScope } from './scope.ts'
import type { DerivedInsert } from './write-turn.ts'

const dataDir = await mkdtemp(join(tmpdir(), 'tallybook-crash-'))
const facts = await openFacts({ dataDir, clock: systemClock })
const topology = await connectEmbedded(dataDir)
await facts.migrate()
afterAll(async () => {
  await facts.close()
  await topology.close()
  await rm(dataDir, { recursive: true, force: true })
})

const { engine, layout } = { engine: topology.entry, layout: topology.layout }

function textOf({ into, select }: DerivedInsert): string {
  return `INSERT INTO ${into} ${select}`
}

function placesOf(companyId: string) {
  const scope = rangeScope({ companyIds: [companyId] })
  return { sql: textOf(foldStatements(layout, scope.condition, false).places), params: scope.params }
}

test('a crash after the places and before the facts leaves nothing that the next start does not mend', async () => {
  const companyId = randomUUID()
  await facts.importEvents([eventOf(companyId, 'crashed', 0, sketch('sent', 0))])
  const places = placesOf(companyId)
  await engine.run('fold', places.sql, places.params)
  expect(await factsByMessage(facts, companyId)).toHaveLength(0)

  // The late event moves the creation: the place written before the crash never had a row.
  await facts.importEvents([eventOf(companyId, 'crashed', 1, sketch('accepted', -120))])
  const restarted = await openFacts({ dataDir, clock: systemClock })
  await restarted.foldChanges()
  const rows = await factsByMessage(restarted, companyId)
  expect([...rows.values()]).toMatchObject([{ created_at: instantText(-120), event_count: 2 }])
  await restarted.close()
})

test('an event between the places and the facts of a fold leaves one row only, wherever the message moves', async () => {
  const companyId = randomUUID()
  await facts.importEvents([eventOf(companyId, 'moved', 0, sketch('sent', 0))])
  const { condition, params } = rangeScope({ companyIds: [companyId] })
  const statements = foldStatements(layout, condition, false)
  await engine.run('fold', textOf(statements.places), params)
  await facts.importEvents([eventOf(companyId, 'moved', 1, sketch('accepted', -120))])
  await engine.run('fold', textOf(statements.facts), { ...params, version: '1' })
  await facts.importEvents([eventOf(companyId, 'moved', 2, sketch('accepted', -600))])
  await facts.foldChanges()
  const { rows } = await facts.forCompany(companyId).query<{ created_at: string }>({
    sql: (from) => `SELECT toString(created_at) AS created_at FROM ${from.messages}`,
  })
  expect(rows).toHaveLength(1)
  expect(await factsByMessage(facts, companyId)).toHaveLength(1)
})

test('a restart folds the last ten minutes again, so that a half done tick is done in full', async () => {
  const companyId = randomUUID()
  facts.beginTurn()
  await facts.importEvents([eventOf(companyId, 'half', 0, sketch('sent', 0))])
  await facts.foldChanges()
  await engine.run('fold', 'DELETE FROM messages WHERE company_id = {company:UUID}', { company: companyId })
  expect(await factsByMessage(facts, companyId)).toHaveLength(0)
  const restarted = await openFacts({ dataDir, clock: systemClock })
  expect((await restarted.foldChanges()).companyIds).toContain(companyId)
  expect(await factsByMessage(restarted, companyId)).toHaveLength(1)
  await restarted.close()
})

test('a rebuild removes facts that the log does not support, and rows at places that nobody knows of', async () => {
  const companyId = randomUUID()
  // Another one had the turn in between.
  facts.beginTurn()
  await facts.importEvents([eventOf(companyId, 'true', 0, sketch('sent', 0))])
  await facts.foldChanges()
  const stray = `INSERT INTO messages (company_id, created_hour, message_key, version, message_id)
    SELECT {company:UUID}, fromUnixTimestamp64Milli({hour:Int64}, 'UTC'), key, 1, 'stray'
    FROM (SELECT arrayJoin([generateUUIDv4(), (SELECT any(message_key) FROM messages WHERE company_id = {company:UUID})]) AS key)`
  await engine.run('fold', stray, { company: companyId, hour: startMs - 50 * hourMs })
  await facts.rebuild({ companyId })
  const rows = await factsByMessage(facts, companyId)
  expect([...rows.keys()]).toEqual(['true'])
})

test('versions rise from door to door even when the clock stands still', async () => {
  const companyId = randomUUID()
  for (const [index, minutes] of [0, 1, 2].entries()) {
    const still = await openFacts({ dataDir, clock: () => startMs })
    await still.importEvents([eventOf(companyId, 'still', index, sketch('sent', minutes))])
    await still.foldChanges()
    const rows = await factsByMessage(still, companyId)
    expect(rows.get('still')).toMatchObject({ event_count: index + 1 })
    await still.close()
  }
})
