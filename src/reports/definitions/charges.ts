import type { InvoiceCharge, InvoiceCharges } from '../../contract/index.ts'
import { fail, ok, type Result } from '../../core/index.ts'
import { createTranslate, wordOf } from '../../messages/index.ts'
import { itemColumns } from '../../metrics/index.ts'
import { columnTypeOf } from '../export-values.ts'
import { cursorPages } from './cursor-pages.ts'
import type {
  OpenFailure,
  ReportAsked,
  ReportColumn,
  ReportDefinition,
  ReportSources,
  ReportTable,
} from './definition.ts'
import { messageFilterNames, openItemReport } from './item-report.ts'
import { metricFiltersOf } from './metric-filters.ts'
import { ownColumn } from './own-column.ts'

const ofPeriod: readonly ReportColumn[] = itemColumns
  .filter(({ key }) =>
    ['message_id', 'created_at', 'channel', 'status', 'sender', 'recipient', 'country', 'network', 'campaign']
      .concat('kind', 'segments', 'charge')
      .includes(key),
  )
  .map(({ key, title, type }) => ({ key, title, type: columnTypeOf({ type }), isDefault: true }))

const ofInvoice: readonly ReportColumn[] = [
  ownColumn('message_id', 'text', 'report_files.message_id'),
  ownColumn('company', 'text', 'report_files.company'),
  ownColumn('recipient', 'text', 'report_files.recipient'),
  ownColumn('created_at', 'instant', 'report_files.created_at'),
  ownColumn('channel', 'text', 'report_files.channel'),
  ownColumn('country', 'text', 'report_files.country'),
  ownColumn('quantity', 'integer', 'report_files.quantity'),
  ownColumn('price', 'money', 'report_files.price'),
  ownColumn('amount', 'money', 'report_files.amount'),
]

/**
 * One row a charge: of the messages of a period, whose sum is the spend of the page; or of an invoice, whose sum is what the
 * invoice took before rounding.
 */
export const charges: ReportDefinition = {
  type: 'charges',
  service: 'payments',
  scopesOf: () => ['billing:read', 'metrics:read'],
  showsPersons: true,
  filters: [...messageFilterNames, 'invoice_id'],
  groupBy: [],
  defaultGroupBy: [],
  columns: [...ofPeriod, ...ofInvoice.filter(({ key }) => !ofPeriod.some((other) => other.key === key))],
  isSchedulable: true,
  open: (asked, sources) =>
    asked.filters.invoice_id === undefined ? openOfPeriod(asked, sources) : openOfInvoice(asked, sources),
}

async function openOfPeriod(
  asked: ReportAsked,
  sources: ReportSources,
): Promise<Result<ReportTable, OpenFailure>> {
  return await openItemReport(asked, sources, {
    metric: 'messages.spend',
    columns: ofPeriod,
    notes: async ({ t }) => {
      const spent = await sources.metrics.query(asked.caller.company, {
        metrics: ['messages.spend'],
        by: [],
        from: asked.period?.from ?? '',
        to: asked.period?.to ?? '',
        time_zone: asked.timeZone,
        filters: metricFiltersOf(asked.filters),
        limit: 1,
      })
      if (!spent.ok) return spent
      return ok([
        { label: t('report_files.total'), value: spent.value.totals['messages.spend'], type: 'money' },
      ])
    },
  })
}

const pageSize = 500

async function openOfInvoice(
  { caller, filters, language, timeZone, period }: ReportAsked,
  { invoicing }: ReportSources,
): Promise<Result<ReportTable, OpenFailure>> {
  const id = filters.invoice_id ?? ''
  if (Object.keys(filters).length > 1 || period !== null)
    return fail(
      'invalid_filter',
      'The charges of an invoice are all of them: send no period and no other filter.',
    )
  const document = await invoicing.readDocument(caller, id)
  if (!document.ok) return document
  const first = await invoicing.listCharges(caller, id, { limit: pageSize })
  if (!first.ok) return first
  const t = createTranslate(language)
  return ok({
    timeZone: document.value.period?.time_zone ?? timeZone,
    columns: ofInvoice,
    totalRows: first.value.count,
    about: [
      { label: t('session.company_section'), value: document.value.company.name },
      { label: t('report_files.invoice'), value: document.value.number },
      { label: t('selection.zone'), value: document.value.period?.time_zone ?? timeZone },
      { label: t('report_files.total'), value: first.value.total, type: 'money' },
    ],
    pages: rowsOf(
      cursorPages(first.value, (cursor) => invoicing.listCharges(caller, id, { limit: pageSize, cursor })),
      language,
    ),
  })
}

async function* rowsOf(
  pages: AsyncIterable<InvoiceCharges>,
  language: ReportAsked['language'],
): ReportTable['pages'] {
  for await (const { charges: rows } of pages)
    if (rows.length > 0) yield rows.map((row) => cellsOf(row, language))
}

function cellsOf(row: InvoiceCharge, language: ReportAsked['language']): readonly unknown[] {
  const t = createTranslate(language)
  return [
    row.message_id === '' ? null : row.message_id,
    row.company.name,
    row.recipient,
    row.created_at,
    wordOf(t, 'channel', row.channel),
    row.country === '' ? null : row.country,
    row.quantity,
    row.price,
    row.amount,
  ]
}
