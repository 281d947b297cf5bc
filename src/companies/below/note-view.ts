import { LRUCache } from 'lru-cache'
import type { Clock } from '../../core/index.ts'
import type { Records } from '../../records/index.ts'
import { addAuditEntry } from '../audit/add-audit-entry.ts'
import type { Principal } from '../principal.ts'

/** Somebody who looks on is written down anew after so long. */
const noteEveryMs = 3_600_000
const rememberedViews = 10_000

/** Writes into the log of a company that somebody looks at it as its own people do: before anything is shown, once an hour. */
export function createViewNotes({ records, clock }: { records: Records; clock: Clock }) {
  const notedAtMs = new LRUCache<string, number>({ max: rememberedViews })
  return {
    /** Does nothing for who does not only look. */
    async noteView(caller: Principal): Promise<void> {
      if (caller.reach !== 'view') return
      const key = `${caller.userId} ${caller.companyId}`
      const nowMs = clock()
      if (nowMs - (notedAtMs.get(key) ?? Number.NEGATIVE_INFINITY) < noteEveryMs) return
      await records.asSystem((db) =>
        addAuditEntry(db, caller, {
          act: 'company.viewed',
          companyId: caller.companyId,
          subject: caller.company,
          nowMs,
        }),
      )
      notedAtMs.set(key, nowMs)
    },
  }
}
