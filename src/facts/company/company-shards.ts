import type { Engine } from '../connect/engine.ts'
import type { Topology } from '../connect/topology.ts'

/** Companies whose shard is remembered; beyond that the memory starts anew. */
const maxRemembered = 100_000

/** Finds the node that holds a company: by the same hash and weights as the Distributed tables spread rows. */
export function companyShards(topology: Topology): (companyId: string) => Promise<Engine> {
  const [only] = topology.shards
  if (topology.shards.length === 1) return () => Promise.resolve(only.replicas[0])
  const slots = topology.shards.flatMap((shard) =>
    Array.from({ length: shard.weight }, () => shard.replicas[0]),
  )
  const remembered = new Map<string, Engine>()
  return async (companyId) => {
    const known = remembered.get(companyId)
    if (known) return known
    const { rows } = await topology.entry.ask<{ slot: number }>(
      'question',
      'SELECT toUInt32(cityHash64({company_id:UUID}) % {slots:UInt32}) AS slot',
      { company_id: companyId, slots: slots.length },
    )
    const engine = slots[rows[0]?.slot ?? 0] ?? only.replicas[0]
    if (remembered.size >= maxRemembered) remembered.clear()
    remembered.set(companyId, engine)
    return engine
  }
}
