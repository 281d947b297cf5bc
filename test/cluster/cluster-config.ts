/** A node of the cluster: its own loopback address, the same two ports as every other node. */
export interface NodeAddress {
  readonly host: string
  readonly httpPort: number
  readonly tcpPort: number
}

export const clusterName = 'tallybook'

/** One shard per node, one replica per shard, as `<remote_servers>` of every node's configuration. */
export function clusterConfig(nodes: readonly NodeAddress[]): string {
  const shards = nodes.map(
    ({ host, tcpPort }) =>
      `<shard><internal_replication>true</internal_replication>` +
      `<replica><host>${host}</host><port>${tcpPort}</port></replica></shard>`,
  )
  return `<clickhouse>
  <remote_servers replace="true">
    <${clusterName}>
      ${shards.join('\n      ')}
    </${clusterName}>
  </remote_servers>
  <background_pool_size>2</background_pool_size>
  <background_schedule_pool_size>8</background_schedule_pool_size>
  <mark_cache_size>67108864</mark_cache_size>
</clickhouse>
`
}
