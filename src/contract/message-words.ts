/** Steps of a message as the log keeps them. Progress steps carry a rank; the others are ends or side axes. */
export const progressRank = {
  unknown: 0,
  accepted: 10,
  queued: 20,
  sent: 30,
  carrier_delivered: 40,
  delivered: 50,
  read: 60,
} as const

export const progressSteps = ['accepted', 'queued', 'sent', 'carrier_delivered', 'delivered', 'read'] as const
export const negativeSteps = ['failed', 'rejected', 'expired', 'cancelled'] as const
export const sideSteps = ['clicked', 'replied', 'unsubscribed', 'complained'] as const
/** `unconfirmed` is the weak end; `noted` carries attributes only (a price, a conversation) and moves nothing. */
export const messageSteps = [
  ...progressSteps,
  ...negativeSteps,
  'unconfirmed',
  ...sideSteps,
  'noted',
] as const
export type MessageStep = (typeof messageSteps)[number]

/** Final status of a message, see docs/decisions/0004-message-status.md. */
export const messageStatuses = [
  'unknown',
  'accepted',
  'queued',
  'sent',
  'carrier_delivered',
  'delivered',
  'read',
  'failed',
  'rejected',
  'expired',
  'cancelled',
  'unconfirmed',
] as const
export type MessageStatus = (typeof messageStatuses)[number]

/** Reading proves delivery. */
export const deliveredStatuses = ['delivered', 'read'] as const satisfies readonly MessageStatus[]
/** Ends that imply a hand-over to the network, by whatever way it was reported (decision 0004, "Sent"). */
export const handedOverStatuses = [
  'expired',
  'unconfirmed',
  ...deliveredStatuses,
] as const satisfies readonly MessageStatus[]

/** Statuses that still wait for more; past the channel's time-out they count as `unconfirmed`. */
export const openStatuses = ['unknown', 'accepted', 'queued', 'sent', 'carrier_delivered'] as const

/** A filter on status also takes these names for several statuses at once. */
export const statusGroups = {
  created: ['unknown', 'accepted'],
  sending: ['queued'],
  in_progress: openStatuses,
  not_delivered: ['failed', 'rejected', 'expired', 'cancelled'],
} as const satisfies Record<string, readonly MessageStatus[]>

export const wellKnownChannels = ['sms', 'viber', 'email', 'whatsapp', 'push'] as const
/** Channels whose providers can report that a message was read. */
export const channelsReportingReads = ['viber', 'whatsapp', 'email', 'push'] as const

/** Time without an end after which an open message counts as unconfirmed, in hours (docs/metrics.md, time-outs). */
export const timeOutHours = { sms: 72, viber: 336, whatsapp: 336, email: 72, push: 672 } as const
export const defaultTimeOutHours = 72
