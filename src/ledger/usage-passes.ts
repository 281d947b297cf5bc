import { isUuid, uuidV7 } from '../core/index.ts'
import { hashInput, sql } from '../records/index.ts'
import type { LedgerDeps } from './ledger-records.ts'
import { readSetAside, type UsageSetAside } from './usage-set-aside.ts'

/** `open`: its charges are being worked out; `entered`: they are in the facts, marked with the pass; `posted`: in the ledger. */
export type UsagePassState = 'open' | 'entered' | 'posted'

/** One run over the facts of a shard whose versions lie above `fromVersion`, up to `toVersion`. */
export interface UsagePass {
  readonly passId: string
  readonly shard: string
  readonly fromVersion: bigint
  readonly toVersion: bigint
  readonly state: UsagePassState
  /** Counted each time that the pass is taken up. A server that was cut off and goes on has an older one. */
  readonly attempt: number
}

/** What a pass charges to one payer in one currency: below zero where charges became smaller. */
export interface UsageTotal {
  readonly payerId: string
  readonly currency: string
  readonly amountMicros: bigint
  readonly charges: number
}

export interface UsagePasses {
  /**
   * The pass to work on: the shard's unfinished one, whatever its bounds, or a new one that goes on from the last posted one.
   * Null when there is nothing above that up to `toVersion`. Who took it up before can no longer mark it entered.
   */
  openUsagePass(asked: { readonly shard: string; readonly toVersion: bigint }): Promise<UsagePass | null>
  /** The charges of the pass are in the facts. Throws where the pass was taken up again since: another server works on it. */
  markUsageEntered(pass: Pick<UsagePass, 'passId' | 'attempt'>): Promise<void>
  /**
   * Posts the totals of an entered pass, 200 companies to a transaction, and then marks it posted. After a crash at any
   * point the same call finishes the work; done again it changes nothing. Totals must be the same as before: others throw.
   */
  postUsage(posted: {
    readonly passId: string
    readonly totals: readonly UsageTotal[]
  }): Promise<{ readonly setAside: readonly UsageSetAside[] }>
  /** The moment by the clock of the records: the one clock that `noteUsagePosted` is told by, whichever server posts. */
  moment(): Promise<Date>
  /**
   * Says that everything that was folded at this moment is in the balances: the moment is read before the pass looks at the
   * facts. What a balance says as `as_of` is the earliest of these, of all shards.
   */
  noteUsagePosted(shard: string, moment: Date): Promise<void>
  /** 0 before the first pass of the shard. */
  lastPostedVersion(shard: string): Promise<bigint>
}

/** Bounds the locks of one transaction, and so how long an authorization waits. */
const defaultCompaniesAtOnce = 200

