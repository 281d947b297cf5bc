import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { type Payment, paymentsFileQuerySchema } from '../contract/index.ts'
import { parseTimeZone } from '../core/index.ts'
import type { FinishedTable, TableColumn } from '../documents/index.ts'
import { createTranslate, type Translate } from '../messages/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession } from './openapi.ts'
import { sendFailure } from './problems.ts'
import { fileResponse, sendTable } from './send-table.ts'
import { readWholeList, wholeListPageSize } from './whole-list.ts'

/** The list of payments as a file. */
export function paymentListFileRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/v1/payments/file',
      {
        onRequest: requires(deps),
        schema: {
          tags: ['payments'],
          summary: 'Payments of the company, and of those that it sells to, as CSV or Excel',
          description: 'At most 20,000 lines; a longer list is refused, never cut.',
          security: bearerOrSession,
          querystring: paymentsFileQuerySchema,
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
          const page = await deps.payments.listPayments(caller, {
            ...question,
            limit: wholeListPageSize,
            ...(cursor !== undefined && { cursor }),
          })
          return page.ok
            ? { ok: true, value: { rows: page.value.payments, next: page.value.next_cursor } }
            : page
        })
        if (!read.ok) return sendFailure(reply, read.failure)
        const t = createTranslate(language)
        const table: FinishedTable = {
          name: t('payments.title'),
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
    { key: 'received', title: t('payments.column_received'), type: 'instant' },
    { key: 'company', title: t('payments.column_company'), type: 'text' },
    { key: 'document', title: t('payments.column_document'), type: 'text' },
    { key: 'payer', title: t('payments.column_payer'), type: 'text' },
    { key: 'reference', title: t('payments.column_reference'), type: 'text' },
    { key: 'source', title: t('payments.column_source'), type: 'text' },
    { key: 'state', title: t('payments.column_state'), type: 'text' },
    { key: 'amount', title: t('payments.column_amount'), type: 'money' },
    { key: 'refunded', title: t('payments.column_refunded'), type: 'money' },
    { key: 'charged_back', title: t('payments.column_charged_back'), type: 'money' },
    { key: 'test', title: t('payments.test'), type: 'text' },
    { key: 'id', title: t('transactions.id'), type: 'text' },
  ]
}

function cellsOf(payment: Payment, t: Translate): readonly unknown[] {
  return [
    payment.received_at,
    payment.company_name,
    payment.document?.number ?? null,
    payment.payer,
    payment.reference,
    sourceOf(payment, t),
    t(`payments.payment_${payment.state}`),
    payment.amount,
    payment.refunded,
    payment.charged_back,
    payment.test ? t('payments.test') : null,
    payment.id,
  ]
}

function sourceOf({ source, created_by }: Payment, t: Translate): string {
  if (source !== 'staff') return t(`payments.source_${source}`)
  return created_by === null
    ? t('payments.source_staff_unnamed')
    : t('payments.source_staff', { name: created_by })
}
