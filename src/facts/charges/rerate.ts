import { localTable } from '../connect/topology.ts'
import { factColumnNames } from '../fold/fold-select.ts'
import type { ShardFold } from '../fold/shard-fold.ts'
import { chargeColumnNames, chargeDiffers } from './charge-column-names.ts'
import { ratedSelect } from './rate-layers.ts'

export interface RerateOptions {
  readonly companyId: string
  /** Messages created from here on, epoch ms. */
  readonly fromMs: number
  /** Not included; null: all later ones. */
  readonly toMs: number | null
  /**
   * Rows that were written since then (epoch ms of the clock passed in) are written again also where their charge stays the
   * same. An attempt that was cut off, by a power cut too, may have left rows without their notes in `changed_charges`: no
   * pass of usage would see them.
   */
  readonly writtenSinceMs?: number
}

/** After every version. */
const noRowMs = Date.UTC(2200, 0, 1)

/** Hours of creation of one statement: bounds its memory, and how long ticks wait. */
const messagesOfStatement = 500_000

/**
 * Rates a company's messages of a period again, after its prices changed. Rows whose charge stays the same are not
 * written. Facts are read and written in one turn of the shard, so that no fold comes between.
 */
export async function rerateOnShard(shard: ShardFold, options: RerateOptions): Promise<{ messages: number }> {
  let messages = 0
  for (const range of await hourRanges(shard, options)) {
    messages += await shard.alone(() => rerateRange(shard, options, range))
  }
  return { messages }
}

interface HourRange {
  /** Epoch seconds, both included. */
  readonly first: number
  readonly last: number
}

/** Hours in which the company has messages, cut into ranges of about so many of them. */
async function hourRanges(shard: ShardFold, options: RerateOptions): Promise<readonly HourRange[]> {
  const { rows } = await shard.engine.ask<{ hour: string; messages: string }>(
    'fold',
    `SELECT toUnixTimestamp(created_hour) AS hour, count() AS messages FROM ${localTable(shard.layout, 'messages')}
     WHERE company_id = {company:UUID} AND created_hour >= toStartOfHour(fromUnixTimestamp64Milli({from:Int64}, 'UTC'))
       AND created_hour <= fromUnixTimestamp64Milli({to:Int64}, 'UTC')
     GROUP BY hour ORDER BY hour`,
    boundsOf(options),
  )
  const ranges: HourRange[] = []
  let first: number | undefined
  let sum = 0
  for (const row of rows) {
    const hour = Number(row.hour)
    first ??= hour
    sum += Number(row.messages)
    if (sum < messagesOfStatement) continue
    ranges.push({ first, last: hour })
    first = undefined
    sum = 0
  }
  const last = rows.at(-1)
  return first === undefined || last === undefined ? ranges : [...ranges, { first, last: Number(last.hour) }]
}

/** The latest instant that the engine can compare with an hour. */
const endOfHoursMs = Date.UTC(2105, 0, 1)

function boundsOf({ companyId, fromMs, toMs }: RerateOptions): Record<string, string | number> {
  return { company: companyId, from: Math.max(0, fromMs), to: Math.min(toMs ?? endOfHoursMs, endOfHoursMs) }
}

async function rerateRange(shard: ShardFold, options: RerateOptions, range: HourRange): Promise<number> {
  const { layout, engine } = shard
  const version = await shard.nextVersion()
  const table = localTable(layout, 'messages')
  const kept = ['company_id', 'message_key', 'created_hour', ...factColumnNames]
  const source = `SELECT * FROM ${table} FINAL
WHERE company_id = {company:UUID} AND is_deleted = 0
  AND created_hour BETWEEN fromUnixTimestamp({first:UInt32}) AND fromUnixTimestamp({last:UInt32})
  AND created_at >= fromUnixTimestamp64Milli({from:Int64}, 'UTC') AND created_at < fromUnixTimestamp64Milli({to:Int64}, 'UTC')`
  await shard.insert(
    {
      into: `${table} (${[...kept, ...chargeColumnNames].join(', ')}, version, is_deleted)`,
      select: `SELECT ${[...kept, ...chargeColumnNames.map((name) => `rated_${name}`)].join(', ')}, {new_version:UInt64}, 0
FROM (
${ratedSelect(source, layout, (name) => name, { isStored: true, hasCalls: shard.pricesCalls })}
)
WHERE ${chargeDiffers} OR version >= {doubtful:UInt64}`,
    },
    {
      ...boundsOf(options),
      ...range,
      new_version: version,
      doubtful: BigInt(options.writtenSinceMs ?? noRowMs) * 1_000n,
    },
  )
  const { rows } = await engine.ask<{ n: string }>(
    'fold',
    `SELECT count() AS n FROM ${table} WHERE company_id = {company:UUID} AND version = {new_version:UInt64}
     AND created_hour BETWEEN fromUnixTimestamp({first:UInt32}) AND fromUnixTimestamp({last:UInt32})`,
    { company: options.companyId, ...range, new_version: version },
  )
  return Number(rows[0]?.n ?? 0)
}
