import { localTable } from '../connect/topology.ts'
import type { ShardFold } from '../fold/shard-fold.ts'
import { chargeDiffers } from './charge-column-names.ts'
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

/** Companies of one question: bounds its memory, and how long ticks wait. */
const maxCompanies = 4

/**
 * Rates every message of the priced companies again, and compares all posted usage with the charges. Messages whose facts
 * were written after the last pass are left out of the second: they are not posted yet.
 */
export async function chargeDrifts(shard: ShardFold, postedVersion: bigint): Promise<readonly ChargeDrift[]> {
  const drifts: ChargeDrift[] = []
  for (const companyIds of await pricedCompanies(shard)) {
    const params = { companies: companyIds, posted: postedVersion.toString() }
    await shard.alone(async () => {
      for (const between of ['charge', 'entry'] as const) {
        const sql = between === 'charge' ? wronglyRated(shard) : wronglyPosted(shard)
        const { rows } = await shard.engine.ask<DriftRow>('fold', sql, params)
        drifts.push(...rows.map((row) => toDrift(between, row)))
      }
    })
  }
  return drifts
}

function toDrift(between: ChargeDrift['between'], row: DriftRow): ChargeDrift {
  return { between, companyId: row.company_id, count: Number(row.count), example: row.example }
}

async function pricedCompanies(shard: ShardFold): Promise<readonly (readonly string[])[]> {
  const { rows } = await shard.engine.ask<{ company_id: string }>(
    'fold',
    `SELECT DISTINCT company_id FROM (
       SELECT company_id FROM ${localTable(shard.layout, 'price_plans')}
       UNION ALL SELECT company_id FROM ${localTable(shard.layout, 'usage_entries')}
     ) ORDER BY company_id`,
  )
  const ids = rows.map((row) => row.company_id)
  return Array.from({ length: Math.ceil(ids.length / maxCompanies) }, (_, n) =>
    ids.slice(n * maxCompanies, (n + 1) * maxCompanies),
  )
}

const ofCompanies = 'company_id IN {companies:Array(UUID)}'

function wronglyRated({ layout }: ShardFold): string {
  const source = `SELECT * FROM ${localTable(layout, 'messages')} FINAL WHERE ${ofCompanies} AND is_deleted = 0`
  return `SELECT company_id, count() AS count, min(message_id) AS example
FROM (
${ratedSelect(source, layout, (name) => name, true)}
)
WHERE ${chargeDiffers}
GROUP BY company_id`
}

function wronglyPosted({ layout }: ShardFold): string {
  const pending = `SELECT company_id, message_key FROM ${localTable(layout, 'changed_charges')}
    WHERE ${ofCompanies} AND version > {posted:UInt64}`
  const unlessPending = (key: string) => `${ofCompanies} AND (company_id, ${key}) NOT IN (${pending})`
  return `SELECT company_id, count() AS count, toString(min(item_key)) AS example
FROM (
${usageDifference(layout, { facts: unlessPending('message_key'), entries: unlessPending('item_key') })}
)
GROUP BY company_id`
}
