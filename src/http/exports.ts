import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Principal } from '../companies/index.ts'
import { itemsExportSchema, metricsExportSchema } from '../contract/index.ts'
import type { Failure } from '../core/index.ts'
import { networkNames } from '../ingest/index.ts'
import type { ChatValueNames, Language } from '../messages/index.ts'
import { createExportWords, type ExportWords } from '../reports/index.ts'
import { principalOf, requires } from './authentication.ts'
import { readNamesOfChats } from './chat-names.ts'
import type { ServerDependencies } from './dependencies.ts'
import { isAboutMessages, itemsTable, metricsTable } from './export-tables.ts'
import { bearerOrSession } from './openapi.ts'
import { sendFailure } from './problems.ts'
import { fileResponse, sendTable } from './send-table.ts'

/** The most that a question answers at once: a file holds all of its rows or is refused. */
const maxExportedRows = 10_000

const shared = { tags: ['metrics'], security: bearerOrSession }

/** The rows of a query, and the items behind a number, as files. */
export function exportRoutes(deps: ServerDependencies): FastifyPluginAsyncZod {
  return async (app) => {
    const onRequest = requires(deps, { scope: 'metrics:read' })

    app.post(
      '/api/v1/metrics/export',
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'The rows of a query as CSV or Excel',
          body: metricsExportSchema,
          response: fileResponse,
        },
      },
      async (request, reply) => {
        const principal = principalOf(request)
        const { body } = request
        const asked = await deps.metrics
          .forReader(principal)
          .query(principal.company, { ...body.query, limit: maxExportedRows })
        if (!asked.ok) return sendFailure(reply, asked.failure)
        if (asked.value.truncated) return sendFailure(reply, tooManyRows(`more than ${maxExportedRows} rows`))
        const words = await wordsFor(deps, principal, {
          language: body.language,
          timeZone: asked.value.time_zone,
          namesPeople: !isAboutMessages(body.query.metrics[0]),
        })
        return sendTable(reply, metricsTable(principal.company, body, asked.value, words), {
          format: body.format,
          name: body.name ?? 'metrics',
        })
      },
    )

    app.post(
      '/api/v1/metrics/items/export',
      {
        onRequest,
        schema: {
          ...shared,
          summary: 'The items that a number counts as CSV or Excel',
          description: 'At most 100,000 items; a longer list is refused, never cut.',
          body: itemsExportSchema,
          response: fileResponse,
        },
      },
      async (request, reply) => {
        const principal = principalOf(request)
        const { body } = request
        const asked = await deps.metrics.forReader(principal).streamItems(principal.company, body.query)
        if (!asked.ok) return sendFailure(reply, asked.failure)
        if (asked.value.truncated) return sendFailure(reply, tooManyRows(`${asked.value.total} items`))
        const words = await wordsFor(deps, principal, {
          language: body.language,
          timeZone: asked.value.time_zone,
          namesPeople: asked.value.family !== 'messages',
        })
        return sendTable(reply, itemsTable(principal.company, body, asked.value, words), {
          format: body.format,
          name: body.name ?? asked.value.family,
        })
      },
    )
  }
}

/** A file that ends early without saying so would be taken for the whole. */
function tooManyRows(found: string): Failure<'too_many_rows'> {
  return {
    code: 'too_many_rows',
    detail: `The file would hold ${found}, more than one file may: choose a shorter period or more filters.`,
  }
}

async function wordsFor(
  deps: ServerDependencies,
  principal: Principal,
  asked: {
    readonly language: Language
    readonly timeZone: string
    /** Operators, groups and configured chats are named in it. */
    readonly namesPeople: boolean
  },
): Promise<ExportWords> {
  const listed = await deps.companies.listConnections(principal)
  const connections = listed.ok ? listed.value : []
  return createExportWords(asked.language, asked.timeZone, {
    connectionNames: new Map(connections.map(({ id, name }) => [id, name])),
    networkNames: networkNames(),
    ...(asked.namesPeople ? { chatNames: await chatValueNames(deps, principal) } : {}),
  })
}

async function chatValueNames(deps: ServerDependencies, principal: Principal): Promise<ChatValueNames> {
  const { chats, groups, operators } = await readNamesOfChats(deps, principal)
  return { chat: byId(chats), group: byId(groups), operator: byId(operators) }
}

function byId(
  named: readonly { readonly id: string; readonly name: string | null }[],
): ReadonlyMap<string, string> {
  return new Map(named.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])))
}
