/** Moments of a message that lists and cards show. */
export const momentColumns = [
  'created_at',
  'sent_at',
  'delivered_at',
  'read_at',
  'clicked_at',
  'replied_at',
  'unsubscribed_at',
  'complained_at',
  'machine_opened_at',
] as const
export type MomentColumn = (typeof momentColumns)[number]

/** What lists and cards read of a message; moments as epoch milliseconds, the status as of the moment of asking. */
export const messageSelectList = [
  'message_key',
  'message_id',
  'channel',
  'status_now',
  'connection_id',
  'sender',
  'recipient',
  'recipient_type',
  'country',
  'network',
  'campaign',
  'template',
  'kind',
  'category',
  'segments',
  'parts',
  'latency_ms',
  'error_code',
  'error_reason',
  'toString(cost) AS cost_amount',
  'cost_currency',
  'conflict',
  'is_priced',
  'charge_state',
  'charge_reason',
  'toString(charge) AS charge_amount',
  'charge_currency',
  'charge_rate',
  'charge_quantity',
  ...momentColumns.map((column) => `toUnixTimestamp64Milli(${column}) AS ${column}_ms`),
].join(',\n  ')

/** A row of `messageSelectList`. */
export type MessageRow = Readonly<Record<`${MomentColumn}_ms`, number | string | null>> & {
  readonly message_key: string
  readonly message_id: string
  readonly channel: string
  readonly status_now: string
  readonly connection_id: string
  readonly sender: string
  readonly recipient: string
  readonly recipient_type: string
  readonly country: string
  readonly network: string
  readonly campaign: string
  readonly template: string
  readonly kind: string
  readonly category: string
  readonly segments: number
  readonly parts: number
  readonly latency_ms: number | string | null
  readonly error_code: string
  readonly error_reason: string
  readonly cost_amount: string | null
  readonly cost_currency: string
  readonly conflict: number
  /** The company has price lists. */
  readonly is_priced: number
  readonly charge_state: string
  readonly charge_reason: string
  readonly charge_amount: string
  readonly charge_currency: string
  /** `<version id>|<channel>|<kind>|<destination>` of the rate; empty without a charge. */
  readonly charge_rate: string
  readonly charge_quantity: number
}
