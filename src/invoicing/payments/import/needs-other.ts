import type { Principal } from '../../../companies/index.ts'
import { type AloneElsewhere, needsSecondPerson } from '../../../ledger/index.ts'
import { type Database, type Kysely, sql } from '../../../records/index.ts'

/**
 * A file is the word of who uploaded it. Whether crediting a line of it takes somebody else: with all that stands on one person's
 * word already, it would go beyond the company's approval limit. Locks the balance.
 */
export async function needsOther(
  db: Kysely<Database>,
  asked: { readonly companyId: string; readonly amountMicros: bigint; readonly nowMs: number },
): Promise<boolean> {
  return await needsSecondPerson(db, asked, linesAlone)
}

/** What lines of statements credited without anybody else than who uploaded them. */
export const linesAlone: AloneElsewhere = async (db, companyIds, since) => {
  const { rows } = await sql<{ company_id: string; micros: string }>`
    select p.company_id, sum(p.amount_micros) as micros
    from payments p
    join statement_lines l on l.payment_id = p.id
    join bank_statements s on s.id = l.statement_id
    where p.company_id = any(${companyIds}::uuid[]) and p.created_at > ${since}::timestamptz
      and (l.decided_by_user is null or s.uploaded_by_user is null or l.decided_by_user = s.uploaded_by_user)
    group by p.company_id`.execute(db)
  return new Map(rows.map(({ company_id, micros }) => [company_id, BigInt(micros)]))
}

/** A person, and not the one who uploaded it; whether a key and a person are two, nobody knows. */
export function isOther(caller: Principal, uploadedByUser: string | null): boolean {
  return caller.kind === 'user' && uploadedByUser !== null && caller.userId !== uploadedByUser
}
