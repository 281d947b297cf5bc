import { sql } from '../records/index.ts'
import type { LedgerDeps } from './ledger-records.ts'

/** A hold that waits for the facts of its message. */
export interface OpenHold {
  readonly id: string
  readonly messageKey: string
  readonly amountMicros: bigint
}

/** What the facts say of a message that has come to its end. */
export interface HoldEnd {
  readonly messageKey: string
  readonly outcome: 'charged' | 'not_charged'
  /** Of the charge; of no meaning without one. */
  readonly amountMicros: bigint
}

export interface Holds {
  /** Companies with holds that name their message, also of messages that cost nothing. */
  companiesWithHolds(): Promise<readonly string[]>
  /** Holds that name their message, in the order of message keys, after `afterKey`. */
  openHolds(
    companyId: string,
    page: { readonly limit: number; readonly afterKey?: string },
  ): Promise<readonly OpenHold[]>
  /**
   * Ends the holds of these messages and says how many ended. To be called when the charges are posted: earlier, the money
   * would be free in between. Told again, it changes nothing.
   */
  settleHolds(settled: { readonly companyId: string; readonly ends: readonly HoldEnd[] }): Promise<number>
  /** Ends what is past its time, at most so many holds at a time; says how many ended. */
  expireHolds(nowMs: number): Promise<number>
}

/** Ends of one statement: bounds how long the balance of a company is locked. */
const maxEndsAtOnce = 1_000

export function createHolds({ records, clock }: LedgerDeps): Holds {
  return {
    async companiesWithHolds() {
      const { rows } = await sql<{ company_id: string }>`
        select distinct company_id from authorizations where ended_at is null and message_key is not null order by company_id`.execute(
        records.system,
      )
      return rows.map(({ company_id }) => company_id)
    },

    async openHolds(companyId, { limit, afterKey }) {
      const rows = await records.withCompany(companyId, (db) =>
        db
          .selectFrom('authorizations')
          .select(['id', 'message_key', 'amount_micros'])
          .where('company_id', '=', companyId)
          .where('ended_at', 'is', null)
          .where('message_key', 'is not', null)
          .$if(afterKey !== undefined, (q) => q.where('message_key', '>', String(afterKey)))
          .orderBy('message_key')
          .limit(limit)
          .execute(),
      )
      return rows.map((row) => ({
        id: row.id,
        messageKey: row.message_key ?? '',
        amountMicros: BigInt(row.amount_micros),
      }))
    },

    async settleHolds({ companyId, ends }) {
      let ended = 0
      for (let start = 0; start < ends.length; start += maxEndsAtOnce) {
        const piece = ends.slice(start, start + maxEndsAtOnce).map((end) => ({
          message_key: end.messageKey,
          charged: end.outcome === 'charged',
          amount_micros: end.amountMicros.toString(),
        }))
        const { rows } = await sql<{ ended: number }>`
          select settle_holds(${companyId}::uuid, ${JSON.stringify(piece)}::jsonb, ${new Date(clock())}) as ended`.execute(
          records.system,
        )
        ended += rows[0]?.ended ?? 0
      }
      return ended
    },

    async expireHolds(nowMs) {
      let ended = 0
      for (;;) {
        const { rows } = await sql<{ ended: number }>`
          select expire_holds(${new Date(nowMs)}, ${maxEndsAtOnce}) as ended`.execute(records.system)
        const count = rows[0]?.ended ?? 0
        ended += count
        if (count === 0) return ended
      }
    },
  }
}
