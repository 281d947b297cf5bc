import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { ServerDependencies } from './dependencies.ts'

export function exportRoutes(_deps: ServerDependencies): FastifyPluginAsyncZod {
  return async () => {}
}
