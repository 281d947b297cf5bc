import { type Clock, uuidV7 } from '../../core/index.ts'
import type { Engine } from '../connect/engine.ts'
import { localTable } from '../connect/topology.ts'
import type { ShardFold } from '../fold/shard-fold.ts'
import { readingTables } from '../schema/replay-tables.ts'
import { archiveScope, countArchived } from './archive-pages.ts'
import { countDifference, noteRemovals, noteRemovalsOfChatMessages } from './log-difference.ts'
import { readArchive } from './read-archive.ts'
import type { CarryOutOptions, Replay } from './replay.ts'
import { recordReplay, replaysIn } from './replay-journal.ts'
import { replayedLogs } from './replayed-log.ts'
import { switchLogs } from './switch-log.ts'

/** How often it is put on record how far a reading is, ms. */
const progressEveryMs = 2_000
/**
 * An event that was deleted may have hidden its own repetition, received meanwhile: what came since the reading is read once more.
 * So much of what came before it, ms, as requests under way then may have become visible later.
 */
const overlapMs = 600_000
/** Where older servers still write beside this one, every reading finds something. */
const maxReadings = 5

/** The replays of one shard, carried out by the process that folds there. */
export class Replays {
  readonly #shard: ShardFold
  readonly #replicas: readonly Engine[]
  readonly #clock: Clock

  constructor(shard: ShardFold, replicas: readonly Engine[], clock: Clock) {
    this.#shard = shard
    this.#replicas = replicas
    this.#clock = clock
    shard.settleBy(() => this.#finishSwitches())
  }

  /** One after the other, the oldest first; those that a process left in the middle begin anew. */
  async carryOut(options: CarryOutOptions): Promise<readonly Replay[]> {
    if ((await replaysIn(this.#shard, ['asked', 'reading', 'switching'])).length === 0) return []
    // Whatever was left while it switched is carried through before anything else.
    await this.#shard.alone(() => Promise.resolve())
    const ended: Replay[] = []
    for (const replay of await replaysIn(this.#shard, ['asked', 'reading'])) {
      options.signal?.throwIfAborted()
      ended.push(await this.#carryOutOne(replay, options))
    }
    return ended
  }

  async #carryOutOne(asked: Replay, options: CarryOutOptions): Promise<Replay> {
    let replay = asked
    for (let readings = 1; ; readings += 1) {
      const before = replay
      if (before.state === 'reading') await this.#dropReading(before)
      replay = await this.#begin(before)
      try {
        replay = await this.#read(replay, options)
      } catch (error) {
        if (options.signal?.aborted) throw error
        await this.#dropReading(replay)
        const detail = error instanceof Error ? error.message.slice(0, 1_000) : String(error)
        return await this.#record({ ...replay, state: 'failed', detail })
      }
      if (replay.state === 'switching') replay = await this.#switch(replay)
      options.onProgress?.(replay)
      if (replay.state !== 'asked') return replay
      if (readings >= maxReadings) return await this.#record({ ...replay, state: 'done' })
    }
  }

  #record(replay: Replay): Promise<Replay> {
    return recordReplay(this.#shard, this.#clock, replay)
  }

  async #begin(asked: Replay): Promise<Replay> {
    const nowMs = this.#clock()
    const begun: Replay = { ...asked, state: 'reading', readingId: uuidV7(nowMs), cutMs: nowMs }
    if (isCatchingUp(begun)) return await this.#record(begun)
    const requests = await countArchived({ shard: this.#shard, scope: archiveScope(begun) })
    return await this.#record({ ...begun, requests, requestsRead: 0 })
  }

  /** Reads the archive and compares. Where nothing differs the replay is done. */
  async #read(begun: Replay, options: CarryOutOptions): Promise<Replay> {
    let replay = begun
    let toldAtMs = this.#clock()
    options.onProgress?.(replay)
    await readArchive(this.#shard, this.#clock, replay, options, async (sofar) => {
      if (!isCatchingUp(replay)) replay = { ...replay, ...sofar }
      options.onProgress?.(replay)
      if (this.#clock() - toldAtMs < progressEveryMs) return
      toldAtMs = this.#clock()
      replay = await this.#record(replay)
    })
    await this.#shard.awaitReplication(['message_log', 'chat_log', 'call_log'])
    for (const of of replayedLogs) await noteRemovals(this.#shard, replay, of)
    await noteRemovalsOfChatMessages(this.#shard, replay)
    let { added, removed } = replay
    let differs = false
    for (const of of replayedLogs) {
      const difference = await countDifference(this.#shard, replay, of)
      added += difference.added
      removed += difference.removed
      differs ||= difference.added + difference.removed > 0
    }
    options.signal?.throwIfAborted()
    await this.#awaitReplicas()
    if (differs) return await this.#record({ ...replay, added, removed, state: 'switching' })
    await this.#dropReading(replay)
    return await this.#record({ ...replay, added, removed, state: 'done' })
  }

  async #switch(replay: Replay): Promise<Replay> {
    // From here on the log may be neither the old nor the new one: nothing is folded until this has ended well.
    this.#shard.unsettle()
    await this.#shard.alone(() => Promise.resolve())
    const standing = await replaysIn(this.#shard, ['asked', 'done'])
    const now = standing.find(({ replayId }) => replayId === replay.replayId)
    if (!now) throw new Error('a replay that was switched is not on record')
    return now
  }

  /** Carries through what is being switched. Called where nothing folds. */
  async #finishSwitches(): Promise<void> {
    for (const replay of await replaysIn(this.#shard, ['switching'])) {
      const hasDeleted = await switchLogs(this.#shard, this.#clock, replay)
      await this.#record(
        hasDeleted
          ? { ...replay, state: 'asked', sinceMs: Math.max(replay.fromMs, replay.cutMs - overlapMs) }
          : { ...replay, state: 'done' },
      )
      await this.#dropReading(replay)
    }
  }

  /** Every replica has to know what is to go before it is told to delete it: with one that is away nothing is begun. */
  async #awaitReplicas(): Promise<void> {
    const { layout } = this.#shard
    if (layout.kind !== 'replicated') return
    for (const engine of this.#replicas)
      await engine.run('replay', `SYSTEM SYNC REPLICA ${localTable(layout, 'replay_removals')}`)
  }

  async #dropReading({ readingId }: Replay): Promise<void> {
    const { engine, layout } = this.#shard
    for (const { name } of readingTables)
      await engine.run('replay', `ALTER TABLE ${localTable(layout, name)} DROP PARTITION '${readingId}'`)
  }
}

/** Only what came while the archive was read is read again. */
function isCatchingUp({ fromMs, sinceMs }: Replay): boolean {
  return sinceMs > fromMs
}
