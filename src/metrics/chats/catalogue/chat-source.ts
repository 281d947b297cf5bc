/**
 * A kind of thing that chats are counted by: chats themselves, or items of their arrays, with the moment at which it
 * happened and whose it is. SQL pieces name columns of `chats`; where a source unfolds arrays, the columns of that prefix are
 * single items (ARRAY JOIN keeps their names).
 */
export interface ChatSource {
  /** Which arrays are unfolded, by the prefix of their columns; null: none, the chat is the item. */
  readonly unfolds: 'turn' | 'cycle' | 'handling' | 'message' | 'written' | 'survey' | null
  /** Which items there are; null: all. */
  readonly only: string | null
  /** When it happened; a moment wherever `only` holds. */
  readonly moment: string
  readonly group: string
  readonly operator: string
  readonly closeBy: string
  /** How long it took, ms; null: no duration, or it still goes on. */
  readonly durationMs: string | null
  readonly businessMs: string | null
  /** Where the duration in business time is known. */
  readonly isBusinessKnown: string
  readonly score: string | null
  /** The same items without unfolding; null: they are chats, or need their arrays. */
  readonly whole: WholeChat | null
  /** It still goes on: `moment` is since when. */
  readonly isPending: boolean
}

/** What a chat says of all of its items of a kind. */
export interface WholeChat {
  /** How many there are. */
  readonly items: string
  /** An array of their durations, ms; empty where nothing is measured. */
  readonly ms: string
  /** The same of those whose duration in business time is known. */
  readonly businessMs: string
}

/** A moment that there is none of, in arrays. */
export const noMoment = `fromUnixTimestamp64Milli(0, 'UTC')`
export const openedAt = 'opened_at'

/**
 * What the log tells from before the opening counts at the opening: else a chat that is opened after a period could belong to it, and
 * every chat since would have to be read.
 */
function sinceOpening(moment: string): string {
  return `greatest(${moment}, ${openedAt})`
}

function between(from: string, to: string): string {
  return `(toUnixTimestamp64Milli(${to}) - toUnixTimestamp64Milli(${from}))`
}

/** Chats, standing under their first group and operator. */
function ofChats(parts: Partial<ChatSource> & Pick<ChatSource, 'moment'>): ChatSource {
  return {
    unfolds: null,
    only: null,
    group: 'group_id',
    operator: 'operator_id',
    closeBy: 'closed_by',
    durationMs: null,
    businessMs: null,
    isBusinessKnown: '0',
    score: null,
    whole: null,
    isPending: false,
    ...parts,
  }
}

/** Items of arrays, standing under the group and operator that the item carries. */
function ofItems(
  unfolds: NonNullable<ChatSource['unfolds']>,
  parts: Partial<ChatSource> & Pick<ChatSource, 'moment'>,
): ChatSource {
  return ofChats({ unfolds, group: `${unfolds}_group`, operator: `${unfolds}_operator`, ...parts })
}

export const opened = ofChats({ moment: openedAt })
export const handedOver = ofChats({
  only: `contact = 'handed_over'`,
  moment: sinceOpening('assumeNotNull(handed_over_at)'),
})
export const withOperator = ofChats({
  only: `contact = 'operator'`,
  moment: sinceOpening('assumeNotNull(replied_at)'),
})
export const unanswered = ofChats({
  only: `unanswered_since IS NOT NULL AND (is_open = 0 OR unanswered_since < fromUnixTimestamp64Milli({unanswered_before_ms:Int64}, 'UTC'))`,
  moment: sinceOpening('assumeNotNull(unanswered_since)'),
})

const firstResponseBy = { group: 'first_response_group', operator: 'first_response_operator' }
export const firstResponses = ofChats({
  ...firstResponseBy,
  only: `first_response_state = 'answered'`,
  moment: sinceOpening('assumeNotNull(first_response_at)'),
  durationMs: 'assumeNotNull(first_response_ms)',
  businessMs: 'assumeNotNull(first_response_business_ms)',
  isBusinessKnown: 'first_response_business_ms IS NOT NULL',
})
export const firstResponsesPending = ofChats({
  isPending: true,
  ...firstResponseBy,
  only: `first_response_state = 'pending'`,
  moment: sinceOpening('assumeNotNull(first_response_start)'),
})

