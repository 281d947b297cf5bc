import { sql } from '../../records/index.ts'

/** What a check of the records finds: whose it is, and one sentence for whoever has to look into it. */
export interface CheckRow {
  readonly company_id: string
  readonly detail: string
}

/** Of one check: who has more has seen enough. */
export const limitOfCheck = sql.lit(100)
