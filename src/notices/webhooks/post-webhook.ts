import { type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { type Attempt, answerExcerpt, failedAttempt } from '../deliveries/attempt.ts'
import { lookupOf } from './lookup-of.ts'
import { isPublicAddress } from './public-address.ts'
import { addressesOf, type ResolveHost } from './resolve-host.ts'
import { retryAfterMsOf } from './retry-after.ts'
import { deliveryOutcome } from './retry-schedule.ts'
import type { WebhookHeaders } from './standard-webhooks.ts'
import { hostOf } from './webhook-url.ts'

export interface WebhookPost {
  /** As `parseWebhookUrl` gave it. */
  readonly url: string
  readonly headers: WebhookHeaders
  readonly body: string
}

export interface PostRules {
  readonly allowsPrivate: boolean
  readonly resolve: ResolveHost
  /** From the look-up of the name to the end of the answer. */
  readonly timeoutMs: number
  /** Aborted when this process ends. */
  readonly stop: AbortSignal
  readonly nowMs: number
}

/** Of an answer that is read; what follows is not waited for. */
const maxAnswerBytes = 64 * 1024

/**
 * Posts a webhook once, and reads at most 64 KB of the answer. The name is looked up once, every address it has must be one
 * that may be talked to, and the connection goes to one of exactly these: a name that leads elsewhere a moment later changes
 * nothing. An answer that sends us elsewhere is not followed. Without TLS only private addresses are talked to, where they are
 * allowed at all.
 */
export async function postWebhook(post: WebhookPost, rules: PostRules): Promise<Attempt> {
  const deadline = AbortSignal.timeout(rules.timeoutMs)
  const signal = AbortSignal.any([deadline, rules.stop])
  try {
    const url = new URL(post.url)
    const addresses = await beforeEnd(addressesOf(hostOf(url), rules.resolve), signal)
    if (addresses.length === 0) return failedAttempt('retry', 'name_not_found')
    if (!addresses.every((address) => mayBeReached(url, address, rules)))
      return failedAttempt('retry', 'address_refused')
    const answer = await send(url, post, { addresses, signal })
    return await readAnswer(answer, rules.nowMs)
  } catch (error) {
    if (rules.stop.aborted) return { outcome: 'stopped', status: null, error: null, answer: '' }
    if (deadline.aborted) return failedAttempt('retry', 'timeout')
    return toAttempt(error)
  }
}

function mayBeReached(url: URL, address: string, { allowsPrivate }: PostRules): boolean {
  if (isPublicAddress(address)) return url.protocol === 'https:'
  return allowsPrivate
}

interface Way {
  readonly addresses: readonly string[]
  readonly signal: AbortSignal
}

function send(
  url: URL,
  { headers, body }: WebhookPost,
  { addresses, signal }: Way,
): Promise<IncomingMessage> {
  const options: RequestOptions = {
    method: 'POST',
    headers: {
      ...headers,
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'Tallybook-Webhooks/1',
      accept: '*/*',
    },
    // A connection of its own: one that is kept open could lead to where the name led before.
    agent: false,
    lookup: lookupOf(addresses),
    signal,
  }
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, resolve)
    request.once('error', reject)
    request.end(body)
  })
}

/** The answer's status decides; its text is for whoever looks for a mistake, and may break off. */
async function readAnswer(answer: IncomingMessage, nowMs: number): Promise<Attempt> {
  const status = answer.statusCode ?? 0
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of answer) {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes >= maxAnswerBytes) break
    }
  } catch {
    // The receiver has taken it or not; that it stopped talking in between says nothing else.
  } finally {
    answer.destroy()
  }
  const meaning = deliveryOutcome(status)
  const retryAfterMs = retryAfterMsOf(answer.headers['retry-after'], nowMs)
  return {
    outcome: meaning === 'failed' ? 'retry' : meaning,
    status,
    error: null,
    answer: answerExcerpt(Buffer.concat(chunks).subarray(0, maxAnswerBytes).toString('utf8')),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  }
}

async function beforeEnd<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const { promise: ended, reject } = Promise.withResolvers<never>()
  const end = (): void => reject(signal.reason)
  signal.addEventListener('abort', end, { once: true })
  try {
    return await Promise.race([work, ended])
  } finally {
    signal.removeEventListener('abort', end)
  }
}

/** With the code alone: the message of such an error names addresses inside the network of the server. */
function toAttempt(error: unknown): Attempt {
  return failedAttempt('retry', isOfTls(error) ? 'tls_failed' : 'connection_failed', codeOf(error))
}

/** Codes of Node and OpenSSL about certificates and handshakes. */
function isOfTls(error: unknown): boolean {
  return /CERT|TLS|SSL|ISSUER|CRL|EPROTO/.test(codeOf(error))
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
