import { type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { fail, ok } from '../core/index.ts'
import type { Ask } from '../ingest/index.ts'
import { addressesOf, hostOf, isPublicAddress, lookupOf, type ResolveHost } from '../notices/index.ts'

export interface AskRules {
  /** Private networks may be talked to, without TLS too. */
  readonly allowsPrivate: boolean
  readonly resolve: ResolveHost
}

const timeoutMs = 15_000
/** A page of conversations with their last messages stays well below it. */
const maxAnswerBytes = 8 * 1024 * 1024

/**
 * Asks an address that a company entered. As for webhooks: the name is looked up once, every address that it has must be one
 * that may be talked to, and the connection goes to one of these; no answer leads elsewhere. Within 15 s, at most 8 MB.
 */
export function askGuarded({ allowsPrivate, resolve }: AskRules): Ask {
  return async (address, headers, stop) => {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(timeoutMs)])
    try {
      const url = new URL(address)
      const addresses = await addressesOf(hostOf(url), resolve)
      signal.throwIfAborted()
      if (addresses.length === 0) return fail('source_unreachable', `There is no ${url.hostname}.`)
      const isAllowed = (each: string) => (isPublicAddress(each) ? url.protocol === 'https:' : allowsPrivate)
      if (!addresses.every(isAllowed))
        return fail('source_unreachable', `${url.hostname} is of a private network, or not asked over https.`)
      const answer = await get(url, headers, { lookup: lookupOf(addresses), signal })
      if (answer.statusCode !== 200) {
        answer.destroy()
        return fail('source_unreachable', `${url.hostname} answered ${answer.statusCode ?? 0}.`)
      }
      const body = await limitedBody(answer)
      return body
        ? ok(body)
        : fail('source_unreachable', `${url.hostname} answered more than ${maxAnswerBytes} bytes.`)
    } catch (error) {
      // With the code alone: the message of such an error names addresses inside the network of the server.
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer'
      return fail('source_unreachable', `It could not be asked: ${code}.`)
    }
  }
}

function get(
  url: URL,
  headers: Readonly<Record<string, string>>,
  way: Pick<RequestOptions, 'lookup' | 'signal'>,
): Promise<IncomingMessage> {
  const options: RequestOptions = {
    headers: { ...headers, accept: 'application/json', 'user-agent': 'Tallybook/1' },
    // A connection of its own: one that is kept open could lead to where the name led before.
    agent: false,
    ...way,
  }
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, resolve)
    request.once('error', reject)
    request.end()
  })
}

async function limitedBody(answer: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of answer) {
      bytes += chunk.length
      if (bytes > maxAnswerBytes) return null
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  } finally {
    answer.destroy()
  }
}
