import type { Transaction, Transactions, TransactionsQuery } from '../../contract/index.ts'
import { ok, type Result } from '../../core/index.ts'
import { createFormats, createTranslate, type Translate, transactionBase } from '../../messages/index.ts'
import { aboutPeriod } from '../export-values.ts'
import { cursorPages } from './cursor-pages.ts'
import type {
  OpenFailure,
  ReportAsked,
  ReportColumn,
  ReportDefinition,
  ReportSources,
  ReportTable,
} from './definition.ts'
import { ownColumn } from './own-column.ts'
import { requiredPeriod } from './required-period.ts'

const pageSize = 500

const columns: readonly ReportColumn[] = [
  ownColumn('at', 'instant', 'transactions.column_date'),
  ownColumn('kind', 'text', 'transactions.column_kind'),
  ownColumn('base', 'text', 'transactions.column_base'),
  ownColumn('reference', 'text', 'transactions.column_reference'),
  ownColumn('in', 'money', 'transactions.column_in'),
  ownColumn('out', 'money', 'transactions.column_out'),
  ownColumn('balance', 'money', 'transactions.column_balance'),
  ownColumn('charges', 'integer', 'report_files.quantity'),
  ownColumn('by', 'text', 'report_files.entered_by'),
  ownColumn('company', 'text', 'transactions.column_company'),
  ownColumn('id', 'text', 'report_files.transaction_id'),
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
      ...aboutPeriod({ company: company.value.name, ...period.value, timeZone }, { t, formats }),
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
    pages: rowsOf(
      cursorPages(first.value, (cursor) => ledger.transactions(caller, { ...query, cursor })),
      t,
    ),
  })
}

async function* rowsOf(pages: AsyncIterable<Transactions>, t: Translate): ReportTable['pages'] {
  for await (const { transactions } of pages)
    if (transactions.length > 0) yield transactions.map((row) => cellsOf(row, t))
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
