import { allow, mayBill, type Principal } from '../../../companies/index.ts'
import type { ApiPayableDocument, Payments, PaymentsQuery } from '../../../contract/index.ts'
import { type Failure, fail, isUuid, ok, type Result, toApiMoney } from '../../../core/index.ts'
import { type Database, type Kysely, sql } from '../../../records/index.ts'
import type { PaymentsDeps } from '../payments-deps.ts'
import { readDueDocuments } from './payable-documents.ts'
import { selectPayments, toApiPayment } from './payment-rows.ts'

/** The last received first: of the caller's company, and for who may bill also of those that it sells to. */
export async function listPayments(
  { records }: Pick<PaymentsDeps, 'records'>,
  caller: Principal,
  query: PaymentsQuery,
): Promise<Result<Payments, Failure<'forbidden' | 'invalid_cursor' | 'invalid_period'>>> {
  const allowed = allow(caller, 'billing:read')
  if (!allowed.ok) return allowed
  const after = parseCursor(query.cursor)
  if (!after.ok) return after
  if (query.from !== undefined && query.to !== undefined && Date.parse(query.from) >= Date.parse(query.to))
    return fail('invalid_period', 'The period must start before it ends.')
  const sells = allow(caller, 'billing:manage').ok
  const read = (db: Kysely<Database>) => readPage(db, caller, query, { sells, after: after.value })
  const rows = sells ? await records.asSystem(read) : await records.withCompany(caller.companyId, read)
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return ok({
    payments: page.map(toApiPayment),
    next_cursor: rows.length > query.limit && last ? `${last.received_at.getTime()}_${last.id}` : null,
  })
}

/** Documents of a customer of which something is due. */
export async function listPayableDocuments(
  { records }: Pick<PaymentsDeps, 'records'>,
  caller: Principal,
  companyId: string,
): Promise<Result<ApiPayableDocument[], Failure<'forbidden' | 'not_found'>>> {
  return await records.asSystem(async (db) => {
    const company = await mayBill(db, caller, companyId)
    if (!company.ok) return company
    const documents = await readDueDocuments(db, caller.companyId, company.value.id)
    return ok(
      documents.map(({ documentId, number, dueMicros, currency }) => ({
        id: documentId,
        number,
        due: toApiMoney({ amountMicros: dueMicros, currency }),
      })),
    )
  })
}

interface Place {
  readonly receivedAt: Date
  readonly id: string
}

/** Moment and id of the last payment seen. */
function parseCursor(cursor: string | undefined): Result<Place | null, Failure<'invalid_cursor'>> {
  if (cursor === undefined) return ok(null)
  const [, ms = '', id = ''] = /^(\d{1,15})_(.+)$/.exec(cursor) ?? []
  return isUuid(id)
    ? ok({ receivedAt: new Date(Number(ms)), id })
    : fail('invalid_cursor', 'Send the next_cursor of the page before, unchanged.')
}

/** One row more than the page, which tells whether there is another. */
async function readPage(
  db: Kysely<Database>,
  caller: Principal,
  { from, to, state, company_id: companyId, limit }: PaymentsQuery,
  { sells, after }: { readonly sells: boolean; readonly after: Place | null },
) {
  return await selectPayments(db)
    .where((eb) =>
      eb.or([
        eb('p.company_id', '=', caller.companyId),
        ...(sells ? [eb('p.seller_id', '=', caller.companyId)] : []),
      ]),
    )
    .$if(companyId !== undefined, (q) => q.where(sql<string>`p.company_id::text`, '=', String(companyId)))
    .$if(state !== undefined, (q) => q.where('p.state', '=', String(state)))
    .$if(from !== undefined, (q) => q.where('p.received_at', '>=', new Date(String(from))))
    .$if(to !== undefined, (q) => q.where('p.received_at', '<', new Date(String(to))))
    .$if(after !== null, (q) =>
      q.where(sql<boolean>`(p.received_at, p.id) < (${after?.receivedAt}::timestamptz, ${after?.id}::uuid)`),
    )
    .orderBy('p.received_at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(limit + 1)
    .execute()
}
