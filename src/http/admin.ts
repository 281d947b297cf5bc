import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { importKinds, saidMappingSchema } from '../contract/index.ts'
import type { AdminCommands } from './dependencies.ts'
import { handleNotFound, sendFailure } from './problems.ts'
import { progressStream } from './progress-stream.ts'

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

const companyId = z.uuid().optional()
const monthName = z.string().regex(/^[2-9]\d{3}-(?:0[1-9]|1[0-2])$/)
const importFileSchema = z.strictObject({
  companyId,
  path: z.string().min(1).max(4_096),
  kind: z.enum(importKinds),
  mapping: saidMappingSchema,
  isDryRun: z.boolean(),
  refusedPath: z.string().min(1).max(4_096).optional(),
})
const maxSeededMessages = 50_000_000
const maxSeededChats = 10_000_000
const maxSeededCalls = 10_000_000

/**
 * Commands of `npx tallybook` while the server has the data directory. Only from this machine, only with the token that
 * lies in the data directory, and as if it were not there for everyone else.
 */
export async function registerAdmin(app: FastifyInstance, commands: AdminCommands): Promise<void> {
  await app.register(adminRoutes(commands), { prefix: '/api/admin' })
}

function adminRoutes(commands: AdminCommands): FastifyPluginAsyncZod {
  return async (scope) => {
    const expected = digest(`Bearer ${commands.token}`)
    scope.addHook('onRequest', async (request, reply) => {
      const given = digest(request.headers.authorization ?? '')
      // The socket's own address: what a proxy says of its caller does not count here.
      const { remoteAddress = '', localAddress } = request.socket
      // A server that listens on one address of a network is reached from this machine by that same address.
      const isSameMachine = loopback.has(remoteAddress) || remoteAddress === localAddress
      const isLocal = isSameMachine && request.headers['x-forwarded-for'] === undefined
      if (!isLocal || !timingSafeEqual(given, expected)) return handleNotFound(request, reply)
    })
    scope.get('/companies', { schema: { hide: true } }, async () => commands.companies())
    scope.post(
      '/rebuild',
      { schema: { hide: true, body: z.object({ companyId }).strict() } },
      async (request, reply) => {
        const rebuilt = await commands.rebuild(withoutUndefined(request.body))
        return rebuilt.ok ? rebuilt.value : sendFailure(reply, rebuilt.failure)
      },
    )
    scope.post(
      '/verify',
      { schema: { hide: true, body: z.object({ isFull: z.boolean() }).strict() } },
      async (request, reply) => {
        const { body, log } = request
        const lines = progressStream(
          (onProgress) => commands.verify({ ...body, onProgress }),
          (error) => log.error(error),
        )
        return reply.type('application/x-ndjson').send(lines)
      },
    )
    scope.post(
      '/close-months',
      {
        schema: {
          hide: true,
          body: z.object({ companyId, month: monthName.optional(), isGraceSkipped: z.boolean() }).strict(),
        },
      },
      async (request, reply) => {
        const { log, body } = request
        const { month, isGraceSkipped } = body
        const asked = { isGraceSkipped, ...withoutUndefined(body), ...(month === undefined ? {} : { month }) }
        const lines = progressStream(
          (onProgress) => commands.closeMonths({ ...asked, onProgress }),
          (error) => log.error(error),
        )
        return reply.type('application/x-ndjson').send(lines)
      },
    )
    scope.post('/import', { schema: { hide: true, body: importFileSchema } }, async (request, reply) => {
      const { log, body } = request
      const { companyId: _, refusedPath, ...rest } = body
      const asked = {
        ...rest,
        ...withoutUndefined(body),
        ...(refusedPath === undefined ? {} : { refusedPath }),
      }
      const lines = progressStream(
        (onProgress) => commands.importFile({ ...asked, onProgress }),
        (error) => log.error(error),
      )
      return reply.type('application/x-ndjson').send(lines)
    })
    scope.post(
      '/replay',
      {
        schema: {
          hide: true,
          body: z
            .object({ companyId, connection: z.string().max(200).optional(), fromMs: z.int().optional() })
            .strict(),
        },
      },
      async (request, reply) => {
        const { log, body } = request
        const { connection, fromMs } = body
        const asked = {
          ...withoutUndefined(body),
          ...(connection === undefined ? {} : { connection }),
          ...(fromMs === undefined ? {} : { fromMs }),
        }
        const lines = progressStream(
          (onProgress) => commands.replay({ ...asked, onProgress }),
          (error) => log.error(error),
        )
        return reply.type('application/x-ndjson').send(lines)
      },
    )
    scope.post(
      '/seed',
      {
        schema: {
          hide: true,
          body: z
            .object({
              companyId,
              messages: z.int().min(0).max(maxSeededMessages),
              chats: z.int().min(0).max(maxSeededChats),
              calls: z.int().min(0).max(maxSeededCalls),
              seed: z.int().min(0),
            })
            .strict(),
        },
      },
      async (request, reply) => {
        const { messages, chats, calls, seed } = request.body
        const seeded = await commands.seed({
          messages,
          chats,
          calls,
          seed,
          ...withoutUndefined(request.body),
        })
        return seeded.ok ? seeded.value : sendFailure(reply, seeded.failure)
      },
    )
  }
}

function withoutUndefined(body: { companyId?: string | undefined }): { companyId?: string } {
  return body.companyId === undefined ? {} : { companyId: body.companyId }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
