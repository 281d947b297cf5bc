import {
  channelsReportingReads,
  defaultTimeOutHours,
  deliveredStatuses,
  handedOverStatuses,
  openStatuses,
  progressRank,
  statusGroups,
  timeOutHours,
} from '../../contract/index.ts'

/** A list of SQL string literals. Only for words of our own code; values from outside are always bound. */
export function literals(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(', ')
}

/*
 * Conditions on one row of `messages`. `timed_out` is an alias that every query defines: an open status past its
 * channel's time-out at the moment of asking, which counts as unconfirmed (docs/metrics.md, time-outs).
 */
export const isOpen = `status IN (${literals(openStatuses)})`
export const isInProgress = `${isOpen} AND NOT timed_out`
export const isUnconfirmed = `(status = 'unconfirmed' OR timed_out)`
export const isDelivered = `status IN (${literals(deliveredStatuses)})`
export const isRead = `status = 'read'`
export const isClicked = `clicked_at IS NOT NULL`
export const isNotDelivered = `status IN (${literals(statusGroups.not_delivered)})`
/** A hand-over to the network, by progress or by an end that implies one (decision 0004, "Sent"). */
export const isSent = `(progress >= ${progressRank.sent} OR status IN (${literals(handedOverStatuses)}))`
export const reportsReads = `channel IN (${literals(channelsReportingReads)})`

/** The channel's time-out in hours, as docs/metrics.md has them. */
const hoursOfChannel = `multiIf(${Object.entries(timeOutHours)
  .map(([channel, hours]) => `channel = '${channel}', ${hours}`)
  .join(', ')}, ${defaultTimeOutHours})`
/** The end is of a moment at which the message had counted as unconfirmed already. */
export const isLate = `ifNull(multiIf(${isDelivered}, delivered_at, ${isNotDelivered}, ended_at, NULL) >= created_at + toIntervalHour(${hoursOfChannel}), 0)`
export const isConflicting = 'conflict = 1'

export function countIf(condition: string): string {
  return `countIf(${condition})`
}
