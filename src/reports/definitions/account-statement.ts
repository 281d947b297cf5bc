import type { Principal } from '../../companies/index.ts'
import type { Transaction, Transactions, TransactionsQuery } from '../../contract/index.ts'
import { ok, type Result } from '../../core/index.ts'
import { createFormats, createTranslate, type Translate, transactionBase } from '../../messages/index.ts'
import type {
  OpenFailure,
  ReportAsked,
  ReportColumn,
  ReportDefinition,
  ReportSources,
  ReportTable,
} from './definition.ts'
import { localText } from './local-text.ts'
import { requiredPeriod } from './required-period.ts'

const pageSize = 500

function column(
  key: string,
  title: Parameters<typeof localText>[0],
  type: ReportColumn['type'],
): ReportColumn {
  return { key, title: localText(title), type, isDefault: true }
}

const columns: readonly ReportColumn[] = [
  column('at', 'transactions.column_date', 'instant'),
  column('kind', 'transactions.column_kind', 'text'),
  column('base', 'transactions.column_base', 'text'),
  column('reference', 'transactions.column_reference', 'text'),
  column('in', 'transactions.column_in', 'money'),
  column('out', 'transactions.column_out', 'money'),
  column('balance', 'transactions.column_balance', 'money'),
  column('charges', 'report_files.quantity', 'integer'),
  column('by', 'report_files.entered_by', 'text'),
  column('company', 'transactions.column_company', 'text'),
  column('id', 'report_files.transaction_id', 'text'),
]

/** Everything that moved the balance, the newest first, with the balance at both ends. */
export const accountStatement: ReportDefinition = {
  type: 'account_statement',
  service: 'payments',
  scopesOf: ({ company_id }) =>
    company_id === undefined ? ['billing:read'] : ['billing:read', 'billing:manage'],
  filters: ['company_id', 'transaction_kind', 'usage'],
  groupBy: [],
  defaultGroupBy: [],
  columns,
  isSchedulable: true,
  open: openStatement,
}

async function openStatement(
  asked: ReportAsked,
  { ledger }: ReportSources,
): Promise<Result<ReportTable, OpenFailure>> {
  const period = requiredPeriod(asked)
  if (!period.ok) return period
  const { caller, filters, timeZone, language } = asked
  const company = await ledger.viewedCompany(caller, filters.company_id)
  if (!company.ok) return company
  const query: TransactionsQuery = {
    ...period.value,
    time_zone: timeZone,
    limit: pageSize,
    usage: filters.usage,
    company_id: filters.company_id,
    kind: filters.transaction_kind?.join(','),
  }
  const first = await ledger.transactions(caller, query)
  if (!first.ok) return first
  const t = createTranslate(language)
  const formats = createFormats({ language, timeZone })
  const { opening, closing, total, count } = first.value
  return ok({
    timeZone,
    columns,
    totalRows: count,
    about: [
      { label: t('session.company_section'), value: company.value.name },
      {
        label: t('selection.period'),
        value: `${formats.dateTime(period.value.from)} – ${formats.dateTime(period.value.to)}`,
      },
      { label: t('selection.zone'), value: timeZone },
      ...(filters.transaction_kind === undefined
        ? []
        : [
            {
              label: t('transactions.kinds'),
              value: filters.transaction_kind.map((kind) => t(`transactions.kind_${kind}`)).join(', '),
            },
          ]),
      { label: t('transactions.opening'), value: opening, type: 'money' },
      { label: t('transactions.closing'), value: closing, type: 'money' },
      { label: t('transactions.total_chosen'), value: total, type: 'money' },
    ],
    pages: pagesOf(ledger, caller, { query, first: first.value, t }),
  })
}

async function* pagesOf(
  ledger: ReportSources['ledger'],
  caller: Principal,
  {
    query,
    first,
    t,
  }: { readonly query: TransactionsQuery; readonly first: Transactions; readonly t: Translate },
): AsyncGenerator<readonly (readonly unknown[])[]> {
  for (let page = first; ; ) {
    if (page.transactions.length > 0) yield page.transactions.map((row) => cellsOf(row, t))
    if (page.next_cursor === null) return
    const next = await ledger.transactions(caller, { ...query, cursor: page.next_cursor })
    if (!next.ok) throw new Error(`The statement broke off: ${next.failure.detail}`)
    page = next.value
  }
}

function cellsOf(row: Transaction, t: Translate): readonly unknown[] {
  const { amount, currency } = row.amount
  const isOut = amount.startsWith('-')
  return [
    row.at,
    t(`transactions.kind_${row.kind}`),
    transactionBase(t, row),
    row.reference,
    isOut ? null : row.amount,
    isOut ? { amount: amount.slice(1), currency } : null,
    row.balance_after,
    row.charges,
    row.by,
    row.company_id,
    row.id,
  ]
}
