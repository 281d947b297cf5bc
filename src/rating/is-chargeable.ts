import { type ChargeMoment, type MessageStatus, progressRank } from '../contract/index.ts'

/** Ends that imply a hand-over to the network, by whatever way it was reported. */
const handedOver: ReadonlySet<MessageStatus> = new Set(['expired', 'unconfirmed', 'delivered', 'read'])
const arrived: ReadonlySet<MessageStatus> = new Set(['delivered', 'read'])

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
