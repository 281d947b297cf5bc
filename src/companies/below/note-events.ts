import { LRUCache } from 'lru-cache'
import type { Clock } from '../../core/index.ts'
import { type Records, sql } from '../../records/index.ts'

const noteEveryMs = 30_000
const rememberedCompanies = 100_000

/** Notes that something came in for companies, at most every 30 s for each: it is shown to people. */
export function createEventNotes({ records, clock }: { records: Records; clock: Clock }) {
  const notedAtMs = new LRUCache<string, number>({ max: rememberedCompanies })
  return {
    async noteEvents(companyIds: readonly string[]): Promise<void> {
      const nowMs = clock()
      const due = companyIds.filter(
        (id) => nowMs - (notedAtMs.get(id) ?? Number.NEGATIVE_INFINITY) >= noteEveryMs,
      )
      if (due.length === 0) return
      const at = new Date(nowMs)
      // Companies of the facts that the records do not know are left out; in one order, so that two servers never wait for each other.
      await sql`insert into company_activity (company_id, last_event_at)
        select id, ${at} from companies where id = any(${due}::uuid[]) order by id
        on conflict (company_id) do update set last_event_at = excluded.last_event_at
          where company_activity.last_event_at < excluded.last_event_at`.execute(records.system)
      for (const id of due) notedAtMs.set(id, nowMs)
    },
  }
}
