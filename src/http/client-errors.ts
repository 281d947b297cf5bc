import type { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { problemContentType, problemOf, sendProblem } from './problems.ts'

const notHttp = problemOf('invalid_request', 'The request is not HTTP/1.1, or was cut off before its end.')
const byCode = new Map([
  [
    'HPE_HEADER_OVERFLOW',
    problemOf(
      'headers_too_large',
      'Address and headers may have 16 KiB together: send fewer or shorter ones.',
    ),
  ],
  [
    'ERR_HTTP_REQUEST_TIMEOUT',
    problemOf('request_timeout', 'The request did not come in time: send it again.'),
  ],
])

/**
 * Answers what is no request that any route could see: the parser's own answer would be no problem document. The connection
 * ends with it.
 */
export function answerClientError(
  error: { readonly code?: string },
  socket: Socket,
  isAnswering: boolean,
): void {
  if (!socket.writable || isAnswering || error.code === 'ECONNRESET') return void socket.destroy()
  const problem = byCode.get(error.code ?? '') ?? notHttp
  const body = JSON.stringify(problem)
  socket.write(
    `HTTP/1.1 ${problem.status} ${problem.title}\r\nContent-Type: ${problemContentType}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
  socket.destroySoon()
}

/** HTTP/1.1 wants a host (RFC 9112, 3.2). Asked here, as the server's own refusal would be no problem document. */
export async function refuseWithoutHost(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  if (request.raw.httpVersion !== '1.1' || request.raw.headers.host !== undefined) return
  return sendProblem(reply.header('connection', 'close'), problemOf('invalid_request', 'Send a Host header.'))
}
