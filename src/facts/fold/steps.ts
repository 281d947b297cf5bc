import type { Columns } from './columns.ts'
import { earliestMoment, never } from './moment.ts'

/** Steps whose earliest moment is kept, whatever the part. Opens and clicks by machines are kept apart. */
const keptSteps = {
  accepted: "step = 'accepted'",
  queued: "step = 'queued'",
  sent: "step = 'sent'",
  carrier_delivered: "step = 'carrier_delivered'",
  delivered: "step = 'delivered'",
  read: "step = 'read' AND NOT machine",
  clicked: "step = 'clicked' AND NOT machine",
  replied: "step = 'replied'",
  unsubscribed: "step = 'unsubscribed'",
  complained: "step = 'complained'",
  machine_opened: "step IN ('read', 'clicked') AND machine",
} as const

const stepNames = Object.keys(keptSteps)

/** Per part: `<step>_moment`, and the moment of the first event of any kind. */
export const partMoments: Columns = {
  first_moment: 'min(moment)',
  ...Object.fromEntries(
    Object.entries(keptSteps).map(([name, condition]) => [`${name}_moment`, earliestMoment(condition)]),
  ),
}

/** Per message: the earliest among its parts. */
export const messageMoments: Columns = {
  any_moment: 'min(first_moment)',
  ...Object.fromEntries(stepNames.map((name) => [`${name}_first`, `min(${name}_moment)`])),
}

/** The accepted step's moment, else the first event's. */
export const createdMoment = `if(accepted_first = ${never}, any_moment, accepted_first)`
