import type { Clock } from '../../core/index.ts'
import type { Engine } from '../connect/engine.ts'
import type { Topology } from '../connect/topology.ts'
import type { ShardFold } from '../fold/shard-fold.ts'
import type { Replay, ReplayFacts } from './replay.ts'
import { askReplay, replaysOf } from './replay-journal.ts'
import { Replays } from './replays.ts'

interface Deps {
  readonly engineOf: (companyId: string) => Promise<Engine>
  readonly clock: Clock
}

/** Replays on all shards; what is asked for stands on the shard of its company. */
export function openReplays(
  { layout, shards }: Topology,
  folds: ReadonlyMap<number, ShardFold>,
  { engineOf, clock }: Deps,
): ReplayFacts {
  const ofShards = shards.flatMap(({ number, replicas }) => {
    const fold = folds.get(number)
    return fold ? [new Replays(fold, replicas, clock)] : []
  })
  const placeOf = async (companyId: string) => ({ engine: await engineOf(companyId), layout })
  return {
    ask: async (asked) => await askReplay(await placeOf(asked.companyId), clock, asked),
    list: async (companyId, connectionId, limit) =>
      await replaysOf(await placeOf(companyId), { companyId, connectionId, limit }),
    carryOut: async (options) => {
      const ended: Replay[] = []
      for (const replays of ofShards) ended.push(...(await replays.carryOut(options)))
      return ended
    },
  }
}
