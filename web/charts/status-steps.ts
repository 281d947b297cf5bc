import type { MessageStatus } from '../../src/contract/index.ts'
import type { StatusKey } from './palette.ts'

/** The statuses as a reader tells them apart, from the best end to the worst. */
export const statusSteps = [
  'read',
  'delivered',
  'sent',
  'not_sent',
  'unconfirmed',
  'failed',
  'rejected',
  'expired',
  'cancelled',
] as const satisfies readonly StatusKey[]

const finer: Readonly<Record<MessageStatus, StatusKey>> = {
  unknown: 'not_sent',
  accepted: 'not_sent',
  queued: 'not_sent',
  sent: 'sent',
  carrier_delivered: 'sent',
  delivered: 'delivered',
  read: 'read',
  failed: 'failed',
  rejected: 'rejected',
  expired: 'expired',
  cancelled: 'cancelled',
  unconfirmed: 'unconfirmed',
}

/** The step that an API status is drawn as; statuses of later versions count as not sent. */
export function stepOfStatus(status: string | null): StatusKey {
  return status !== null && status in finer ? finer[status as MessageStatus] : 'not_sent'
}

/** API statuses (values of the filter) that a step stands for. */
export function statusesOfStep(step: StatusKey): readonly MessageStatus[] {
  return (Object.keys(finer) as MessageStatus[]).filter((status) => finer[status] === step)
}

export const negativeSteps: readonly StatusKey[] = ['failed', 'rejected', 'expired', 'cancelled']
