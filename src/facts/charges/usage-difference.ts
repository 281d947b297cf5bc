import { type Layout, localTable } from '../connect/topology.ts'

/** What tells two lines of usage apart: equal ones cancel each other out. */
const particulars = [
  'payer_id',
  'created_at',
  'channel',
  'kind',
  'category',
  'country',
  'network',
  'rate',
  'price',
  'currency',
] as const

/** Columns of `usage_entries` that a difference gives. */
export const differenceColumns: readonly string[] = [
  'company_id',
  'item_key',
  'level',
  ...particulars,
  'quantity',
  'amount',
]

/** Which items are compared; conditions on `company_id` and the key of each side. */
export interface ComparedItems {
  readonly facts: string
  readonly entries: string
}

/**
 * What has to be added to the entries for them to say what the facts say: a row for each charge that has none, and one of
 * negative quantity for each entry that the facts no longer have. Nothing where the two agree.
 */
export function usageDifference(layout: Layout, items: ComparedItems): string {
  return `SELECT company_id, item_key, level, ${particulars.join(', ')},
  sum(line_quantity) AS quantity, CAST(sum(line_amount), 'Decimal(18, 6)') AS amount
FROM (
${chargesOfFacts(layout, items.facts)}
UNION ALL
SELECT company_id, item_key, level, ${particulars.map((name) => asText(name)).join(', ')},
  -quantity AS line_quantity, -amount AS line_amount
FROM ${localTable(layout, 'usage_entries')}
WHERE ${items.entries}
)
GROUP BY company_id, item_key, level, ${particulars.join(', ')}
HAVING quantity != 0 OR amount != 0`
}

/** Words as plain strings, so that both sides have one type. */
function asText(name: (typeof particulars)[number]): string {
  return name === 'payer_id' || name === 'created_at' || name === 'price'
    ? name
    : `toString(${name}) AS ${name}`
}

/** `own` of the message's own company; of one above it a part of its charge. */
function ofLevel(own: string, part: string): string {
  return `if(level = 0, ${own}, upper[level].${part})`
}

/** One row per message and level of its chain that is charged; level 0 is the message's own company. */
function chargesOfFacts(layout: Layout, condition: string): string {
  return `SELECT company_id, message_key AS item_key, level,
  ${ofLevel('company_id', 'payer')} AS payer_id, created_at,
  toString(channel) AS channel, toString(kind) AS kind, toString(category) AS category, toString(country) AS country,
  toString(network) AS network, ${ofLevel('toString(charge_rate)', 'rate')} AS rate,
  ${ofLevel('charge_price', 'price')} AS price,
  ${ofLevel('toString(charge_currency)', 'currency')} AS currency,
  toInt64(${ofLevel('charge_quantity', 'quantity')}) AS line_quantity,
  ${ofLevel('charge', 'amount')} AS line_amount
FROM (
SELECT *, arrayJoin(arrayMap(n -> toUInt8(n), range(length(upper) + 1))) AS level
FROM ${localTable(layout, 'messages')} FINAL
WHERE is_deleted = 0 AND ${condition}
)
WHERE rate != ''`
}
