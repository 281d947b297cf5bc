import { dayMs } from '../../core/index.ts'
import type { InvoicesAsked } from '../../facts/index.ts'
import type { Database, Kysely } from '../../records/index.ts'
import { passesByShard, toPassVersions } from '../close/month-rows.ts'
import { idsPaidFor } from '../companies-paid-for.ts'
import type { InvoicingDeps } from '../invoicing-deps.ts'
import { checkRecords, type InvoiceDrift } from './record-checks.ts'

export interface VerifyInvoicesOptions {
  /** Every invoice against its charges; by default those of the last months. */
  readonly isFull?: boolean
  /** Told after each piece. */
  readonly onProgress?: (invoices: number) => void
}

/** So old the usage of an invoice is at most that is compared every night: charges never change, disks do. */
const comparedDays = 70
/** Who has more has seen enough. */
const maxDrifts = 1_000
/** Invoices of one question to the facts. */
const invoicesAtOnce = 200

/** Recomputes what documents say from their parts: numbers, months, sums, postings, and the charges that they are for. */
export async function verifyInvoices(
  { records, facts, clock }: Pick<InvoicingDeps, 'records' | 'facts' | 'clock'>,
  { isFull = false, onProgress = () => undefined }: VerifyInvoicesOptions = {},
): Promise<readonly InvoiceDrift[]> {
  const drifts = [...(await checkRecords(records.system))]
  const since = isFull ? new Date(0) : new Date(clock() - comparedDays * dayMs)
  let done = 0
  for (let after: InvoiceRow | undefined; ; ) {
    const invoices = await readInvoices(records.system, since, after)
    for (const asked of ofDifferentPayers(invoices))
      drifts.push(...(await compareCharges(facts, records.system, asked)))
    done += invoices.length
    onProgress(done)
    after = invoices.at(-1)
    if (invoices.length < invoicesAtOnce || drifts.length > maxDrifts) return drifts
  }
}

type InvoiceRow = Awaited<ReturnType<typeof readInvoices>>[number]

async function readInvoices(db: Kysely<Database>, since: Date, after: { readonly id: string } | undefined) {
  const rows = await db
    .selectFrom('invoices')
    .select([
      'id',
      'company_id',
      'number',
      'exact_micros',
      'period_from',
      'period_to',
      'after_passes',
      'through_passes',
    ])
    .where('kind', '=', 'invoice')
    .where('voided_at', 'is', null)
    .where('period_to', '>', since)
    .$if(after !== undefined, (q) => q.where('id', '>', after?.id ?? ''))
    .orderBy('id')
    .limit(invoicesAtOnce)
    .execute()
  return rows.map((row) => ({
    ...row,
    fromMs: row.period_from?.getTime() ?? 0,
    toMs: row.period_to?.getTime() ?? 0,
    exactMicros: BigInt(row.exact_micros ?? 0),
  }))
}

/** A question has one invoice of each payer. */
function ofDifferentPayers(invoices: readonly InvoiceRow[]): readonly (readonly InvoiceRow[])[] {
  const questions: InvoiceRow[][] = []
  for (const ofPayer of Map.groupBy(invoices, ({ company_id }) => company_id).values())
    for (const [n, invoice] of ofPayer.entries()) (questions[n] ??= []).push(invoice)
  return questions
}

async function compareCharges(
  facts: Pick<InvoicingDeps['facts'], 'usage'>,
  db: Kysely<Database>,
  invoices: readonly InvoiceRow[],
): Promise<readonly InvoiceDrift[]> {
  const payers = invoices.map(({ company_id }) => company_id)
  const asked: InvoicesAsked = {
    companyIds: await idsPaidFor(db, payers),
    invoices: invoices.map((invoice) => ({
      payerId: invoice.company_id,
      monthStartsMs: [invoice.fromMs],
      endMs: invoice.toMs,
      afterPasses: passesByShard(toPassVersions(invoice.after_passes)),
      throughPasses: passesByShard(toPassVersions(invoice.through_passes)),
    })),
  }
  const charged = new Map<string, bigint>()
  for (const { payerId, amountMicros } of await facts.usage.invoiced(asked))
    charged.set(payerId, (charged.get(payerId) ?? 0n) + amountMicros)
  return invoices.flatMap(({ company_id, number, exactMicros }) => {
    const micros = charged.get(company_id) ?? 0n
    if (micros === exactMicros) return []
    return [
      {
        companyId: company_id,
        detail: `The invoice ${number} is for ${exactMicros} micro-units, its charges are ${micros}.`,
      },
    ]
  })
}