export function createUsagePasses(deps: LedgerDeps): UsagePasses {
  const { records, clock } = deps
  return {
    async openUsagePass({ shard, toVersion }) {
      await sql`
        insert into usage_passes (id, shard, from_version, to_version, created_at)
        select ${uuidV7(clock())}::uuid, ${shard}, done.version, ${toVersion.toString()}::bigint, ${new Date(clock())}::timestamptz
        from (select coalesce(max(to_version), 0) as version from usage_passes where shard = ${shard}) done
        where done.version < ${toVersion.toString()}::bigint
          and not exists (select from usage_passes where shard = ${shard} and state <> 'posted')
        on conflict do nothing`.execute(records.system)
      const row = await records.system
        .updateTable('usage_passes')
        .set(({ eb }) => ({ attempt: eb('attempt', '+', 1) }))
        .where('shard', '=', shard)
        .where('state', '<>', 'posted')
        .returning(['id', 'shard', 'from_version', 'to_version', 'state', 'attempt'])
        .executeTakeFirst()
      return row ? fromRow(row) : null
    },

    async markUsageEntered({ passId, attempt }) {
      const { numUpdatedRows } = await records.system
        .updateTable('usage_passes')
        .set({ state: 'entered' })
        .where('id', '=', passId)
        .where('attempt', '=', attempt)
        .where('state', '<>', 'posted')
        .executeTakeFirst()
      if (numUpdatedRows !== 1n) throw new Error(`the pass of usage ${passId} was taken up by another server`)
    },

    postUsage: (posted) => postUsage(deps, posted),

    async moment() {
      const { rows } = await sql<{ moment: Date }>`select clock_timestamp() as moment`.execute(records.system)
      const [row] = rows
      if (!row) throw new Error('the records did not say the time')
      return row.moment
    },

    async noteUsagePosted(shard, posted_through) {
      await records.system
        .insertInto('usage_progress')
        .values({ shard, posted_through })
        // Of two servers' passes the one that began later has seen more.
        .onConflict((conflict) =>
          conflict
            .column('shard')
            .doUpdateSet({ posted_through })
            .where('usage_progress.posted_through', '<', posted_through),
        )
        .execute()
    },

    async lastPostedVersion(shard) {
      const row = await records.system
        .selectFrom('usage_passes')
        .select(({ fn }) => fn.max('to_version').as('version'))
        .where('shard', '=', shard)
        .where('state', '=', 'posted')
        .executeTakeFirst()
      return BigInt(row?.version ?? 0)
    },
  }
}

async function postUsage(
  { records, clock, maxCompaniesAtOnce = defaultCompaniesAtOnce }: LedgerDeps,
  { passId, totals }: { readonly passId: string; readonly totals: readonly UsageTotal[] },
): Promise<{ readonly setAside: readonly UsageSetAside[] }> {
  const sorted = distinctTotals(totals)
  for (let start = 0; start < sorted.length; start += maxCompaniesAtOnce) {
    const nowMs = clock()
    const piece = sorted.slice(start, start + maxCompaniesAtOnce).map((total) => ({
      transfer_id: uuidV7(nowMs),
      company_id: total.payerId,
      currency: total.currency,
      amount_micros: total.amountMicros.toString(),
      charges: total.charges,
    }))
    await sql`
      select post_usage(${passId}::uuid, ${new Date(nowMs)}, ${hashInput({ passId })}, ${JSON.stringify(piece)}::jsonb)`.execute(
      records.system,
    )
  }
  await records.asSystem(async (db) => {
    await db
      .updateTable('usage_passes')
      .set({ state: 'posted', posted_at: new Date(clock()) })
      .where('id', '=', passId)
      .where('state', '=', 'entered')
      .execute()
    const pass = await db
      .selectFrom('usage_passes')
      .select('state')
      .where('id', '=', passId)
      .executeTakeFirstOrThrow()
    if (pass.state !== 'posted') throw new Error('a pass of usage is posted before its charges are entered')
  })
  return { setAside: await readSetAside(records.system, passId) }
}

/** By company, so that pieces are the same in a repeat. */
function distinctTotals(totals: readonly UsageTotal[]): readonly UsageTotal[] {
  const byPayer = new Map(totals.map((total) => [`${total.payerId} ${total.currency}`, total]))
  if (byPayer.size !== totals.length)
    throw new Error('the totals of a pass name a payer twice in one currency')
  if (totals.some(({ payerId }) => !isUuid(payerId)))
    throw new Error('the totals of a pass name a payer that is no company')
  return [...byPayer].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total)
}

function fromRow(row: {
  readonly id: string
  readonly shard: string
  readonly from_version: string
  readonly to_version: string
  readonly state: string
  readonly attempt: number
}): UsagePass {
  const { id, shard, state } = row
  if (state !== 'open' && state !== 'entered') throw new Error(`a pass of usage in the state ${state}`)
  return {
    passId: id,
    shard,
    state,
    attempt: row.attempt,
    fromVersion: BigInt(row.from_version),
    toVersion: BigInt(row.to_version),
  }
}
