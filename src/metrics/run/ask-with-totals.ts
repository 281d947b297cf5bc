import type { CompanyFacts, CompanyQuery, QueryParams } from '../../facts/index.ts'
import { type FactTable, tableOf } from '../items/fact-table.ts'
import type { EngineRow } from './from-engine-row.ts'

export interface EngineAnswer {
  readonly rows: readonly EngineRow[]
  /** Undefined when there are no rows. */
  readonly totals: EngineRow | undefined
}

/** A built question: its text over a table of the door, with and without totals. */
export interface TotalledQuery {
  readonly sql: (table: string) => string
  readonly sqlWithoutTotals: (table: string) => string
  readonly params: QueryParams
  readonly totals: boolean
}

/** Rows and totals of a built question; without groups the one row is the total. */
export async function askWithTotals(
  facts: CompanyFacts,
  query: TotalledQuery,
  table: FactTable,
  options: Pick<CompanyQuery, 'isBrief'> = {},
): Promise<EngineAnswer> {
  const ask = (text: TotalledQuery['sql']) =>
    facts.query<EngineRow>({ sql: (from) => text(tableOf(from, table)), params: query.params, ...options })
  if (!query.totals) {
    const { rows } = await ask(query.sql)
    return { rows, totals: rows[0] }
  }
  try {
    const { rows, totals } = await ask(query.sql)
    return { rows, totals }
  } catch (error) {
    // The embedded engine (ClickHouse 26.7) writes totals before the opening brace when there are no rows, which is no
    // JSON. Asked for rows alone it answers well, and none is what it must answer.
    if (!(error instanceof SyntaxError)) throw error
    const { rows } = await ask(query.sqlWithoutTotals)
    if (rows.length === 0) return { rows, totals: undefined }
    // The first items came between the two questions: now there are rows, and totals with them.
    const again = await ask(query.sql)
    return { rows: again.rows, totals: again.totals }
  }
}
