import { toApiMoney } from '../core/index.ts'
import { lowBalancesAtOnce, takeLowBalances } from '../ledger/index.ts'
import { addNotice } from './add-notice.ts'
import type { NoticesDeps } from './notices-deps.ts'

/** Transactions of one call; what is left is told by the next one. */
const maxRounds = 20

/** Tells of balances that have come down to their threshold since the last call. Called after each posting of usage. */
export async function tellLowBalances({
  records,
  clock,
}: Pick<NoticesDeps, 'records' | 'clock'>): Promise<void> {
  for (let round = 0; round < maxRounds; round += 1) {
    const told = await records.asSystem(async (db) => {
      const nowMs = clock()
      const low = await takeLowBalances(db, nowMs)
      for (const { companyId, currency, balanceMicros, thresholdMicros } of low)
        await addNotice(db, {
          companyId,
          type: 'balance.low',
          subjectId: companyId,
          occurredAtMs: nowMs,
          data: {
            balance: toApiMoney({ currency, amountMicros: balanceMicros }),
            threshold: toApiMoney({ currency, amountMicros: thresholdMicros }),
          },
        })
      return low.length
    })
    if (told < lowBalancesAtOnce) return
  }
}
