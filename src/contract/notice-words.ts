/** What others can be told of. */
export const noticeTypes = [
  'invoice.finalised',
  'payment.received',
  'balance.low',
  'report.ready',
  'month.closed',
] as const
export type NoticeType = (typeof noticeTypes)[number]

/** Sent to one endpoint when somebody asks for it, and never by itself. */
export const testNoticeType = 'test' as const

export const deliveryKinds = ['webhook', 'email'] as const
export type DeliveryKind = (typeof deliveryKinds)[number]

/**
 * `waiting`: not sent yet, or to be tried again; `delivered`: the other side took it; `failed`: trying again would change
 * nothing; `given_up`: tried as often as it is tried.
 */
export const deliveryStates = ['waiting', 'delivered', 'failed', 'given_up'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** Why nothing is sent to an endpoint: somebody switched it off; it answered 410; ten attempts over three days failed. */
export const endpointOffReasons = ['by_hand', 'gone', 'failing'] as const
export type EndpointOffReason = (typeof endpointOffReasons)[number]

/** Why an attempt came to nothing, where there was no answer that says it. */
export const attemptErrors = [
  'address_refused',
  'attachment_failed',
  'connection_failed',
  'endpoint_off',
  'mail_off',
  'mail_refused',
  'mail_server_failed',
  'name_not_found',
  'secrets_unreadable',
  'timeout',
  'tls_failed',
] as const
export type AttemptError = (typeof attemptErrors)[number]

export const maxWebhookEndpoints = 20
export const maxNoticeAddresses = 20
export const maxWebhookUrlLength = 2_000
