import { localTable } from '../connect/topology.ts'
import type { ShardFold } from '../fold/shard-fold.ts'

/** What became of a message that money was held for. */
export interface MessageEnd {
  readonly messageKey: string
  /** Null: it ended without a charge. */
  readonly chargedMicros: bigint | null
}

export interface EndsAsked {
  readonly companyId: string
  readonly messageKeys: readonly string[]
  /** Facts of later folds are left out: their charges are not posted yet. */
  readonly throughVersion: bigint
}

/**
 * Those of the messages that are charged, or that ended so that they never will be. A message that is chargeable and has
 * no price is not among them: it may get one.
 */
export async function messageEnds(shard: ShardFold, asked: EndsAsked): Promise<readonly MessageEnd[]> {
  const table = (name: string) => localTable(shard.layout, name)
  const ofKeys = 'company_id = {company:UUID} AND message_key IN {keys:Array(UUID)}'
  const { rows } = await shard.engine.ask<{ message_key: string; charge_state: string; micros: string }>(
    'fold',
    `SELECT message_key, charge_state, toString(toInt128(toDecimal128(charge, 6) * 1000000)) AS micros
     FROM ${table('messages')} FINAL
     WHERE is_deleted = 0 AND ${ofKeys} AND created_hour IN (SELECT created_hour FROM ${table('message_places')} WHERE ${ofKeys})
       AND version <= {through:UInt64}
       AND (charge_state = 'charged'
         OR (charge_state = 'none' AND status IN ('failed', 'rejected', 'expired', 'cancelled')))`,
    {
      company: asked.companyId,
      keys: asked.messageKeys,
      through: asked.throughVersion.toString(),
    },
  )
  return rows.map((row) => ({
    messageKey: row.message_key,
    chargedMicros: row.charge_state === 'charged' ? BigInt(row.micros) : null,
  }))
}
