import { type Attempt, failedAttempt } from '../deliveries/attempt.ts'
import type { DueDelivery } from '../deliveries/read-delivery.ts'
import { webhookBodyOf } from '../notice.ts'
import { type SealedSecrets, secretsAt } from './endpoint-secrets.ts'
import { type PostRules, postWebhook } from './post-webhook.ts'
import { signWebhook } from './standard-webhooks.ts'

export interface WebhookDelivery extends Pick<DueDelivery, 'id' | 'notice'> {
  readonly target: SealedSecrets & { readonly url: string; readonly isOff: boolean }
}

/** Signs the notice for this attempt, and posts it. Its id is the delivery's, the same at every attempt. */
export async function deliverWebhook(
  { id, notice, target }: WebhookDelivery,
  secretKey: Buffer,
  rules: PostRules,
): Promise<Attempt> {
  if (target.isOff) return failedAttempt('failed', 'endpoint_off')
  const secrets = secretsAt(secretKey, target, rules.nowMs)
  if (!secrets.ok) return failedAttempt('retry', secrets.failure.code)
  const body = JSON.stringify(webhookBodyOf(notice))
  const headers = signWebhook({ id, timestampMs: rules.nowMs, body, secrets: secrets.value })
  return await postWebhook({ url: target.url, headers, body }, rules)
}
