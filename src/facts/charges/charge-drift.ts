import type { QueryParams } from '../connect/engine.ts'
import { localTable } from '../connect/topology.ts'
import type { ShardFold } from '../fold/shard-fold.ts'
import { chargeDiffers } from './charge-column-names.ts'
import type { DriftWindow } from './drift-windows.ts'
import { ratedSelect } from './rate-layers.ts'
import { usageDifference } from './usage-difference.ts'

/** Something that does not follow from what it should follow from. */
export interface ChargeDrift {
  /** `charge`: facts and price lists; `entry`: posted usage and facts. */
  readonly between: 'charge' | 'entry'
  readonly companyId: string
  /** Messages, or lines of usage, that differ. */
  readonly count: number
  /** Id or key of one of them. */
  readonly example: string
}

interface DriftRow {
  company_id: string
  count: string
  example: string
}

export interface DriftsAsked {
  readonly window: DriftWindow
  readonly postedVersion: bigint
  /**
   * With nothing folded in between. Without it folds, ratings and passes go on, and what they are in the middle of may look
   * like a drift.
   */
  readonly isAlone: boolean
}

/**
 * Rates the messages of a window again, and compares posted usage with the charges. Messages whose facts were written after
 * the last pass are left out of the second: they are not posted yet.
 */
export async function chargeDrifts(shard: ShardFold, asked: DriftsAsked): Promise<readonly ChargeDrift[]> {
  const look = async (): Promise<readonly ChargeDrift[]> => {
    const params = paramsOf(asked)
    const rated = await shard.engine.ask<DriftRow>('check', wronglyRated(shard), params)
    const posted = await shard.engine.ask<DriftRow>('check', wronglyPosted(shard), params)
    return [
      ...rated.rows.map((row) => toDrift('charge', row)),
      ...posted.rows.map((row) => toDrift('entry', row)),
    ]
  }
  return asked.isAlone ? await shard.alone(look) : await look()
}

function paramsOf({ window, postedVersion }: DriftsAsked): QueryParams {
  return {
    companies: window.companyIds,
    from: window.fromMs,
    to: window.toMs,
    posted: postedVersion.toString(),
  }
}

function toDrift(between: ChargeDrift['between'], row: DriftRow): ChargeDrift {
  return { between, companyId: row.company_id, count: Number(row.count), example: row.example }
}

const ofCompanies = 'company_id IN {companies:Array(UUID)}'
const ofWindow = `${ofCompanies} AND created_at >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
  AND created_at < fromUnixTimestamp64Milli({to:Int64}, 'UTC')`
/** Hours are what facts are sorted by. */
const factsOfWindow = `${ofWindow} AND created_hour >= toStartOfHour(fromUnixTimestamp64Milli({from:Int64}, 'UTC'))
  AND created_hour < fromUnixTimestamp64Milli({to:Int64}, 'UTC')`

function wronglyRated({ layout }: ShardFold): string {
  const source = `SELECT * FROM ${localTable(layout, 'messages')} FINAL WHERE ${factsOfWindow} AND is_deleted = 0`
  return `SELECT company_id, count() AS count, min(message_id) AS example
FROM (
${ratedSelect(source, layout, (name) => name, { isStored: true, hasCalls: true })}
)
WHERE ${chargeDiffers}
GROUP BY company_id`
}

function wronglyPosted({ layout }: ShardFold): string {
  const pending = `SELECT company_id, message_key FROM ${localTable(layout, 'changed_charges')}
    WHERE ${ofCompanies} AND version > {posted:UInt64}`
  const unlessPending = (key: string) => `(company_id, ${key}) NOT IN (${pending})`
  return `SELECT company_id, count() AS count, toString(min(item_key)) AS example
FROM (
${usageDifference(layout, {
  facts: `${factsOfWindow} AND ${unlessPending('message_key')}`,
  entries: `${ofWindow} AND ${unlessPending('item_key')}`,
})}
)
GROUP BY company_id`
}
