import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Principal } from '../companies/index.ts'
import {
  type Transaction,
  type Transactions,
  type TransactionsFileQuery,
  transactionsFileQuerySchema,
} from '../contract/index.ts'
import { fail, parseTimeZone } from '../core/index.ts'
import type { FinishedTable, TableColumn, TableNote } from '../documents/index.ts'
import { createFormats, createTranslate, type Translate, transactionBase } from '../messages/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession } from './openapi.ts'
import { sendFailure } from './problems.ts'
import { fileResponse, sendTable } from './send-table.ts'

const pageSize = 500
/** A longer statement is refused, never cut. */
const maxLines = 100_000

/** The statement of a period as a file. */
export function transactionFileRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/v1/transactions/file',
      {
        onRequest: requires(deps),
        schema: {
          tags: ['money'],
          summary: 'What moved the balance in a period, as CSV or Excel',
          description: 'At most 100,000 lines; a longer statement is refused, never cut.',
          security: bearerOrSession,
          querystring: transactionsFileQuerySchema,
          response: fileResponse,
        },
      },
      async (request, reply) => {
        const caller = principalOf(request)
        const { format, language: _language, ...asked } = request.query
        const company = await deps.ledger.viewedCompany(caller, asked.company_id)
        if (!company.ok) return sendFailure(reply, company.failure)
        const zone = parseTimeZone(asked.time_zone ?? company.value.time_zone)
        if (!zone.ok) return sendFailure(reply, zone.failure)
        const first = await deps.ledger.transactions(caller, { ...asked, limit: pageSize })
        if (!first.ok) return sendFailure(reply, first.failure)
        if (first.value.count > maxLines)
          return sendFailure(
            reply,
            fail('too_many_rows', `The file would hold ${first.value.count} lines: choose a shorter period.`)
              .failure,
          )
        const table = statementTable({
          companyName: company.value.name,
          query: request.query,
          zone: zone.value,
          first: first.value,
          rows: linesOf(deps, caller, request.query, first.value),
        })
        return sendTable(reply, table, { format, name: table.name })
      },
    )
  }
}

/** All lines of the period, page by page: one page is in memory at a time. */
async function* linesOf(
  deps: ServerDependencies,
  caller: Principal,
  { format: _format, language: _language, ...asked }: TransactionsFileQuery,
  first: Transactions,
): AsyncGenerator<Transaction> {
  for (let page = first; ; ) {
    yield* page.transactions
    if (page.next_cursor === null) return
    const next = await deps.ledger.transactions(caller, {
      ...asked,
      limit: pageSize,
      cursor: page.next_cursor,
    })
    if (!next.ok) throw new Error(`The statement broke off: ${next.failure.detail}`)
    page = next.value
  }
}

interface Statement {
  /** Whose statement it is, whoever asked for it. */
  readonly companyName: string
  readonly query: TransactionsFileQuery
  readonly zone: string
  readonly first: Transactions
  readonly rows: AsyncIterable<Transaction>
}

function statementTable({ companyName, query, zone, first, rows }: Statement): FinishedTable {
  const { language } = query
  const t = createTranslate(language)
  return {
    name: t('transactions.title'),
    about: notesOf({ companyName, query, zone, first }, t),
    columns: columnsOf(t),
    rows: cellsOf(rows, t),
    timeZone: zone,
    language,
  }
}

function notesOf({ companyName, query, zone, first }: Omit<Statement, 'rows'>, t: Translate): TableNote[] {
  const formats = createFormats({ language: query.language, timeZone: zone })
  return [
    { label: t('session.company_section'), value: companyName },
    {
      label: t('selection.period'),
      value: `${formats.dateTime(query.from)} – ${formats.dateTime(query.to)}`,
    },
    { label: t('selection.zone'), value: zone },
    { label: t('transactions.opening'), value: first.opening, type: 'money' },
    { label: t('transactions.closing'), value: first.closing, type: 'money' },
    { label: t('transactions.total_chosen'), value: first.total, type: 'money' },
  ]
}

function columnsOf(t: Translate): TableColumn[] {
  return [
    { key: 'at', title: t('transactions.column_date'), type: 'instant' },
    { key: 'kind', title: t('transactions.column_kind'), type: 'text' },
    { key: 'base', title: t('transactions.column_base'), type: 'text' },
    { key: 'reference', title: t('transactions.column_reference'), type: 'text' },
    { key: 'in', title: t('transactions.column_in'), type: 'money' },
    { key: 'out', title: t('transactions.column_out'), type: 'money' },
    { key: 'balance', title: t('transactions.column_balance'), type: 'money' },
    { key: 'charges', title: t('transactions.charges'), type: 'integer' },
    { key: 'by', title: t('transactions.by'), type: 'text' },
    { key: 'company', title: t('transactions.column_company'), type: 'text' },
    { key: 'id', title: t('transactions.id'), type: 'text' },
  ]
}

async function* cellsOf(rows: AsyncIterable<Transaction>, t: Translate): AsyncGenerator<readonly unknown[]> {
  for await (const row of rows) {
    const isOut = row.amount.amount.startsWith('-')
    yield [
      row.at,
      t(`transactions.kind_${row.kind}`),
      transactionBase(t, row),
      row.reference,
      isOut ? null : row.amount,
      isOut ? { ...row.amount, amount: row.amount.amount.slice(1) } : null,
      row.balance_after,
      row.charges,
      row.by,
      row.company_id,
      row.id,
    ]
  }
}
