import { randomBytes } from 'node:crypto'
import { openSettings, sealSettings } from '../../companies/index.ts'
import type { Failure, Result } from '../../core/index.ts'
import { ok } from '../../core/index.ts'
import { webhookSecret } from './standard-webhooks.ts'

/** The secrets of an endpoint as its row holds them. */
export interface SealedSecrets {
  readonly id: string
  readonly secrets: Buffer
  readonly previous_secret_until: Date | null
}

/** How long the secret before goes on signing, too: time for whoever runs the receiver to change it. */
export const secretOverlapMs = 24 * 3_600_000

const secretBytes = 32

export function newSecret(): string {
  return webhookSecret(randomBytes(secretBytes))
}

/** @param previous the secret before, while both are valid */
export function sealSecrets(key: Buffer, endpointId: string, current: string, previous?: string): Buffer {
  return sealSettings(key, endpointId, { current, ...(previous === undefined ? {} : { previous }) })
}

/** What signs at this moment, the present secret first. */
export function secretsAt(
  key: Buffer,
  { id, secrets, previous_secret_until }: SealedSecrets,
  nowMs: number,
): Result<readonly string[], Failure<'secrets_unreadable'>> {
  const opened = openSettings(key, id, secrets)
  if (!opened.ok) return opened
  const { current, previous } = opened.value
  if (current === undefined) throw new Error(`the endpoint ${id} has no secret`)
  const isBothValid = previous !== undefined && (previous_secret_until?.getTime() ?? 0) > nowMs
  return ok(isBothValid ? [current, previous] : [current])
}
