import type { TransferKind } from '../contract/index.ts'
import { type Database, type Kysely, sql } from '../records/index.ts'

export interface DayPageQuery {
  readonly accountId: string
  readonly kinds: readonly TransferKind[]
  /** Entries of the period have numbers above `after`, up to `through`. */
  readonly after: bigint
  readonly through: bigint
  /** Only lines before the one with this number. */
  readonly before: bigint | null
  readonly limit: number
  readonly from: string
  readonly to: string
  /** IANA zone whose days count. */
  readonly timeZone: string
}

export interface DayLine {
  /** Of the last transfer of the line. */
  readonly id: string
  readonly at: Date
  readonly kind: string
  readonly reason: string
  readonly reference: string | null
  readonly amount_micros: string
  readonly balance_after_micros: string
  readonly currency: string
  readonly company_id: string
  readonly number: string
  readonly charges: number | null
  readonly created_by_name: string | null
  /** Lines of the whole period. */
  readonly lines: string
}

/**
 * An account's statement, the newest line first: usage, which is posted many times an hour, in one line per local day, cut
 * where another transfer stands between, so that each balance follows from the one before. Looks up only the ends of the
 * lines, however many entries lie between them. One line more than the page, which tells whether there is another.
 */
export async function readUsageByDay(db: Kysely<Database>, query: DayPageQuery): Promise<readonly DayLine[]> {
  const { accountId, after, through, timeZone } = query
  const [from, to] = [new Date(query.from), new Date(query.to)]
  const { rows } = await sql<DayLine>`
    with days as (
      select (day + interval '1 day') at time zone ${timeZone} as ends
      from generate_series(date_trunc('day', ${from}::timestamptz at time zone ${timeZone}),
        ${to}::timestamptz at time zone ${timeZone}, interval '1 day') day
    ), others as (
      select number from entries
      where account_id = ${accountId} and kind <> 'usage' and number > ${after.toString()} and number <= ${through.toString()}
    ), ends as (
      select last.number from days, lateral (
        select number from entries where account_id = ${accountId} and at < least(days.ends, ${to}::timestamptz)
        order by at desc, number desc limit 1) last
      union select number from others
      union select number - 1 from others
    ), lines as (
      select e.*, lag(e.number, 1, ${after.toString()}::bigint) over (order by e.number) as previous
      from ends join entries e on e.account_id = ${accountId} and e.number = ends.number
      where e.number > ${after.toString()} and e.number <= ${through.toString()}
    ), page as (
      select *, count(*) over () as lines from lines where kind = any(${[...query.kinds]})
    )
    select t.id, page.at, page.kind, t.reason, t.reference, page.currency, page.company_id, page.number, t.created_by_name,
      page.lines, page.balance_after_micros,
      page.balance_after_micros - coalesce((select balance_after_micros from entries
        where account_id = ${accountId} and number = page.previous), 0) as amount_micros,
      case when page.kind = 'usage' then (select sum(u.charges)::int from entries e join transfers u on u.id = e.transfer_id
        where e.account_id = ${accountId} and e.number > page.previous and e.number <= page.number) end as charges
    from page join transfers t on t.id = page.transfer_id
    where ${query.before === null ? sql`true` : sql`page.number < ${query.before.toString()}`}
    order by page.number desc limit ${query.limit + 1}`.execute(db)
  return rows
}
