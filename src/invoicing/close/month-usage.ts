import type { InvoicedUsage, UsageGroup } from '../../facts/index.ts'
import { companiesSetAside } from '../../ledger/index.ts'
import { type Database, type Kysely, sql } from '../../records/index.ts'
import { idsPaidFor } from '../companies-paid-for.ts'
import type { InvoicingDeps } from '../invoicing-deps.ts'
import type { PassVersions } from '../issue-document.ts'
import { type OpenMonth, passesByShard } from './month-rows.ts'
import type { MonthUsage } from './settle-month.ts'

/** Months of late facts that a document tells apart; what is older counts as the oldest of these. */
const maxLateMonths = 48

/** What the facts and the ledger say of several companies' months, each asked once for all of them. */
export async function readMonthUsage(
  { records, facts }: Pick<InvoicingDeps, 'records' | 'facts'>,
  months: readonly OpenMonth[],
  throughPasses: PassVersions,
): Promise<ReadonlyMap<string, MonthUsage>> {
  const payerIds = months.map(({ companyId }) => companyId)
  const companyIds = await idsPaidFor(records.system, payerIds)
  const startsOf = await earlierStarts(records.system, payerIds)
  const invoices = months.map((month) =>
    toInvoiced(month, startsOf.get(month.companyId) ?? [], throughPasses),
  )
  const groups = await facts.usage.invoiced({ companyIds, invoices })
  const startsAsked = new Map(invoices.map(({ payerId, monthStartsMs }) => [payerId, monthStartsMs]))
  const groupsOf = Map.groupBy(groups, ({ payerId }: UsageGroup) => payerId)
  const periods = months.map(({ companyId, fromMs, toMs }) => ({ payerId: companyId, fromMs, toMs }))
  const unrated = await facts.usage.unratedPayers({ companyIds, periods })
  const setAside = await companiesSetAside(records.system, payerIds)
  return new Map(
    months.map(({ companyId: payerId, fromMs }) => [
      payerId,
      {
        monthStartsMs: startsAsked.get(payerId) ?? [fromMs],
        groups: groupsOf.get(payerId) ?? [],
        unratedMessages: unrated.get(payerId) ?? 0,
        isSetAside: setAside.has(payerId),
      },
    ]),
  )
}

function toInvoiced(
  month: OpenMonth,
  earlier: readonly number[],
  throughPasses: PassVersions,
): InvoicedUsage {
  const [first = month.fromMs, ...others] = [
    ...earlier.filter((startMs) => startMs < month.fromMs),
    month.fromMs,
  ]
  return {
    payerId: month.companyId,
    monthStartsMs: [first, ...others],
    endMs: month.toMs,
    afterPasses: passesByShard(month.afterPasses),
    throughPasses: passesByShard(throughPasses),
  }
}

/** Starts of the latest months that were closed, by company, ascending: late facts are shown under their month. */
async function earlierStarts(
  db: Kysely<Database>,
  companyIds: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const { rows } = await sql<{ company_id: string; period_from: Date }>`
    select company_id, period_from from (
      select distinct on (company_id, period_from) company_id, period_from,
        dense_rank() over (partition by company_id order by period_from desc) as age
      from month_closes where company_id = any(${companyIds}::uuid[]) and kind = 'usage' and state = 'closed'
    ) m where age <= ${sql.lit(maxLateMonths)} order by company_id, period_from`.execute(db)
  const byCompany = Map.groupBy(rows, ({ company_id }) => company_id)
  return new Map(
    [...byCompany].map(([id, months]) => [id, months.map(({ period_from }) => period_from.getTime())]),
  )
}
