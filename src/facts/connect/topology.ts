import type { Engine } from './engine.ts'

/** How tables are laid out: one node; shards of one replica; shards of several replicas. */
export type Layout =
  | { readonly kind: 'single' }
  | { readonly kind: 'sharded' | 'replicated'; readonly cluster: string; readonly database: string }

export interface Shard {
  /** Shard's number in system.clusters, from 1. */
  readonly number: number
  /** Share of the hash ranges, as in the cluster's configuration. */
  readonly weight: number
  /** Replicas, in the order of system.clusters. */
  readonly replicas: readonly [Engine, ...Engine[]]
}

/** The nodes of the store and the way through them. */
export interface Topology {
  readonly layout: Layout
  /** Where inserts go: on a cluster through its Distributed tables. */
  readonly entry: Engine
  /** Ordered by number. */
  readonly shards: readonly [Shard, ...Shard[]]
  /** Makes the database on every node, where that is ours to do. */
  createDatabase(): Promise<void>
  close(): Promise<void>
}

/** Name of the table that holds rows: on a cluster the local one, never the Distributed twin. */
export function localTable(layout: Layout, name: string): string {
  return layout.kind === 'single' ? name : `${name}_local`
}

export function allEngines(topology: Topology): readonly Engine[] {
  return topology.shards.flatMap((shard) => shard.replicas)
}
