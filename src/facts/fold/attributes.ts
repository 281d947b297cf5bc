import type { Columns } from './columns.ts'

/**
 * Attributes that several events may state. The earliest event that states one gives it; on equal times the
 * smallest value does. Column of the log → what counts as stated.
 */
const statedWhen = {
  channel: "channel != ''",
  sender: "sender != ''",
  recipient: "recipient != ''",
  recipient_type: "recipient_type != ''",
  country: "country != ''",
  number_country: "number_country != ''",
  network: "network != ''",
  campaign: "campaign != ''",
  template: "template != ''",
  kind: "kind != ''",
  category: "category != ''",
  cost_currency: 'cost IS NOT NULL',
} as const

const attributes = Object.keys(statedWhen)

/** Per part: (time, value) of the earliest statement; (1970-01-01, '') where there is none. */
export const partAttributes: Columns = Object.fromEntries(
  Object.entries(statedWhen).map(([name, stated]) => [
    `first_${name}`,
    `minIf((time, toString(${name})), ${stated})`,
  ]),
)

/** Per message: the earliest among its parts. */
export const messageAttributes: Columns = Object.fromEntries(
  attributes.map((name) => [`the_${name}`, `minIf(first_${name}, first_${name}.2 != '').2`]),
)
