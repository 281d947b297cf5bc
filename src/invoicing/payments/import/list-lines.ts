import { allow, type Principal } from '../../../companies/index.ts'
import type { ImportedLine, Payment, StatementLines, StatementLinesQuery } from '../../../contract/index.ts'
import { type Failure, fail, isUuid, ok, type Result, toApiMoney } from '../../../core/index.ts'
import { approvalLeft } from '../../../ledger/index.ts'
import { type Database, type Kysely, sql } from '../../../records/index.ts'
import { type OwnedDocument, readDocumentsById } from '../credit/payable-documents.ts'
import { selectPayments, toApiPayment } from '../credit/payment-rows.ts'
import { indexDocuments } from '../matching/document-index.ts'
import { proposeMatch } from '../matching/propose-match.ts'
import type { PaymentsDeps } from '../payments-deps.ts'
import { fromRowLine, type LineRow, proposalOf, selectLines, stateOf } from './line-rows.ts'
import { linesAlone } from './needs-other.ts'

/** Lines of the seller's statements: those that wait for a person in the order of their days, others the last one first. */
export async function listLines(
  { records, clock }: Pick<PaymentsDeps, 'records' | 'clock'>,
  caller: Principal,
  query: StatementLinesQuery,
): Promise<Result<StatementLines, Failure<'forbidden' | 'invalid_cursor'>>> {
  const allowed = allow(caller, 'billing:manage')
  if (!allowed.ok) return allowed
  const after = parseCursor(query.cursor)
  if (!after.ok) return after
  return await records.asSystem(async (db) => {
    const rows = await readPage(db, caller.companyId, query, after.value)
    const page = rows.slice(0, query.limit)
    const last = page.at(-1)
    return ok({
      lines: await toApiLines(db, caller.companyId, page, clock()),
      next_cursor: rows.length > query.limit && last ? `${last.booked_day}_${last.id}` : null,
    })
  })
}

interface Place {
  readonly day: string
  readonly id: string
}

/** Day and id of the last line seen. */
function parseCursor(cursor: string | undefined): Result<Place | null, Failure<'invalid_cursor'>> {
  if (cursor === undefined) return ok(null)
  const [, day = '', id = ''] = /^((?!0000)\d{4}-(?:0\d|1[0-2])-[0-3]\d)_(.+)$/.exec(cursor) ?? []
  // A day that no month has, as 30 February, is no text that a day of the table would be less than.
  const isDay = Number.isFinite(Date.parse(day)) && new Date(day).toISOString().startsWith(day)
  return isDay && isUuid(id)
    ? ok({ day, id })
    : fail('invalid_cursor', 'Send the next_cursor of the page before, unchanged.')
}

/** One row more than the page, which tells whether there is another. */
async function readPage(
  db: Kysely<Database>,
  sellerId: string,
  { state, statement_id: statementId, limit }: StatementLinesQuery,
  after: Place | null,
): Promise<readonly LineRow[]> {
  const isWaiting = state === 'proposed'
  const direction = isWaiting ? 'asc' : 'desc'
  const beyond = sql<boolean>`(l.booked_on, l.id) ${isWaiting ? sql`>` : sql`<`} (${after?.day}::date, ${after?.id}::uuid)`
  return await selectLines(db)
    .where('l.seller_id', '=', sellerId)
    .$if(state !== undefined, (q) => q.where('l.state', '=', String(state)))
    .$if(statementId !== undefined, (q) =>
      q.where(sql<string>`l.statement_id::text`, '=', String(statementId)),
    )
    .$if(after !== null, (q) => q.where(beyond))
    .orderBy('l.booked_on', direction)
    .orderBy('l.id', direction)
    .limit(limit + 1)
    .execute()
}

/**
 * Lines in the shape of the API. What an open line pays is worked out anew against what is due now of the documents that it was
 * found to name.
 */
export async function toApiLines(
  db: Kysely<Database>,
  sellerId: string,
  rows: readonly LineRow[],
  nowMs: number,
): Promise<ImportedLine[]> {
  const ids = [...new Set(rows.flatMap((row) => proposalOf(row).documents))]
  const documents = new Map(
    (await readDocumentsById(db, sellerId, ids)).map((document) => [document.documentId, document]),
  )
  const payments = await paymentsById(
    db,
    rows.flatMap(({ payment_id }) => payment_id ?? []),
  )
  const companyIds = [...new Set([...documents.values()].map(({ companyId }) => companyId))]
  const left = await approvalLeft(db, companyIds, nowMs, linesAlone)
  return rows.map((row) => {
    const named = proposalOf(row).documents.flatMap((id) => documents.get(id) ?? [])
    return toApiLine(row, named, {
      payment: payments.get(row.payment_id ?? '') ?? null,
      leftMicros: left.get(named[0]?.companyId ?? '') ?? null,
    })
  })
}

async function paymentsById(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Payment>> {
  if (ids.length === 0) return new Map()
  const rows = await selectPayments(db)
    .where('p.id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, toApiPayment(row)]))
}

function toApiLine(
  row: LineRow,
  documents: readonly OwnedDocument[],
  beside: { readonly payment: Payment | null; readonly leftMicros: bigint | null },
): ImportedLine {
  const line = fromRowLine(row)
  const proposal = proposeMatch(line, indexDocuments(documents))
  const owners = new Map(documents.map((document) => [document.documentId, document]))
  const money = (amountMicros: bigint, currency = row.currency) => toApiMoney({ amountMicros, currency })
  return {
    id: row.id,
    account: row.account === '' ? null : row.account,
    line_id: row.line_id,
    booked_on: row.booked_day,
    value_on: row.value_day,
    amount: money(line.amountMicros),
    payer_name: row.payer_name,
    payer_account: row.payer_account,
    payer_tax_number: row.payer_tax_number,
    reference: row.reference,
    purpose: row.purpose,
    end_to_end_id: row.end_to_end_id,
    reversal: row.is_reversal,
    state: stateOf(row),
    proposal: {
      outcome: proposal.outcome,
      certain: proposal.certain,
      reasons: [...proposal.reasons],
      documents: proposal.documents.map(({ documentId, number, dueMicros, currency }) => ({
        document_id: documentId,
        number,
        due: money(dueMicros, currency),
        company_id: owners.get(documentId)?.companyId ?? '',
        company_name: owners.get(documentId)?.companyName ?? '',
      })),
      difference: proposal.differenceMicros === null ? null : money(proposal.differenceMicros),
    },
    needs_other:
      row.state === 'proposed' && beside.leftMicros !== null && line.amountMicros > beside.leftMicros,
    payment: beside.payment,
    ignored_because: row.ignored_because,
    decided_at: row.decided_at?.toISOString() ?? null,
    decided_by: row.decided_by_name,
  }
}
