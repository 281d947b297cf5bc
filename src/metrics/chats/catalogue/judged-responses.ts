import { type ChatMeasure, type ChatTerms, count, sum } from './chat-measure.ts'
import {
  type ChatSource,
  firstResponses,
  firstResponsesPending,
  noMoment,
  opened,
  turns,
  turnsPending,
} from './chat-source.ts'
import { durationMs, isMeasured } from './measured-durations.ts'

/** Responses and waits by what a target says of them. */
export interface JudgedResponses {
  /** Responses within their target, those with one, and those that nothing can be said of. */
  readonly within: ChatMeasure
  readonly judged: ChatMeasure
  readonly notJudged: ChatMeasure
  /** Waits past their target, and all others that are meant. */
  readonly late: ChatMeasure
  readonly notLate: ChatMeasure
}

const asOf = `fromUnixTimestamp64Milli({as_of_ms:Int64}, 'UTC')`
const isPast = (dueAt: string): string => `${dueAt} != ${noMoment} AND ${dueAt} < ${asOf}`
const isPastNullable = (dueAt: string): string => `${dueAt} IS NOT NULL AND assumeNotNull(${dueAt}) < ${asOf}`
const not = (...conditions: readonly string[]): string => `NOT (${conditions.join(' AND ')})`

/** First responses by SL 1 of their group. */
export function judgedFirstResponses({ business }: ChatTerms): JudgedResponses {
  const judged = firstJudged(business)
  const late = isPastNullable(business ? 'first_response_business_due_at' : 'first_response_due_at')
  return {
    within: count(firstResponses, ...firstWithin(business)),
    judged: count(firstResponses, ...judged),
    notJudged: count(firstResponses, not(...judged)),
    late: count(firstResponsesPending, late),
    notLate: count(firstResponsesPending, not(late)),
  }
}

/** What makes a first response one within its target. */
export function firstWithin(business: boolean): readonly string[] {
  const ms = durationMs(firstResponses, business)
  return [...firstJudged(business), `${ms} <= assumeNotNull(first_response_target_ms)`]
}

function firstJudged(business: boolean): readonly string[] {
  return ['first_response_target_ms IS NOT NULL', ...isMeasured(firstResponses, business)]
}

/** Later responses by SL 2 of their group; first ones are not meant. */
export function judgedLaterResponses(terms: ChatTerms): JudgedResponses {
  return terms.wholeChats ? laterOfWholeChats(terms) : laterOfTurns(terms)
}

/** What makes a reply one within its later target. */
export function laterWithin(business: boolean): readonly string[] {
  return business
    ? [...laterBusinessJudged, 'turn_business_ms <= turn_target_ms']
    : [`turn_verdict = 'in_time'`]
}

const laterBusinessJudged = ['turn_is_first = 0', 'turn_target_ms >= 0', turns.isBusinessKnown]
const isLaterOpen = `open_turn = 'later'`
/** Open turns that are no first ones: the verdict says it all. */
const laterWaits: ChatSource = { ...turnsPending, only: `turn_verdict = 'waiting'` }

function laterOfTurns({ business }: ChatTerms): JudgedResponses {
  const judged = business ? laterBusinessJudged : [`turn_verdict IN ('late', 'in_time')`]
  const late = isPast(business ? 'later_business_due_at' : 'later_due_at')
  return {
    within: count(turns, ...laterWithin(business)),
    judged: count(turns, ...judged),
    notJudged: count(turns, `turn_verdict != 'first'`, not(...judged)),
    late: count(laterWaits, late),
    notLate: count(laterWaits, not(late)),
  }
}

function laterOfWholeChats({ business }: ChatTerms): JudgedResponses {
  const late = isPast(business ? 'later_business_due_at' : 'later_due_at')
  const waits = {
    late: count(opened, isLaterOpen, late),
    notLate: count(opened, isLaterOpen, not(late)),
  }
  if (business) {
    return {
      within: sum(opened, inBusiness('ms >= 0 AND ms <= target_ms')),
      judged: sum(opened, inBusiness('ms >= 0')),
      notJudged: sum(opened, `toInt64(${laterReplies}) - toInt64(${inBusiness('ms >= 0')})`),
      ...waits,
    }
  }
  return {
    within: sum(opened, 'later_in_time'),
    judged: sum(opened, 'later_in_time + later_late'),
    notJudged: sum(opened, 'later_untimed'),
    ...waits,
  }
}

function inBusiness(condition: string): string {
  return `arrayCount((ms, target_ms, is_first) -> is_first = 0 AND target_ms >= 0 AND ${condition}, turn_business_ms, turn_target_ms, turn_is_first)`
}

const laterReplies = 'later_untimed + later_late + later_in_time'
