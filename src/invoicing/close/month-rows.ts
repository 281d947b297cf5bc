import type { Database, Kysely } from '../../records/index.ts'
import type { PassVersions } from '../issue-document.ts'

/** A month of a company that has ended and is not closed. */
export interface OpenMonth {
  readonly id: string
  readonly companyId: string
  readonly fromMs: number
  /** Not included. */
  readonly toMs: number
  /** IANA name, of the time when the month ended. */
  readonly timeZone: string
  /** By shard, the last pass that the month before it took. */
  readonly afterPasses: PassVersions
  readonly attempts: number
  /** Closed though messages of it have no price. */
  readonly isUnratedAccepted: boolean
}

const columns = [
  'm.id',
  'm.company_id',
  'm.period_from',
  'm.period_to',
  'm.time_zone',
  'm.after_passes',
  'm.attempts',
  'm.unrated_accepted_at',
] as const

/** Months that are not closed, as `m`. */
export function selectOpenMonths(db: Kysely<Database>) {
  return db.selectFrom('month_closes as m').select(columns).where('m.state', '<>', 'closed')
}

export type OpenMonthRow = Awaited<ReturnType<ReturnType<typeof selectOpenMonths>['executeTakeFirstOrThrow']>>

export function toOpenMonth(row: OpenMonthRow): OpenMonth {
  return {
    id: row.id,
    companyId: row.company_id,
    fromMs: row.period_from.getTime(),
    toMs: row.period_to.getTime(),
    timeZone: row.time_zone,
    afterPasses: toPassVersions(row.after_passes),
    attempts: row.attempts,
    isUnratedAccepted: row.unrated_accepted_at !== null,
  }
}

/** From JSON: an object of texts. */
export function toPassVersions(json: unknown): PassVersions {
  return Object.fromEntries(Object.entries(Object(json)).map(([shard, version]) => [shard, String(version)]))
}

/** As the facts count them. */
export function passesByShard(versions: PassVersions): ReadonlyMap<number, bigint> {
  return new Map(Object.entries(versions).map(([shard, version]) => [Number(shard), BigInt(version)]))
}
