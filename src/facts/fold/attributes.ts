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

/**
 * An event's time as eight bytes, the highest first: put before a value, it makes the smallest text the earliest
 * statement. Texts are compared several times faster than tuples.
 */
export const timeBytes = "reinterpret(byteSwap(toUInt64(toUnixTimestamp64Milli(time))), 'FixedString(8)')"

/** Per part: time and value of the earliest statement; empty where there is none. */
export const partAttributes: Columns = Object.fromEntries(
  Object.entries(statedWhen).map(([name, stated]) => [
    `first_${name}`,
    `minIf(concat(time_bytes, ${name}), ${stated})`,
  ]),
)

/** Per message: the earliest among its parts, and then the value alone. */
export const messageAttributes: Columns = Object.fromEntries(
  attributes.map((name) => [`the_${name}`, `substring(minIf(first_${name}, first_${name} != ''), 9)`]),
)
