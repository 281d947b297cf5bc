import { type Layout, localTable } from '../connect/topology.ts'

/** A table, stated once; how it is created on one node or on a cluster follows from it. */
export interface Table {
  readonly name: string
  /** One `name Type …` per column; after them indices, one `INDEX …` each. */
  readonly columns: readonly string[]
  readonly engine: 'MergeTree' | 'ReplacingMergeTree'
  /** ReplacingMergeTree: of rows with equal sorting keys the one with the greatest value stays. */
  readonly versionColumn?: string
  readonly partitionBy?: string
  /** Prefix of the sorting key that is held in memory; all of it by default. */
  readonly primaryKey?: readonly string[]
  readonly orderBy: readonly string[]
  readonly ttl?: string
  readonly settings?: Readonly<Record<string, number>>
  /** The shard's own notes: no Distributed twin. */
  readonly perShard?: boolean
}

/** `CREATE TABLE` for the rows, and on a cluster for the Distributed twin that spreads them by company. */
export function createTableStatements(table: Table, layout: Layout): readonly string[] {
  const columns = columnsClause(table.columns)
  const local = [
    `CREATE TABLE IF NOT EXISTS ${localTable(layout, table.name)} ${columns}`,
    `ENGINE = ${engineClause(table, layout)}`,
    ...(table.partitionBy === undefined ? [] : [`PARTITION BY ${table.partitionBy}`]),
    ...(table.primaryKey === undefined ? [] : [`PRIMARY KEY (${table.primaryKey.join(', ')})`]),
    `ORDER BY (${table.orderBy.join(', ')})`,
    ...(table.ttl === undefined ? [] : [`TTL ${table.ttl}`]),
    ...settingsClause(table.settings),
  ].join('\n')
  if (layout.kind === 'single' || table.perShard) return [local]
  // The twin has no rows of its own, and the engine refuses indices on it.
  const twinColumns = columnsClause(table.columns.filter((column) => !column.startsWith('INDEX ')))
  const distributed = [
    `CREATE TABLE IF NOT EXISTS ${table.name} ${twinColumns}`,
    `ENGINE = Distributed('${layout.cluster}', '${layout.database}', '${localTable(layout, table.name)}', cityHash64(company_id))`,
  ].join('\n')
  return [local, distributed]
}

function columnsClause(columns: readonly string[]): string {
  return `(\n  ${columns.join(',\n  ')}\n)`
}

function engineClause(table: Table, layout: Layout): string {
  const version = table.versionColumn === undefined ? [] : [table.versionColumn]
  if (layout.kind !== 'replicated') return `${table.engine}(${version.join(', ')})`
  const path = `'/clickhouse/tables/{shard}/${layout.database}/${table.name}'`
  return `Replicated${table.engine}(${[path, `'{replica}'`, ...version].join(', ')})`
}

function settingsClause(settings: Readonly<Record<string, number>> | undefined): string[] {
  if (settings === undefined) return []
  const pairs = Object.entries(settings).map(([name, value]) => `${name} = ${value}`)
  return [`SETTINGS ${pairs.join(', ')}`]
}
