/*
 * The values that docs/metrics.md and decision 0004 give, written out a second time: were they taken from the product, a
 * wrong one would be wrong on both sides.
 */

/** 0004: how far a step moves a message. Those that are not named move nothing. */
export const rank = {
  unknown: 0,
  accepted: 10,
  queued: 20,
  sent: 30,
  carrier_delivered: 40,
  delivered: 50,
  read: 60,
} as const

/** docs/metrics.md, time-outs, in hours: 72 h, 14 days, 28 days; other channels as SMS. */
export const timeOutHours: ReadonlyMap<string, number> = new Map([
  ['sms', 72],
  ['viber', 14 * 24],
  ['whatsapp', 14 * 24],
  ['email', 72],
  ['push', 28 * 24],
])
export const otherTimeOutHours = 72

/** docs/metrics.md: neither delivered nor read, nor negative, nor unconfirmed. */
export const openStatuses = ['unknown', 'accepted', 'queued', 'sent', 'carrier_delivered']
export const negativeStatuses = ['failed', 'rejected', 'expired', 'cancelled']

/** Names by which a filter takes several statuses at once. */
export const statusGroups: ReadonlyMap<string, readonly string[]> = new Map([
  ['created', ['unknown', 'accepted']],
  ['sending', ['queued']],
  ['in_progress', openStatuses],
  ['not_delivered', negativeStatuses],
])

/** Lower bounds of the bands of delivery times, in seconds. */
export const latencyBands = [0, 1, 2, 5, 10, 30, 60, 5 * 60, 15 * 60, 60 * 60, 6 * 3_600, 24 * 3_600]

/** docs/metrics.md, "read rate": channels that can report reads. */
export const channelsThatReportReads = ['viber', 'whatsapp', 'email', 'push']
