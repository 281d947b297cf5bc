import { z } from 'zod'
import { type BankStatementUpload, statementFormats } from '../../../contract/index.ts'
import { toApiMoney } from '../../../core/index.ts'
import { type Database, type Kysely, sql } from '../../../records/index.ts'

interface StatementRow {
  readonly id: string
  readonly format: string
  readonly account: string
  readonly currency: string
  readonly first_day: string | null
  readonly last_day: string | null
  readonly opening_micros: string | null
  readonly closing_micros: string | null
  readonly line_count: number
  readonly uploaded_at: Date
  readonly uploaded_by_name: string | null
  readonly proposed: number
  readonly credited: number
  readonly ignored: number
  readonly not_ours: number
}

/** Uploads that a condition chooses, the latest first, with what became of the lines that each brought first. */
export async function readStatements(
  db: Kysely<Database>,
  condition: ReturnType<typeof sql>,
  limit: number,
): Promise<readonly BankStatementUpload[]> {
  const { rows } = await sql<StatementRow>`
    select s.id, s.format, s.account, s.currency, s.first_day::text, s.last_day::text, s.opening_micros, s.closing_micros,
      s.line_count, s.uploaded_at, s.uploaded_by_name, n.*
    from bank_statements s
    cross join lateral (
      select count(*) filter (where state = 'proposed')::int as proposed,
        count(*) filter (where state = 'credited')::int as credited,
        count(*) filter (where state = 'ignored')::int as ignored,
        count(*) filter (where state = 'not_ours')::int as not_ours
      from statement_lines where statement_id = s.id) n
    where ${condition}
    order by s.id desc limit ${limit}`.execute(db)
  return rows.map(toApiStatement)
}

function toApiStatement(row: StatementRow): BankStatementUpload {
  const { currency, proposed, credited, ignored, not_ours } = row
  const money = (micros: string | null) =>
    micros === null ? null : toApiMoney({ amountMicros: BigInt(micros), currency })
  return {
    id: row.id,
    format: z.enum(statementFormats).parse(row.format),
    account: row.account === '' ? null : row.account,
    currency,
    first_day: row.first_day,
    last_day: row.last_day,
    opening: money(row.opening_micros),
    closing: money(row.closing_micros),
    lines: row.line_count,
    uploaded_at: row.uploaded_at.toISOString(),
    uploaded_by: row.uploaded_by_name,
    counts: { proposed, credited, ignored, not_ours },
  }
}
