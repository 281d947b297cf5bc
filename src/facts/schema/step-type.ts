import { type MessageStep, messageSteps, progressRank } from '../../contract/index.ts'

/** Numbers of steps without a rank: below zero for ends, above a hundred for side axes. */
const otherSteps: Record<Exclude<MessageStep, keyof typeof progressRank>, number> = {
  failed: -1,
  rejected: -2,
  expired: -3,
  cancelled: -4,
  unconfirmed: -5,
  noted: 0,
  clicked: 101,
  replied: 102,
  unsubscribed: 103,
  complained: 104,
}

const stepNumbers: Record<MessageStep, number> = { ...progressRank, ...otherSteps }

/** Enum of a message's steps, in which a progress step's number is its rank. */
export const stepType = `Enum8(${messageSteps.map((step) => `'${step}' = ${stepNumbers[step]}`).join(', ')})`
