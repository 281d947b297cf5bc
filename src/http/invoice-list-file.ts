import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { type Invoice, invoicesFileQuerySchema } from '../contract/index.ts'
import { parseTimeZone } from '../core/index.ts'
import type { FinishedTable, TableColumn } from '../documents/index.ts'
import { createTranslate, type Translate } from '../messages/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession } from './openapi.ts'
import { sendFailure } from './problems.ts'
import { fileResponse, sendTable } from './send-table.ts'
import { readWholeList, wholeListPageSize } from './whole-list.ts'

/** The list of documents as a file. */
export function invoiceListFileRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/v1/invoices/file',
      {
        onRequest: requires(deps),
        schema: {
          tags: ['invoices'],
          summary: 'Documents of the company, or those that it issued, as CSV or Excel',
          description: 'At most 20,000 lines; a longer list is refused, never cut.',
          security: bearerOrSession,
          querystring: invoicesFileQuerySchema,
          response: fileResponse,
        },
      },
      async (request, reply) => {
        const caller = principalOf(request)
        const { format, language, time_zone: asked, ...question } = request.query
        const company = await deps.ledger.viewedCompany(caller, question.company_id)
        if (!company.ok) return sendFailure(reply, company.failure)
        const zone = parseTimeZone(asked ?? company.value.time_zone)
        if (!zone.ok) return sendFailure(reply, zone.failure)
        const read = await readWholeList(async (cursor) => {
          const page = await deps.invoicing.listDocuments(caller, {
            ...question,
            limit: wholeListPageSize,
            ...(cursor !== undefined && { cursor }),
          })
          return page.ok
            ? { ok: true, value: { rows: page.value.invoices, next: page.value.next_cursor } }
            : page
        })
        if (!read.ok) return sendFailure(reply, read.failure)
        const t = createTranslate(language)
        const table: FinishedTable = {
          name: t('invoices.title'),
          about: [
            { label: t('session.company_section'), value: company.value.name },
            { label: t('selection.zone'), value: zone.value },
          ],
          columns: columnsOf(t),
          rows: read.value.map((row) => cellsOf(row, t)),
          timeZone: zone.value,
          language,
        }
        return sendTable(reply, table, { format, name: table.name })
      },
    )
  }
}

function columnsOf(t: Translate): TableColumn[] {
  return [
    { key: 'number', title: t('invoices.column_number'), type: 'text' },
    { key: 'file_name', title: t('invoices.column_file'), type: 'text' },
    { key: 'kind', title: t('invoices.column_kind'), type: 'text' },
    { key: 'customer', title: t('invoices.column_customer'), type: 'text' },
    { key: 'period_from', title: t('invoices.column_period_from'), type: 'instant' },
    { key: 'period_to', title: t('invoices.column_period_to'), type: 'instant' },
    { key: 'net', title: t('invoices.column_net'), type: 'money' },
    { key: 'tax', title: t('invoices.column_tax'), type: 'money' },
    { key: 'amount', title: t('invoices.column_amount'), type: 'money' },
    { key: 'paid', title: t('invoices.column_paid'), type: 'money' },
    { key: 'outstanding', title: t('invoices.column_outstanding'), type: 'money' },
    { key: 'status', title: t('invoices.column_status'), type: 'text' },
    { key: 'due_on', title: t('invoices.due_on'), type: 'text' },
    { key: 'created', title: t('invoices.column_created'), type: 'instant' },
    { key: 'id', title: t('transactions.id'), type: 'text' },
  ]
}

function cellsOf(invoice: Invoice, t: Translate): readonly unknown[] {
  return [
    invoice.number,
    invoice.file_name,
    t(`invoices.kind_${invoice.kind}`),
    invoice.company.name,
    invoice.period?.from ?? null,
    invoice.period?.to ?? null,
    invoice.net,
    invoice.tax,
    invoice.gross,
    invoice.paid,
    invoice.outstanding,
    t(`invoices.status_${invoice.status}`),
    invoice.due_on,
    invoice.created_at,
    invoice.id,
  ]
}
