/** Steps of a chat as the log keeps them (docs/decisions/0019-chats.md). */
export const chatSteps = [
  'opened',
  'reopened',
  'moved',
  'assigned',
  'handed_over',
  'message',
  'rating_asked',
  'rated',
  'tagged',
  'closed',
] as const
export type ChatStep = (typeof chatSteps)[number]

export const chatAuthors = ['customer', 'operator', 'bot', 'system'] as const
export type ChatAuthor = (typeof chatAuthors)[number]

export const chatClosers = ['operator', 'bot', 'customer', 'timeout'] as const
export type ChatCloser = (typeof chatClosers)[number]

export const chatOpeners = ['customer', 'company'] as const
export type ChatOpener = (typeof chatOpeners)[number]

/** Messengers with a name and a colour of their own; any other lower-case word is one too. */
export const wellKnownMessengers = [
  'web',
  'telegram',
  'whatsapp',
  'viber',
  'facebook',
  'alice',
  'yandex',
  'vkontakte',
  'skype',
  'slack',
  'wechat',
  'snapchat',
  'line',
] as const

/** A messenger's word, wherever one is stated: by events, adapters and settings alike. */
export const messengerPattern = /^[a-z][a-z0-9_-]{0,49}$/

/** What is irregular in a chat's log: kept, counted as docs/metrics.md says, and shown on the chat's card. */
export const chatFlags = [
  'no_opening',
  'before_opening',
  'closed_while_closed',
  'reopened_while_open',
  'opened_again',
  'invalid_score',
  'rated_unasked',
] as const
export type ChatFlag = (typeof chatFlags)[number]

/** Who dealt with a chat: `nobody` where neither a bot nor an operator wrote. */
export const chatContacts = ['nobody', 'bot_only', 'handed_over', 'operator'] as const
export type ChatContact = (typeof chatContacts)[number]

export const chatTurnOutcomes = ['open', 'operator', 'bot', 'closed'] as const
export type ChatTurnOutcome = (typeof chatTurnOutcomes)[number]

export const chatFirstResponseStates = ['none', 'pending', 'answered'] as const
export type ChatFirstResponseState = (typeof chatFirstResponseStates)[number]

/** What a chat's moment of opening was taken from. */
export const chatOpeningSources = ['opened', 'first_event'] as const

export const chatDimensions = [
  'time',
  'messenger',
  'chat',
  'group',
  'operator',
  'close_by',
  'weekday',
  'hour',
  'band',
] as const
export type ChatDimension = (typeof chatDimensions)[number]

/** `arrival`: of the chats opened in the period. `event`: what happened in the period. */
export const chatClocks = ['arrival', 'event'] as const
export type ChatClock = (typeof chatClocks)[number]

/** Durations of chats, each with a median, p90, mean, number of samples and number still pending. */
export const chatDurations = [
  'first_response',
  'turn_response',
  'resolution',
  'first_close',
  'last_close',
  'handle',
] as const
export type ChatDuration = (typeof chatDurations)[number]
export const chatDurationParts = ['p50_ms', 'p90_ms', 'mean_ms', 'n', 'pending'] as const
export type ChatDurationPart = (typeof chatDurationParts)[number]

export const chatCountNames = [
  'chats.new',
  'chats.active',
  'chats.closed',
  'chats.close_events',
  'chats.reopened',
  'chats.reopen_events',
  'chats.unanswered',
  'chats.with_customer_messages',
  'chats.bot_only',
  'chats.handed_over',
  'chats.with_operator',
  'chats.customers',
  'chats.messages_customer',
  'chats.messages_operator',
  'chats.messages_bot',
  'chats.within_sl1',
  'chats.within_sl2',
  'chats.ratings',
  'chats.rating_mean',
  'chats.rating_good_share',
  'chats.rating_response_rate',
  'chats.backlog',
  'chats.waiting',
  'chats.oldest_waiting_ms',
  'chats.concurrency_max',
] as const
export type ChatDurationMetricName = `chats.${ChatDuration}_${ChatDurationPart}`
export type ChatMetricName = (typeof chatCountNames)[number] | ChatDurationMetricName

export const chatMetricNames: readonly ChatMetricName[] = [
  ...chatCountNames,
  ...chatDurations.flatMap((duration) =>
    chatDurationParts.map((part): ChatMetricName => `chats.${duration}_${part}`),
  ),
]

/** Lower bounds of the bands that the dimension `band` cuts response times into, ms; the last one is open. */
export const responseBandsMs = [
  0, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000, 14_400_000, 86_400_000,
] as const

/** Ratings from this one up are good ones. */
export const goodScore = 4
export const minScore = 1
export const maxScore = 5

/** The provider under which messages of chats stand among the facts of messages, where they are charged. */
export const chatMessageProvider = 'chats'

/** A customer's message that nobody answered for this long makes an open chat unanswered, ms. */
export const unansweredAfterMs = 24 * 3_600_000
