import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AwsV4Signer } from 'aws4fetch'

/** A bucket on this machine that takes requests signed with its key, and no others. */
export interface Bucket {
  readonly url: string
  readonly objects: Map<string, Buffer>
  /** Answers everything with this status while it is set. */
  status: number | null
  close(): Promise<void>
}

export const bucketKey = {
  region: 'eu-central-1',
  accessKeyId: 'key-of-the-test',
  secretAccessKey: 'secret-of-the-test',
} as const

export async function openBucket(): Promise<Bucket> {
  const objects = new Map<string, Buffer>()
  const state: { status: number | null } = { status: null }
  const server = createServer((request, response) => {
    void answer(request, response, { objects, state, url: urlOf(server.address()) })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `${urlOf(server.address())}/bucket/reports`,
    objects,
    get status() {
      return state.status
    },
    set status(status) {
      state.status = status
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function urlOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === 'string') throw new Error('it does not listen')
  return `http://127.0.0.1:${address.port}`
}

interface Inside {
  readonly objects: Map<string, Buffer>
  readonly state: { readonly status: number | null }
  readonly url: string
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { objects, state, url }: Inside,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const path = request.url ?? ''
  if (state.status !== null) return void response.writeHead(state.status).end()
  if (!(await isSigned(request, url))) return void response.writeHead(403).end()
  if (request.method === 'PUT') return void response.writeHead(put(objects, path, { request, body })).end()
  if (request.method === 'DELETE') {
    objects.delete(path)
    return void response.writeHead(204).end()
  }
  const object = objects.get(path)
  if (!object) return void response.writeHead(404).end()
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? []
  if (from === undefined) return void response.writeHead(200).end(object)
  response.writeHead(206).end(object.subarray(Number(from), Number(to) + 1))
}

function put(
  objects: Map<string, Buffer>,
  path: string,
  { request, body }: { readonly request: IncomingMessage; readonly body: Buffer },
): number {
  const told = request.headers['x-amz-content-sha256']
  if (told !== createHash('sha256').update(body).digest('hex')) return 400
  objects.set(path, body)
  return 200
}

/** Signs the request again as it came, with the secret that it should be signed with. */
async function isSigned(request: IncomingMessage, url: string): Promise<boolean> {
  const { headers, method = 'GET', url: path = '' } = request
  const signed = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? []
  const sent = signed
    .filter((name) => name !== 'host')
    .map((name): [string, string] => [name, String(headers[name])])
  const datetime = String(headers['x-amz-date'])
  const again = new AwsV4Signer({
    ...bucketKey,
    method,
    url: `${url}${path}`,
    headers: sent,
    service: 's3',
    datetime,
  })
  return (await again.authHeader()) === headers.authorization
}
