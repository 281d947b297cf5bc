import { z } from 'zod'
import {
  matchOutcomes,
  matchReasons,
  type StatementLineState,
  statementLineStates,
} from '../../../contract/index.ts'
import { type Database, type Kysely, sql } from '../../../records/index.ts'
import type { MatchProposal } from '../matching/propose-match.ts'
import type { StatementLine } from '../statements/bank-statement.ts'

/** A proposal as it is kept: documents by their ids, since what is due of them changes. */
const storedProposalSchema = z.object({
  outcome: z.enum(matchOutcomes),
  certain: z.boolean(),
  reasons: z.array(z.enum(matchReasons)),
  documents: z.array(z.string()),
})
export type StoredProposal = z.infer<typeof storedProposalSchema>

/** Documents of one proposal that are kept; a line that names more is for a person all the same. */
const maxDocuments = 20

export function toStoredProposal({ outcome, certain, reasons, documents }: MatchProposal): StoredProposal {
  return {
    outcome,
    certain,
    reasons: [...reasons],
    documents: documents.slice(0, maxDocuments).map(({ documentId }) => documentId),
  }
}

/** Lines with who uploaded them first. Days are read as text. */
export function selectLines(db: Kysely<Database>) {
  return db
    .selectFrom('statement_lines as l')
    .innerJoin('bank_statements as s', 's.id', 'l.statement_id')
    .select([
      'l.id',
      'l.seller_id',
      'l.statement_id',
      'l.account',
      'l.currency',
      'l.line_id',
      'l.amount_micros',
      'l.payer_name',
      'l.payer_account',
      'l.payer_tax_number',
      'l.reference',
      'l.purpose',
      'l.end_to_end_id',
      'l.is_reversal',
      'l.state',
      'l.proposal',
      'l.payment_id',
      'l.ignored_because',
      'l.decided_at',
      'l.decided_by_name',
      's.uploaded_by_user',
      sql<string>`l.booked_on::text`.as('booked_day'),
      sql<string | null>`l.value_on::text`.as('value_day'),
    ])
}

export type LineRow = Awaited<ReturnType<ReturnType<typeof selectLines>['executeTakeFirstOrThrow']>>

export function fromRowLine(row: LineRow): StatementLine {
  return {
    lineId: row.line_id,
    bookedOn: row.booked_day,
    valueOn: row.value_day,
    amountMicros: BigInt(row.amount_micros),
    currency: row.currency,
    payerName: row.payer_name,
    payerAccount: row.payer_account,
    payerTaxNumber: row.payer_tax_number,
    reference: row.reference,
    purpose: row.purpose,
    endToEndId: row.end_to_end_id,
    reversal: row.is_reversal,
    raw: {},
  }
}

export function proposalOf(row: Pick<LineRow, 'proposal'>): StoredProposal {
  return storedProposalSchema.parse(row.proposal)
}

export function stateOf(row: Pick<LineRow, 'state'>): StatementLineState {
  return z.enum(statementLineStates).parse(row.state)
}

/** Locks the line until the transaction ends: before the balance of the company that it is credited to. */
export async function lockLine(db: Kysely<Database>, sellerId: string, id: string): Promise<LineRow | null> {
  const row = await selectLines(db)
    .where('l.id', '=', id)
    .where('l.seller_id', '=', sellerId)
    .forUpdate('l')
    .executeTakeFirst()
  return row ?? null
}