export const firstCloses = ofChats({
  only: 'first_closed_at IS NOT NULL',
  moment: 'assumeNotNull(first_closed_at)',
  durationMs: between(openedAt, 'assumeNotNull(first_closed_at)'),
  businessMs: 'assumeNotNull(first_closed_business_ms)',
  isBusinessKnown: 'first_closed_business_ms IS NOT NULL',
})
export const firstClosesPending = ofChats({
  isPending: true,
  only: 'first_closed_at IS NULL',
  moment: openedAt,
})
export const lastCloses = ofChats({
  only: 'closed_at IS NOT NULL AND is_open = 0',
  moment: 'assumeNotNull(closed_at)',
  durationMs: between(openedAt, 'assumeNotNull(closed_at)'),
  businessMs: 'assumeNotNull(closed_business_ms)',
  isBusinessKnown: 'closed_business_ms IS NOT NULL',
})
export const lastClosesPending = ofChats({ isPending: true, only: 'is_open = 1', moment: openedAt })

/** Of items of one prefix: those with a duration are measured. */
function measured(ms: string, businessMs: string): WholeChat {
  return { items: `length(${knownOf(ms)})`, ms: knownOf(ms), businessMs: knownOf(businessMs) }
}

function knownOf(durations: string): string {
  return `arrayFilter(ms -> ms >= 0, ${durations})`
}

function unmeasured(items: string): WholeChat {
  return { items, ms: '[]', businessMs: '[]' }
}

export const turns = ofItems('turn', {
  only: 'turn_ms >= 0',
  moment: sinceOpening('turn_ended_at'),
  durationMs: 'turn_ms',
  businessMs: 'turn_business_ms',
  isBusinessKnown: 'turn_business_ms >= 0',
  whole: measured('turn_ms', 'turn_business_ms'),
})
export const turnsPending = ofItems('turn', {
  isPending: true,
  whole: unmeasured(`open_turn != 'none'`),
  only: `turn_outcome = 'open' AND is_open = 1`,
  moment: sinceOpening('turn_asked_at'),
})

export const closings = ofItems('cycle', {
  only: 'cycle_ms >= 0',
  moment: 'cycle_to',
  closeBy: 'cycle_by',
  durationMs: 'cycle_ms',
  businessMs: 'cycle_business_ms',
  isBusinessKnown: 'cycle_business_ms >= 0',
  whole: { ...measured('cycle_ms', 'cycle_business_ms'), items: 'toInt64(length(cycle_ms)) - is_open' },
})
export const openCycles = ofItems('cycle', {
  isPending: true,
  only: 'cycle_ms = -1',
  moment: 'cycle_from',
  closeBy: 'cycle_by',
  whole: unmeasured('is_open'),
})
export const reopenings = ofItems('cycle', {
  // The first cycle begins with the opening. No two begin at one moment.
  only: `cycle_from > ${openedAt}`,
  moment: 'cycle_from',
  group: 'cycle_from_group',
  operator: 'cycle_from_operator',
  whole: unmeasured('toInt64(length(cycle_ms)) - 1'),
})

export const handlings = ofItems('handling', {
  only: `handling_ended_at != ${noMoment}`,
  moment: 'handling_ended_at',
  durationMs: 'handling_ms',
  businessMs: 'handling_business_ms',
  isBusinessKnown: 'handling_business_ms >= 0',
  whole: {
    items: 'length(handled_ms)',
    ms: 'handled_ms',
    businessMs: `arrayFilter((ms, ended) -> ms >= 0 AND ended != ${noMoment}, handling_business_ms, handling_ended_at)`,
  },
})
export const handlingsPending = ofItems('handling', {
  isPending: true,
  only: `handling_ended_at = ${noMoment}`,
  moment: 'handling_from',
  whole: unmeasured('toInt64(length(handling_ms)) - toInt64(length(handled_ms))'),
})

export const messages = ofItems('message', { moment: sinceOpening('message_at') })
/** Under `arrival`: so many messages of one author, with one operator and group. */
export const messagesWritten = ofItems('written', { moment: openedAt })

export const ratings = ofItems('survey', {
  only: `survey_rated_at != ${noMoment}`,
  moment: sinceOpening('survey_rated_at'),
  group: 'survey_rated_group',
  operator: 'survey_rated_operator',
  score: 'survey_score',
  whole: unmeasured('arrayCount(score -> score > 0, survey_score)'),
})
export const surveys = ofItems('survey', {
  moment: sinceOpening('survey_asked_at'),
  score: 'survey_score',
  whole: unmeasured('length(survey_score)'),
})
