import { uuidV7 } from '../../../core/index.ts'
import { type Database, type Kysely, sql } from '../../../records/index.ts'
import type { StatementLine } from '../statements/bank-statement.ts'
import { toStoredProposal } from './line-rows.ts'
import type { MatchedAccount, MatchedStatement } from './statement-job.ts'

/** Lines that one statement of SQL inserts. */
const linesAtOnce = 500

export interface Upload {
  readonly sellerId: string
  readonly sha256: Buffer
  readonly nowMs: number
  readonly by: { readonly userId: string | null; readonly name: string | null }
}

export interface StoredStatement {
  readonly statementIds: readonly string[]
  /** Lines that were not there before. */
  readonly fresh: number
  /** Lines that nobody has decided about, the old ones of the file among them. */
  readonly open: readonly { readonly id: string; readonly isCertain: boolean }[]
}

/**
 * Keeps the lines of a file, each once per account, whichever files hold it. Of those that are still open the proposal is made
 * new: documents come and are paid meanwhile. Uploads of one seller are stored one after the other.
 */
export async function storeStatement(
  db: Kysely<Database>,
  upload: Upload,
  { format, accounts }: MatchedStatement,
): Promise<StoredStatement> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`tallybook:statements:${upload.sellerId}`}, 0))`.execute(
    db,
  )
  const statementIds: string[] = []
  const open: { id: string; isCertain: boolean }[] = []
  let fresh = 0
  for (const account of accounts) {
    const statementId = await insertStatement(db, upload, format, account)
    statementIds.push(statementId)
    const rows = account.statement.lines.map((line, place) =>
      toRowLine(line, { statementId, account, place, upload }),
    )
    for (let from = 0; from < rows.length; from += linesAtOnce) {
      const stored = await insertLines(db, rows.slice(from, from + linesAtOnce))
      fresh += stored.filter(({ is_new }) => is_new).length
      for (const { id, state, certain } of stored)
        if (state === 'proposed') open.push({ id, isCertain: certain })
    }
  }
  return { statementIds, fresh, open }
}

async function insertStatement(
  db: Kysely<Database>,
  { sellerId, sha256, nowMs, by }: Upload,
  format: MatchedStatement['format'],
  { statement }: MatchedAccount,
): Promise<string> {
  const { account, currency, lines, openingMicros, closingMicros } = statement
  const days = lines.map(({ bookedOn }) => bookedOn).sort()
  await db
    .insertInto('bank_statements')
    .values({
      id: uuidV7(nowMs),
      seller_id: sellerId,
      sha256,
      format,
      account: account ?? '',
      currency,
      first_day: days.at(0) ?? null,
      last_day: days.at(-1) ?? null,
      opening_micros: openingMicros?.toString() ?? null,
      closing_micros: closingMicros?.toString() ?? null,
      line_count: lines.length,
      uploaded_at: new Date(nowMs),
      uploaded_by_user: by.userId,
      uploaded_by_name: by.name,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { id } = await db
    .selectFrom('bank_statements')
    .select('id')
    .where('seller_id', '=', sellerId)
    .where('sha256', '=', sha256)
    .where('account', '=', account ?? '')
    .where('currency', '=', currency)
    .executeTakeFirstOrThrow()
  return id
}

function toRowLine(
  line: StatementLine,
  of: {
    readonly statementId: string
    readonly account: MatchedAccount
    readonly place: number
    readonly upload: Upload
  },
) {
  const { statement, proposals } = of.account
  const proposal = proposals[of.place]
  if (!proposal) throw new Error('a line of a statement was not held against documents')
  return {
    id: uuidV7(of.upload.nowMs),
    statement_id: of.statementId,
    seller_id: of.upload.sellerId,
    account: statement.account ?? '',
    currency: line.currency,
    line_id: line.lineId,
    booked_on: line.bookedOn,
    value_on: line.valueOn,
    amount_micros: line.amountMicros.toString(),
    payer_name: line.payerName,
    payer_account: line.payerAccount,
    payer_tax_number: line.payerTaxNumber,
    reference: line.reference,
    purpose: line.purpose,
    end_to_end_id: line.endToEndId,
    is_reversal: line.reversal,
    raw: line.raw,
    // What was sent back is for a person to see, whichever way it went.
    state: line.amountMicros > 0n || line.reversal ? 'proposed' : 'not_ours',
    proposal: toStoredProposal(proposal),
  }
}

interface StoredLine {
  readonly id: string
  readonly state: string
  readonly certain: boolean
  readonly is_new: boolean
}

/** Lines that are decided already are left as they are, and are not in the answer. */
async function insertLines(
  db: Kysely<Database>,
  rows: readonly ReturnType<typeof toRowLine>[],
): Promise<readonly StoredLine[]> {
  const { rows: stored } = await sql<StoredLine>`
    insert into statement_lines (id, statement_id, seller_id, account, currency, line_id, booked_on, value_on, amount_micros,
      payer_name, payer_account, payer_tax_number, reference, purpose, end_to_end_id, is_reversal, raw, state, proposal)
    select id, statement_id, seller_id, account, currency, line_id, booked_on, value_on, amount_micros,
      payer_name, payer_account, payer_tax_number, reference, purpose, end_to_end_id, is_reversal, raw, state, proposal
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r (id uuid, statement_id uuid, seller_id uuid, account text,
      currency text, line_id text, booked_on date, value_on date, amount_micros bigint, payer_name text, payer_account text,
      payer_tax_number text, reference text, purpose text, end_to_end_id text, is_reversal boolean, raw jsonb, state text,
      proposal jsonb)
    on conflict (seller_id, account, currency, line_id) do update set proposal = excluded.proposal
      where statement_lines.state = 'proposed'
    returning id, state, (proposal->>'certain')::boolean as certain, xmax = 0 as is_new`.execute(db)
  return stored
}
