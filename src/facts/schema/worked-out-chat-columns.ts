import { chatAuthors } from '../../contract/index.ts'
import { enumOf, milliseconds, word } from './column-types.ts'

const none = `toDateTime64(0, 3, 'UTC')`
/** The end of all time. */
const never = `toDateTime64('2299-12-31 23:59:59', 3, 'UTC')`

/** From when on a chat has no part in what happens: its last event, of an open chat the end of all time. */
export const overAtColumn = `over_at ${milliseconds} DEFAULT if(is_open = 1, ${never}, last_event_at)`
/** Of years of chats, those are read that were not over before the period. */
export const overAtIndex = 'INDEX over over_at TYPE minmax GRANULARITY 1'

/** What became of a turn, measured by the later target of its group. */
const verdicts = `Enum8('none' = 0, 'first' = 1, 'untimed' = 2, 'late' = 3, 'in_time' = 4, 'waiting' = 5)`
/** Which reply an open chat waits for. The last of an empty array would be the first word of its type. */
const openTurns = `Enum8('none' = 0, 'first' = 1, 'later' = 2)`

/** Author, operator and group of each message that is counted. */
const writers = 'arrayZip(message_author, message_operator, message_group)'
const differentWriters = `arrayDistinct(${writers})`

/*
 * What questions would otherwise work out of a chat's arrays again and again (docs/decisions/0031-speed-of-chats.md). Functions of the
 * other columns, filled by the engine when a row is written.
 */

const durationColumns = [
  // Of what no operator answered -1.
  `turn_ms Array(Int64) DEFAULT arrayMap((asked, ended, outcome) -> if(outcome = 'operator', toUnixTimestamp64Milli(ended) - toUnixTimestamp64Milli(asked), -1), turn_asked_at, turn_ended_at, turn_outcome)`,
  `turn_verdict Array(${verdicts}) DEFAULT arrayMap((outcome, is_first, target_ms, ms) -> multiIf(outcome = 'open' AND is_open = 1 AND is_first = 0, 5, outcome != 'operator', 0, is_first = 1, 1, target_ms < 0, 2, ms > target_ms, 3, 4), turn_outcome, turn_is_first, turn_target_ms, turn_ms)`,
  `open_turn ${openTurns} DEFAULT if(is_open = 1 AND notEmpty(turn_outcome) AND turn_outcome[-1] = 'open', if(turn_is_first[-1] = 1, 1, 2), 0)`,
  // Of a wait for a later reply; the epoch's start where there is none, or it has no target.
  `later_due_at ${milliseconds} DEFAULT if(open_turn = 'later', turn_due_at[-1], ${none})`,
  `later_business_due_at ${milliseconds} DEFAULT if(open_turn = 'later', turn_business_due_at[-1], ${none})`,
  // Later replies by their verdict.
  `later_in_time UInt16 DEFAULT countEqual(turn_verdict, 'in_time')`,
  `later_late UInt16 DEFAULT countEqual(turn_verdict, 'late')`,
  `later_untimed UInt16 DEFAULT countEqual(turn_verdict, 'untimed')`,
  // Durations of handlings that have ended.
  `handled_ms Array(Int64) DEFAULT arrayFilter((ms, ended) -> ended != ${none}, handling_ms, handling_ended_at)`,
  // Of a cycle that goes on -1.
  `cycle_ms Array(Int64) DEFAULT arrayMap((since, until) -> if(until = ${none}, -1, toUnixTimestamp64Milli(until) - toUnixTimestamp64Milli(since)), cycle_from, cycle_to)`,
]

/** How things stood, for most questions without an array. */
const standingColumns = [
  `open_until ${milliseconds} DEFAULT if(is_open = 1, ${never}, cycle_to[-1])`,
  // The last reopening; the epoch's start where there was none.
  `reopened_at ${milliseconds} DEFAULT if(length(cycle_from) > 1, cycle_from[-1], ${none})`,
  // Between its opening and then a chat was closed from each of these on until the other.
  `gap_from Array(${milliseconds}) DEFAULT arrayPopBack(cycle_to)`,
  `gap_to Array(${milliseconds}) DEFAULT arrayPopFront(cycle_from)`,
  // The end of the last wait; of a chat whose customer never waited the epoch's start.
  `waiting_until ${milliseconds} DEFAULT if(length(wait_to) > 0 AND wait_to[-1] = ${none}, ${never}, wait_to[-1])`,
]

/** Messages counted by author, operator and group. */
const writtenColumns = [
  `written_author Array(${enumOf(chatAuthors)}) DEFAULT arrayMap(writer -> writer.1, ${differentWriters})`,
  `written_operator Array(${word}) DEFAULT arrayMap(writer -> writer.2, ${differentWriters})`,
  `written_group Array(${word}) DEFAULT arrayMap(writer -> writer.3, ${differentWriters})`,
  `written_messages Array(UInt32) DEFAULT arrayMap(writer -> countEqual(${writers}, writer), ${differentWriters})`,
]

/** Of many days, those chats are read that were open, or whose customers waited, at a moment. */
export const standingIndices = ['open_until', 'reopened_at', 'waiting_until'].map(
  (name) => `INDEX ${name}_range ${name} TYPE minmax GRANULARITY 1`,
)

/** Since migration 9. */
export const laterChatColumns: readonly string[] = [...durationColumns, ...standingColumns, ...writtenColumns]

export const workedOutChatColumns: readonly string[] = [overAtColumn, ...laterChatColumns]
