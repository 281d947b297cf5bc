import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { handleNotFound } from './problems.ts'

/** Addresses that are never a page: an unknown one there is a problem document. */
const neverPages = /^\/(?:api|hooks|healthz|readyz|metrics|assets)(?:\/|$)/

/**
 * Serves the built pages. Files with a hash in their name are kept by browsers for ever; every address that is none of
 * ours gives index.html, because the page reads the address itself.
 */
export async function registerPages(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) {
    app.setNotFoundHandler(handleNotFound)
    return
  }
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/',
    wildcard: true,
    preCompressed: true,
    dotfiles: 'ignore',
    schemaHide: true,
    setHeaders: (response, path) => {
      const isHashed = path.includes(join(folder, 'assets'))
      response.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? ''
    const wantsPage = (request.method === 'GET' || request.method === 'HEAD') && !neverPages.test(path)
    return wantsPage ? reply.sendFile('index.html') : handleNotFound(request, reply)
  })
}
