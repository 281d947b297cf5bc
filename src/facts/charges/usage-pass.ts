import type { Purpose, QueryParams } from '../connect/engine.ts'
import { localTable } from '../connect/topology.ts'
import { keyRanges } from '../fold/key-ranges.ts'
import { rangeScope, type Scope } from '../fold/scope.ts'
import type { ShardFold } from '../fold/shard-fold.ts'
import { differenceColumns, usageDifference } from './usage-difference.ts'

/** A pass takes in everything that was folded since the pass before it, up to a version. */
export interface UsagePass {
  readonly passId: string
  /** Not included. */
  readonly fromVersion: bigint
  readonly toVersion: bigint
}

/** What one pass charges one payer. */
export interface UsageTotal {
  readonly payerId: string
  readonly currency: string
  readonly amountMicros: bigint
  /** Entries that the amount sums. */
  readonly charges: number
}

/** Messages of one statement: bounds its memory, and how long ticks wait. */
const maxKeysOfStatement = 100_000
/** Notes of changes are kept for so long after they were posted, days. */
const keptDays = 3

/**
 * Writes the entries of a pass: the difference between what was posted and what the facts say. Asked again for the same
 * pass, after a crash in the middle, it adds what is missing. On disk when it resolves.
 */
export async function enterUsage(shard: ShardFold, pass: UsagePass): Promise<void> {
  const table = localTable(shard.layout, 'changed_charges')
  const changed: Scope = {
    condition: 'version > {from_version:UInt64} AND version <= {to_version:UInt64}',
    params: { from_version: pass.fromVersion.toString(), to_version: pass.toVersion.toString() },
  }
  const ranges = await keyRanges(shard.engine, { table, scope: changed }, maxKeysOfStatement)
  for (const range of ranges) {
    const within = rangeScope(range)
    // Facts must not move while they are compared.
    await shard.alone(() => enterRange(shard, pass, within, changed))
  }
}

async function enterRange(shard: ShardFold, pass: UsagePass, within: Scope, changed: Scope): Promise<void> {
  const { layout } = shard
  const table = localTable(layout, 'changed_charges')
  const keys = `SELECT company_id, message_key FROM ${table} WHERE ${within.condition} AND ${changed.condition}`
  // Also the places of later versions: a message that moved since then stands there.
  const places = `SELECT company_id, created_hour, message_key FROM ${table}
    WHERE ${within.condition} AND version > {from_version:UInt64} AND (company_id, message_key) IN (${keys})`
  const difference = usageDifference(layout, {
    facts: `(company_id, created_hour, message_key) IN (${places})`,
    entries: `(company_id, item_key) IN (${keys})`,
  })
  await shard.insert(
    {
      into: `${localTable(layout, 'usage_entries')} (pass_id, pass_version, ${differenceColumns.join(', ')})`,
      select: `SELECT {pass:UUID} AS pass_id, {to_version:UInt64} AS pass_version, ${differenceColumns.join(', ')} FROM (
${difference}
)`,
    },
    { ...within.params, ...changed.params, pass: pass.passId },
  )
}

/** Whether facts of priced companies were written after this version. */
export async function isChangedSince(shard: ShardFold, version: bigint): Promise<boolean> {
  const { rows } = await shard.engine.ask<{ found: number }>(
    'fold',
    `SELECT 1 AS found FROM ${localTable(shard.layout, 'changed_charges')} WHERE version > {version:UInt64} LIMIT 1`,
    { version: version.toString() },
  )
  return rows.length > 0
}

/** What the entries of a pass come to, payer by payer. */
export function usageTotals(shard: ShardFold, pass: UsagePass): Promise<readonly UsageTotal[]> {
  return totals(shard, 'pass_version = {version:UInt64} AND pass_id = {pass:UUID}', {
    pass: pass.passId,
    version: pass.toVersion.toString(),
  })
}

/** What all entries of passes up to a version come to, payer by payer. Beside folds and passes, which change none of them. */
export function enteredTotals(shard: ShardFold, throughVersion: bigint): Promise<readonly UsageTotal[]> {
  const params = { version: throughVersion.toString() }
  return totals(shard, 'pass_version <= {version:UInt64}', params, 'check')
}

async function totals(
  shard: ShardFold,
  condition: string,
  params: QueryParams,
  purpose: Purpose = 'fold',
): Promise<readonly UsageTotal[]> {
  const { rows } = await shard.engine.ask<{
    payer_id: string
    currency: string
    micros: string
    charges: string
  }>(
    purpose,
    `SELECT payer_id, currency, toString(toInt128(sum(amount) * 1000000)) AS micros, count() AS charges
     FROM ${localTable(shard.layout, 'usage_entries')}
     WHERE ${condition}
     GROUP BY payer_id, currency ORDER BY payer_id, currency`,
    params,
  )
  return rows.map((row) => ({
    payerId: row.payer_id,
    currency: row.currency,
    amountMicros: BigInt(row.micros),
    charges: Number(row.charges),
  }))
}

/**
 * Forgets notes of changes that were posted some days ago. Partitions are days of versions, so one that ended before the
 * day of what is posted holds nothing that is not: no note has to be read to know it.
 */
export async function forgetPostedChanges(shard: ShardFold, postedVersion: bigint): Promise<void> {
  const table = localTable(shard.layout, 'changed_charges')
  const { rows } = await shard.engine.ask<{ id: string }>(
    'upkeep',
    `SELECT DISTINCT partition_id AS id FROM system.parts
     WHERE database = currentDatabase() AND table = {table:String} AND active
       AND toDate(partition) < toDate(fromUnixTimestamp64Micro({posted:Int64}), 'UTC') - ${keptDays}`,
    { table, posted: postedVersion.toString() },
  )
  // The engine takes no expression here, which a bound value may be. The id comes from its own list.
  for (const { id } of rows)
    await shard.engine.run('upkeep', `ALTER TABLE ${table} DROP PARTITION ID '${id}'`)
}
