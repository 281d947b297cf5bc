import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Receiver {
  readonly url: string
  readonly received: readonly Received[]
  /** What it answers from now on; 204 before. */
  answerWith(answer: (response: ServerResponse, received: Received) => void): void
  /** Resolves with the next request, before it is answered. */
  next(): Promise<Received>
  close(): Promise<void>
}

/** A receiver of webhooks on the loopback. */
export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = []
  let answer = (response: ServerResponse, _received: Received): void => void response.writeHead(204).end()
  let coming = Promise.withResolvers<Received>()
  const server = createServer(async (request, response) => {
    const one = { headers: request.headers, body: await text(request) }
    received.push(one)
    coming.resolve(one)
    coming = Promise.withResolvers()
    answer(response, one)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    answerWith: (given) => {
      answer = given
    },
    next: () => coming.promise,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** An answer of nothing but a status. */
export function status(code: number, headers: Readonly<Record<string, string>> = {}) {
  return (response: ServerResponse): void => void response.writeHead(code, headers).end('said the receiver')
}

/** Headers as `verifyWebhook` takes them. */
export function singleHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
}
