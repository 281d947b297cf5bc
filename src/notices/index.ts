export {
  deliveryOutcome,
  type FailedAttempt,
  maxWebhookAttempts,
  nextAttemptAtMs,
} from './webhooks/retry-schedule.ts'
export {
  type OutgoingWebhook,
  signWebhook,
  verifyWebhook,
  type WebhookHeaders,
  webhookSecret,
} from './webhooks/standard-webhooks.ts'
