import { sqlText } from '../../plan/sql-text.ts'
import { opened } from '../catalogue/chat-source.ts'
import { chatsTouching, filterConditions } from './chat-conditions.ts'
import type { ChatPlan } from './chat-plan.ts'
import {
  before,
  chatsReaching,
  grouped,
  noLevel,
  type PresenceSelect,
  placeSql,
  standingNames,
} from './presence-select.ts'

/*
 * How many chats were open, without regard to whom they were with: from its opening until `open_until` a chat was, but for the gaps
 * between a closing and the reopening after it. Most chats have no gap, and none is unfolded.
 */

/** `value` by keys: how many were open just before a moment. */
export function openAtMoment(plan: ChatPlan, beforeMs: number): PresenceSelect {
  return grouped(
    standingNames(plan),
    opened,
    [
      ...chatsTouching(beforeMs, beforeMs, 'open_until'),
      ...filterConditions(plan.filters, opened),
      sqlText(`opened_at < ${before}`, { before_ms: beforeMs }),
      sqlText(
        `NOT arrayExists((since, until) -> since < ${before} AND until >= ${before}, gap_from, gap_to)`,
      ),
    ],
    ['count() AS value'],
  )
}

/** Rows of level -1, see `byBucket`: of a stretch within one bucket beginning and end cancel each other out. */
export function openByBucket(plan: ChatPlan, beforeMs: number): PresenceSelect {
  const edges = `arrayConcat([(${placeOf('opened_at')}, 1), (${placeOf('open_until')}, -1)], ${ofGaps('gap_from', -1)}, ${ofGaps('gap_to', 1)})`
  return grouped(
    standingNames(plan),
    opened,
    [...chatsReaching('open_until', plan, beforeMs), ...filterConditions(plan.filters, opened)],
    [`(arrayJoin(${edges}) AS edge).1 AS place`, `${noLevel} AS level`, 'sum(edge.2) AS value'],
  )
}

/** Place of a moment's bucket; the end of all time is no number of seconds that the engine could write. */
function placeOf(at: string): string {
  return `if(${at} >= ${before}, {bucket_count:Int32}, ${placeSql(`toUnixTimestamp(least(${at}, ${before}))`)})`
}

function ofGaps(gaps: string, change: number): string {
  return `arrayMap(at -> (${placeOf('at')}, ${change}), ${gaps})`
}
