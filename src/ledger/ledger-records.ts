import type { Clock } from '../core/index.ts'
import type { Database, Kysely, Records } from '../records/index.ts'
import type { AloneElsewhere } from './approval-limit.ts'

/** What the ledger asks of the records. */
export type LedgerRecords = Pick<Records, 'asSystem' | 'withCompany' | 'system'>

export interface LedgerDeps {
  readonly records: LedgerRecords
  readonly clock: Clock
  /** Companies whose usage is posted in one transaction; 200 by default. */
  readonly maxCompaniesAtOnce?: number
  /** Counts against the approval limit beside what was entered here. */
  readonly aloneElsewhere?: AloneElsewhere
  /** What else comes of an adjustment that a second person approved, in the transaction that posts it. */
  readonly onApproved?: (db: Kysely<Database>, adjustmentId: string) => Promise<void>
}

/** Codes of SQLSTATE that statements of the ledger end with, beside those of broken connections. */
export const sqlStates = {
  /** Raised by the ledger's triggers: the lower bound of a balance. */
  insufficient: 'TB402',
  outOfRange: '22003',
  checkViolation: '23514',
  uniqueViolation: '23505',
} as const

/** The SQLSTATE of an error of the driver; empty for other errors. */
export function sqlStateOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
