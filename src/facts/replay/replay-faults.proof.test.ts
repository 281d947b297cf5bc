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
const writes: ReadonlySet<Door> = new Set(['run', 'insertText'])

/**
 * The engine of a process that dies just before its n-th write; `survived` when there were fewer. What is stored is then the same as
 * when it dies at any question since the write before, or before the answer of that one: with these all kills are tried.
 */
function dyingEngine(engine: Engine, diesBefore: number) {
  let begun = 0
  const through =
    (door: Door) =>
    async (...args: never[]): Promise<unknown> => {
      if (writes.has(door)) begun += 1
      if (begun >= diesBefore) throw new Error('killed')
      return await (engine[door] as (...given: never[]) => Promise<unknown>)(...args)
    }
  const doors = (['run', 'ask', 'askText', 'insertText'] as const).map((door) => [
    door,
    { value: through(door) },
  ])
  return {
    engine: Object.create(engine, Object.fromEntries(doors)) as Engine,
    survived: () => begun < diesBefore,
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
  for (let diesBefore = 1, survived = false; !survived; diesBefore += 1) {
    const companyId = await tell(randomUUID(), false)
    await facts.foldChanges()
    await facts.replays.ask({ companyId, connectionIds: [], fromMs: 0, askedBy: 'a proof' })
    const dying = dyingEngine(topology.entry, diesBefore)
    await open(dying.engine)
      .replays.carryOut({ read: readToday })
      .catch(() => undefined)
    survived = dying.survived()
    if (!survived) kills += 1

    const { shard, replays } = open(topology.entry)
    await shard.tick()
    expect([oldLogs, newLogs], `killed before write ${diesBefore}`).toContainEqual(await logsOf(companyId))
    await replays.carryOut({ read: readToday })
    // The door's own fold has notes of chats to look at, too.
    facts.beginTurn()
    await facts.foldChanges()
    expect(await allOf(facts, companyId), `killed before write ${diesBefore}`).toEqual(
      await allOf(facts, first),
    )
  }
  expect(kills).toBeGreaterThan(20)
}, 1_800_000)
