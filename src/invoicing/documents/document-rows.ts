import {
  type DocumentKind,
  type DocumentStatus,
  documentKinds,
  documentStatuses,
  type Invoice,
} from '../../contract/index.ts'
import { formatInstant, toApiMoney } from '../../core/index.ts'
import { type Database, type Kysely, sql } from '../../records/index.ts'
import { type DocumentScope, documentStates } from './document-state.ts'

/** A document with how it stands now, as the records have it. */
export interface DocumentRow {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly series: string
  readonly company_id: string
  readonly company_name: string
  readonly company_zone: string
  readonly supplier_id: string
  readonly supplier_role: string
  readonly currency: string
  readonly net_micros: string
  readonly tax_micros: string
  readonly gross_micros: string
  readonly prepaid_micros: string
  readonly due_micros: string
  readonly credited_micros: string
  readonly paid_micros: string
  readonly outstanding_micros: string
  readonly status: string
  readonly due_on: string | null
  readonly period_from: Date | null
  readonly period_to: Date | null
  readonly time_zone: string | null
  readonly issued_at: Date
  readonly corrects: string | null
  readonly corrects_number: string | null
}

export interface DocumentsAsked {
  readonly scope: DocumentScope
  readonly nowMs: number
  /** Conditions on `i`, the document, and `s`, its state. */
  readonly where: readonly ReturnType<typeof sql>[]
  readonly orderBy: ReturnType<typeof sql>
  readonly limit: number
}

/** Documents of a scope; a company's own transaction sees no others whatever is asked. */
export async function readDocuments(
  db: Kysely<Database>,
  { scope, nowMs, where, orderBy, limit }: DocumentsAsked,
): Promise<readonly DocumentRow[]> {
  const ofScope =
    'companyId' in scope
      ? sql`i.company_id = ${scope.companyId}::uuid`
      : sql`i.supplier_id = ${scope.supplierId}::uuid and i.supplier_role = 'company'`
  const { rows } = await sql<DocumentRow>`
    select i.id, i.number, i.kind, i.series, i.company_id, b.name as company_name, b.time_zone as company_zone, i.supplier_id,
      i.supplier_role, i.currency, i.net_micros, i.tax_micros, i.gross_micros, i.prepaid_micros, i.due_micros, s.credited_micros,
      s.paid_micros, s.outstanding_micros, s.status, i.document->>'dueOn' as due_on, i.period_from, i.period_to, i.time_zone,
      i.issued_at, i.corrects, o.number as corrects_number
    from invoices i
    join companies b on b.id = i.company_id
    join ${documentStates(scope, nowMs)} s on s.id = i.id
    left join invoices o on o.id = i.corrects
    where ${sql.join([ofScope, ...where], sql` and `)}
    order by ${orderBy} limit ${limit}`.execute(db)
  return rows
}

/** The name under which its file is saved. */
export function fileNameOf(number: string): string {
  return `${number}.pdf`
}

export function toApiInvoice(row: DocumentRow): Invoice {
  const money = (micros: string) => toApiMoney({ currency: row.currency, amountMicros: BigInt(micros) })
  return {
    id: row.id,
    number: row.number,
    kind: toKind(row.kind),
    series: row.series,
    company: { id: row.company_id, name: row.company_name },
    file_name: fileNameOf(row.number),
    period: toPeriod(row),
    net: money(row.net_micros),
    tax: money(row.tax_micros),
    gross: money(row.gross_micros),
    prepaid: money(row.prepaid_micros),
    due: money(row.due_micros),
    credited: money(row.credited_micros),
    paid: money(row.paid_micros),
    outstanding: money(row.outstanding_micros),
    status: toStatus(row.status),
    due_on: row.due_on,
    created_at: formatInstant(row.issued_at.getTime(), row.company_zone),
    corrects:
      row.corrects === null || row.corrects_number === null
        ? null
        : { id: row.corrects, number: row.corrects_number },
  }
}

function toPeriod({ period_from, period_to, time_zone }: DocumentRow): Invoice['period'] {
  if (period_from === null || period_to === null || time_zone === null) return null
  const instant = (at: Date) => formatInstant(at.getTime(), time_zone)
  return { from: instant(period_from), to: instant(period_to), time_zone }
}

function toKind(text: string): DocumentKind {
  const kind = documentKinds.find((known) => known === text)
  if (!kind) throw new Error(`a document of the unknown kind ${text}`)
  return kind
}

function toStatus(text: string): DocumentStatus {
  const status = documentStatuses.find((known) => known === text)
  if (!status) throw new Error(`a document of the unknown status ${text}`)
  return status
}
