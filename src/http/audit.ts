import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Principal } from '../companies/index.ts'
import {
  type AuditEntries,
  type AuditEntry,
  type AuditFileQuery,
  auditEntriesSchema,
  auditFileQuerySchema,
  auditQuerySchema,
} from '../contract/index.ts'
import type { FinishedTable, TableColumn, TableNote } from '../documents/index.ts'
import { auditActName, createFormats, createTranslate, type Translate } from '../messages/index.ts'
import { principalOf, requires } from './authentication.ts'
import type { ServerDependencies } from './dependencies.ts'
import { bearerOrSession, problemResponses } from './openapi.ts'
import { sendFailure } from './problems.ts'
import { fileResponse, sendTable } from './send-table.ts'

const url = '/api/v1/audit-entries'
const shared = { tags: ['audit'], security: bearerOrSession }
const pageSize = 500
/** Newer ones first: what is older is in the file of an earlier period. */
const maxLines = 50_000

/** Who did what to what, from where. */
export function auditRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  const { companies } = deps
  return async (app) => {
    const onRequest = requires(deps)

    app.get(
      url,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'The audit log, the newest first',
          querystring: auditQuerySchema,
          response: { 200: auditEntriesSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const listed = await companies.auditEntries(principalOf(request), request.query)
        return listed.ok ? listed.value : sendFailure(reply, listed.failure)
      },
    )

    app.get(
      `${url}/file`,
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'The audit log as CSV or Excel',
          description: 'The newest 50,000 lines of what is asked for. The export is an entry itself.',
          querystring: auditFileQuerySchema,
          response: fileResponse,
        },
      },
      async (request, reply) => {
        const caller = principalOf(request)
        const { format, language: _language, ...asked } = request.query
        const first = await companies.auditEntries(caller, { ...asked, limit: pageSize })
        if (!first.ok) return sendFailure(reply, first.failure)
        await companies.noteAct(caller, { act: 'audit.exported', after: { ...asked, format } })
        const table = auditTable(caller, request.query, entriesFrom(deps, caller, request.query, first.value))
        return sendTable(reply, table, { format, name: table.name })
      },
    )
  }
}

/** Page by page: one page is in memory at a time. */
async function* entriesFrom(
  { companies }: ServerDependencies,
  caller: Principal,
  { format: _format, language: _language, ...asked }: AuditFileQuery,
  first: AuditEntries,
): AsyncGenerator<AuditEntry> {
  let lines = 0
  for (let page = first; ; ) {
    for (const entry of page.entries) {
      if (lines === maxLines) return
      lines += 1
      yield entry
    }
    if (page.next_cursor === null) return
    const next = await companies.auditEntries(caller, { ...asked, limit: pageSize, cursor: page.next_cursor })
    if (!next.ok) throw new Error(`The audit log broke off: ${next.failure.detail}`)
    page = next.value
  }
}

function auditTable(
  { company }: Principal,
  query: AuditFileQuery,
  entries: AsyncIterable<AuditEntry>,
): FinishedTable {
  const t = createTranslate(query.language)
  return {
    name: t('audit.title'),
    about: notesOf(company, query, t),
    columns: columnsOf(t),
    rows: cellsOf(entries, t),
    timeZone: company.time_zone,
    language: query.language,
  }
}

function notesOf(
  { name, time_zone: timeZone }: Principal['company'],
  { from, to, area, search, language }: AuditFileQuery,
  t: Translate,
): TableNote[] {
  const format = createFormats({ language, timeZone })
  const end = (at: string | undefined) => (at === undefined ? '…' : format.dateTime(at))
  return [
    { label: t('session.company_section'), value: name },
    ...(from === undefined && to === undefined
      ? []
      : [{ label: t('selection.period'), value: `${end(from)} – ${end(to)}` }]),
    { label: t('selection.zone'), value: timeZone },
    ...(area === undefined ? [] : [{ label: t('audit.area'), value: t(`audit.area_${area}`) }]),
    ...(search === undefined ? [] : [{ label: t('audit.search'), value: search }]),
  ]
}

function columnsOf(t: Translate): TableColumn[] {
  return [
    { key: 'at', title: t('audit.column_at'), type: 'instant' },
    { key: 'actor', title: t('audit.column_actor'), type: 'text' },
    { key: 'actor_kind', title: t('audit.column_actor_kind'), type: 'text' },
    { key: 'act', title: t('audit.column_act'), type: 'text', widthChars: 40 },
    { key: 'subject', title: t('audit.column_subject'), type: 'text' },
    { key: 'before', title: t('audit.before'), type: 'text', widthChars: 40 },
    { key: 'after', title: t('audit.after'), type: 'text', widthChars: 40 },
    { key: 'address', title: t('audit.address'), type: 'text' },
    { key: 'user_agent', title: t('audit.user_agent'), type: 'text' },
    { key: 'code', title: t('audit.code'), type: 'text' },
    { key: 'id', title: t('audit.id'), type: 'text' },
  ]
}

async function* cellsOf(
  entries: AsyncIterable<AuditEntry>,
  t: Translate,
): AsyncGenerator<readonly unknown[]> {
  for await (const entry of entries)
    yield [
      entry.at,
      entry.actor.name,
      t(`audit.actor_${entry.actor.kind}`),
      auditActName(t, entry.act),
      entry.subject.name ?? entry.subject.id,
      entry.before,
      entry.after,
      entry.address,
      entry.user_agent,
      entry.act,
      entry.id,
    ]
}
