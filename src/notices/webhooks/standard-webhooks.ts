import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Failure, fail, ok, type Result } from '../../core/index.ts'

const prefix = 'whsec_'
/** Bytes of a secret, as the scheme has it. */
const minSecretBytes = 24
const maxSecretBytes = 64
/** Seconds by which a time may differ from ours. */
const toleranceS = 300
const maxHeaderLength = 2_000
/** Without a full stop, which separates what is signed. */
const idPattern = /^[A-Za-z0-9_-]{1,100}$/

export interface OutgoingWebhook {
  /** The same for every attempt: the receiver tells repeated ones by it. */
  readonly id: string
  /** Moment of this attempt, epoch milliseconds. */
  readonly timestampMs: number
  /** Exactly the bytes that are sent. */
  readonly body: string
  /** `whsec_` and base64; two while they are changed. */
  readonly secrets: readonly string[]
}

export interface WebhookHeaders {
  readonly 'webhook-id': string
  readonly 'webhook-timestamp': string
  readonly 'webhook-signature': string
}

/**
 * The headers of a webhook: HMAC-SHA256 of `id.seconds.body` for each secret. Throws when the id could not be told from what
 * stands beside it, or a secret is none: both are ours. Source: Standard Webhooks, "Signature scheme", symmetric `v1`.
 */
export function signWebhook({ id, timestampMs, body, secrets }: OutgoingWebhook): WebhookHeaders {
  if (!idPattern.test(id)) throw new Error('The id of a webhook has letters, digits, _ and - only.')
  const keys = secrets.map(keyOf)
  if (keys.length === 0 || keys.includes(null))
    throw new Error('A webhook needs secrets of 24 to 64 bytes, written as whsec_ and base64.')
  const seconds = String(Math.floor(timestampMs / 1_000))
  const signatures = keys.flatMap((key) =>
    key === null ? [] : [`v1,${mac(key, id, seconds, body).toString('base64')}`],
  )
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures.join(' ') }
}

/** A secret from 32 random bytes. */
export function webhookSecret(random: Uint8Array): string {
  if (random.length < minSecretBytes || random.length > maxSecretBytes)
    throw new Error('A secret is made of 24 to 64 random bytes.')
  return `${prefix}${Buffer.from(random).toString('base64')}`
}

/** What a receiver does: the reference for tests, and for receivers who ask how. */
export function verifyWebhook(
  headers: Readonly<Record<string, string | undefined>>,
  body: string,
  secrets: readonly string[],
  nowMs: number,
): Result<{ readonly id: string }, Failure<'invalid_signature' | 'invalid_time'>> {
  const id = headers['webhook-id'] ?? ''
  const seconds = headers['webhook-timestamp'] ?? ''
  const written = headers['webhook-signature'] ?? ''
  if (!/^\d{1,12}$/.test(seconds) || Math.abs(nowMs / 1_000 - Number(seconds)) > toleranceS)
    return fail('invalid_time', 'The time of the webhook is missing, or more than 300 s away.')
  if (!idPattern.test(id) || written.length > maxHeaderLength) return notSigned()
  const given = written
    .split(' ')
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => Buffer.from(signature.slice(3), 'base64'))
  let matches = false
  for (const key of secrets.map(keyOf)) {
    if (key === null) continue
    const expected = mac(key, id, seconds, body)
    for (const signature of given)
      if (signature.length === expected.length && timingSafeEqual(signature, expected)) matches = true
  }
  return matches ? ok({ id }) : notSigned()
}

function notSigned(): { readonly ok: false; readonly failure: Failure<'invalid_signature'> } {
  return fail('invalid_signature', 'No signature of the webhook matches the secret.')
}

function keyOf(secret: string): Buffer | null {
  if (!secret.startsWith(prefix)) return null
  const key = Buffer.from(secret.slice(prefix.length), 'base64')
  return key.length >= minSecretBytes && key.length <= maxSecretBytes ? key : null
}

function mac(key: Buffer, id: string, seconds: string, body: string): Buffer {
  return createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest()
}
