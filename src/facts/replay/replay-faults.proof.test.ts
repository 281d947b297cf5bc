import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { systemClock } from '../../core/index.ts'
import { allOf, readToday, readTold, requestThatTells, type Told } from '../conformance/replay-world.ts'
import { connectEmbedded } from '../connect/connect-embedded.ts'
import type { Engine } from '../connect/engine.ts'
import { ShardFold } from '../fold/shard-fold.ts'
import { openFacts } from '../open-facts.ts'
import { Replays } from './replays.ts'

const dataDir = await mkdtemp(join(tmpdir(), 'tallybook-replay-faults-'))
const facts = await openFacts({ dataDir, clock: systemClock })
const topology = await connectEmbedded(dataDir)
await facts.migrate()
afterAll(async () => {
  await facts.close()
  await topology.close()
  await rm(dataDir, { recursive: true, force: true })
})

const fates = ['same', 'gone', 'new', 'changed', 'renamed', 'moved'] as const
/** Two requests that tell of every fate, of messages, chats and calls; the second repeats some. */
const telling: readonly (readonly Told[])[] = [fates, fates.slice(1, 4)].map((told, index) =>
  (['message', 'chat', 'call'] as const).flatMap((of) =>
    told.map(
      (fate, name) =>
        ({ of, item: name % 3, name, step: 'sent', fate: index === 0 ? fate : 'same' }) as const,
    ),
  ),
)

type Door = 'run' | 'ask' | 'askText' | 'insertText'

/** The engine of a process that dies with its n-th statement, done or not; `survived` when there were fewer. */
function dyingEngine(engine: Engine, diesAt: number, isDone: boolean) {
  let statements = 0
  let diedAsking = false
  const through =
    (door: Door) =>
    async (...args: never[]): Promise<unknown> => {
      statements += 1
      if (statements === diesAt) diedAsking = door === 'ask' || door === 'askText'
      if (statements > diesAt || (statements === diesAt && !isDone)) throw new Error('killed')
      const answer = await (engine[door] as (...given: never[]) => Promise<unknown>)(...args)
      if (statements === diesAt) throw new Error('killed')
      return answer
    }
  const doors = (['run', 'ask', 'askText', 'insertText'] as const).map((door) => [
    door,
    { value: through(door) },
  ])
  return {
    engine: Object.create(engine, Object.fromEntries(doors)) as Engine,
    survived: () => statements < diesAt,
    /** It died with a question, of which nobody can see whether it was answered. */
    diedAsking: () => diedAsking,
  }
}

function open(engine: Engine) {
  const shard = new ShardFold(engine, topology.layout, systemClock)
  return { shard, replays: new Replays(shard, [engine], systemClock) }
}

async function tell(companyId: string, isToday: boolean): Promise<string> {
  for (const [index, told] of telling.entries()) {
    const request = requestThatTells(companyId, told, index)
    const named = { ...request, requestId: `00000000-0000-7000-8000-00000000000${index}` }
    const { events, chatEvents, callEvents } = readTold(named, isToday)
    await facts.append(named, events, chatEvents, callEvents)
  }
  return companyId
}

async function logsOf(companyId: string) {
  const { messageLog, chatLog, callLog } = await allOf(facts, companyId)
  return { messageLog, chatLog, callLog }
}

test('killed at any of its statements, done or not, the next process finds the old log or the new one, and ends with the new facts', async () => {
  const first = await tell(randomUUID(), true)
  const before = await tell(randomUUID(), false)
  await facts.foldChanges()
  const [newLogs, oldLogs] = [await logsOf(first), await logsOf(before)]
  expect(newLogs).not.toEqual(oldLogs)
  let kills = 0
  for (let diesAt = 1; ; diesAt += 1) {
    let survived = false
    let hasMoreToShow = true
    for (const isDone of [false, true]) {
      if (!hasMoreToShow) break
      const companyId = await tell(randomUUID(), false)
      await facts.foldChanges()
      await facts.replays.ask({ companyId, connectionIds: [], fromMs: 0, askedBy: 'a proof' })
      const dying = dyingEngine(topology.entry, diesAt, isDone)
      await open(dying.engine)
        .replays.carryOut({ read: readToday })
        .catch(() => undefined)
      survived = dying.survived()
      if (!survived) kills += 1
      hasMoreToShow = !dying.diedAsking()

      const { shard, replays } = open(topology.entry)
      await shard.tick()
      expect([oldLogs, newLogs], `killed at ${diesAt}`).toContainEqual(await logsOf(companyId))
      await replays.carryOut({ read: readToday })
      // The door's own fold has notes of chats to look at, too.
      facts.beginTurn()
      await facts.foldChanges()
      expect(await allOf(facts, companyId), `killed at ${diesAt}`).toEqual(await allOf(facts, first))
    }
    if (survived) break
  }
  expect(kills).toBeGreaterThan(60)
}, 1_800_000)
