const moments = [
  'opened_at',
  'first_closed_at',
  'closed_at',
  'handed_over_at',
  'replied_at',
  'bot_replied_at',
  'unanswered_since',
  'first_response_start',
  'first_response_at',
  'first_response_due_at',
  'first_response_business_due_at',
] as const

const words = [
  'chat_key',
  'chat_id',
  'connection_id',
  'provider',
  'messenger',
  'channel_id',
  'customer_id',
  'opened_by',
  'opened_from',
  'group_id',
  'operator_id',
  'closed_by',
  'contact',
  'first_response_state',
  'first_response_operator',
  'first_response_group',
] as const

const numbers = [
  'is_open',
  'customer_messages',
  'operator_messages',
  'bot_messages',
  'private_messages',
] as const

const maybeNumbers = ['first_response_ms', 'first_response_business_ms', 'first_response_target_ms'] as const

const momentArrays = [
  'turn_asked_at',
  'turn_ended_at',
  'turn_due_at',
  'turn_business_due_at',
  'cycle_from',
  'cycle_to',
  'handling_from',
  'handling_ended_at',
  'survey_asked_at',
  'survey_rated_at',
] as const

const wordArrays = [
  'turn_outcome',
  'turn_operator',
  'turn_group',
  'cycle_by',
  'cycle_operator',
  'cycle_group',
  'handling_operator',
  'handling_group',
  'survey_operator',
  'survey_group',
  'tags',
  'flags',
] as const

const numberArrays = [
  'turn_business_ms',
  'turn_is_first',
  'turn_target_ms',
  'cycle_business_ms',
  'handling_ms',
  'handling_business_ms',
  'survey_score',
] as const

/** What a card reads of a chat; moments as epoch milliseconds. */
export const chatCardSelectList = [
  ...words,
  ...numbers,
  ...maybeNumbers,
  ...wordArrays,
  ...numberArrays,
  ...moments.map((column) => `toUnixTimestamp64Milli(${column}) AS ${column}_ms`),
  ...momentArrays.map((column) => `arrayMap(at -> toUnixTimestamp64Milli(at), ${column}) AS ${column}_ms`),
].join(',\n  ')

type Whole = number | string

/** A row of `chatCardSelectList`. In arrays 0 is no moment and -1 no duration. */
export type ChatCardRow = Readonly<Record<(typeof words)[number], string>> &
  Readonly<Record<(typeof numbers)[number], number>> &
  Readonly<Record<(typeof maybeNumbers)[number], Whole | null>> &
  Readonly<Record<`${(typeof moments)[number]}_ms`, Whole | null>> &
  Readonly<Record<(typeof wordArrays)[number], readonly string[]>> &
  Readonly<Record<(typeof numberArrays)[number], readonly Whole[]>> &
  Readonly<Record<`${(typeof momentArrays)[number]}_ms`, readonly Whole[]>>
