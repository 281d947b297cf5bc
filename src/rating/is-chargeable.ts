import {
  type ChargeMoment,
  deliveredStatuses,
  handedOverStatuses,
  type MessageStatus,
  progressRank,
} from '../contract/index.ts'

const handedOver: ReadonlySet<MessageStatus> = new Set(handedOverStatuses)
const arrived: ReadonlySet<MessageStatus> = new Set(deliveredStatuses)

/**
 * Whether a message is charged, as its facts stand: on hand-over (decision 0004, "Sent"), or on delivery. Of a status that
 * was withdrawn nothing is left, so a charge may go away again.
 */
export function isChargeable(
  moment: ChargeMoment,
  message: { readonly progress: number; readonly status: MessageStatus },
): boolean {
  if (moment === 'delivered') return arrived.has(message.status)
  return message.progress >= progressRank.sent || handedOver.has(message.status)
}
