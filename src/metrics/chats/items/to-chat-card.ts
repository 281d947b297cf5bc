import {
  type ChatCard,
  chatContacts,
  chatFirstResponseStates,
  chatFlags,
  chatOpeners,
  chatOpeningSources,
  chatTurnOutcomes,
} from '../../../contract/index.ts'
import { formatInstant } from '../../../core/index.ts'
import { apiConnectionId } from '../../../facts/index.ts'
import { known, toApiInstant } from '../../items/to-api-item.ts'
import type { ChatCardRow } from './chat-card-columns.ts'
import { toCloser } from './to-chat-item.ts'

type Whole = number | string | null | undefined

/** A chat as its card shows it, without the timeline. */
export function toApiChatCard(
  row: ChatCardRow,
  zone: string,
): Omit<ChatCard, 'timeline' | 'timeline_truncated'> {
  return {
    id: row.chat_key,
    chat_id: row.chat_id,
    provider: row.provider,
    connection: row.connection_id === apiConnectionId ? null : row.connection_id,
    messenger: known(row.messenger),
    chat: known(row.channel_id),
    customer: known(row.customer_id),
    group: known(row.group_id),
    operator: known(row.operator_id),
    ...courseOf(row, zone),
    messages: {
      customer: row.customer_messages,
      operator: row.operator_messages,
      bot: row.bot_messages,
      private: row.private_messages,
    },
    first_response: firstResponseOf(row, zone),
    ...itemsOf(row, zone),
    tags: [...row.tags],
    flags: row.flags.map((flag) => wordOf(chatFlags, flag)),
  }
}

function courseOf(row: ChatCardRow, zone: string) {
  return {
    opened_at: formatInstant(Number(row.opened_at_ms), zone),
    opened_from: wordOf(chatOpeningSources, row.opened_from),
    opened_by: row.opened_by === '' ? null : wordOf(chatOpeners, row.opened_by),
    is_open: row.is_open === 1,
    first_closed_at: toApiInstant(row.first_closed_at_ms, zone),
    closed_at: toApiInstant(row.closed_at_ms, zone),
    close_by: toCloser(row.closed_by),
    contact: wordOf(chatContacts, row.contact),
    handed_over_at: toApiInstant(row.handed_over_at_ms, zone),
    replied_at: toApiInstant(row.replied_at_ms, zone),
    bot_replied_at: toApiInstant(row.bot_replied_at_ms, zone),
    unanswered_since: toApiInstant(row.unanswered_since_ms, zone),
  }
}

function firstResponseOf(row: ChatCardRow, zone: string): ChatCard['first_response'] {
  return {
    state: wordOf(chatFirstResponseStates, row.first_response_state),
    start_at: toApiInstant(row.first_response_start_ms, zone),
    at: toApiInstant(row.first_response_at_ms, zone),
    group: known(row.first_response_group),
    operator: known(row.first_response_operator),
    duration_ms: toNumber(row.first_response_ms),
    business_ms: toNumber(row.first_response_business_ms),
    target_ms: toNumber(row.first_response_target_ms),
    due_at: toApiInstant(row.first_response_due_at_ms, zone),
    business_due_at: toApiInstant(row.first_response_business_due_at_ms, zone),
  }
}

/** Items of the parallel arrays: 0 is no moment, -1 no duration. */
function itemsOf(
  row: ChatCardRow,
  zone: string,
): Pick<ChatCard, 'turns' | 'cycles' | 'handlings' | 'surveys'> {
  return {
    turns: row.turn_asked_at_ms.map((_, index) => turnOf(row, index, zone)),
    cycles: row.cycle_from_ms.map((from, index) => ({
      from: formatInstant(Number(from), zone),
      to: toMoment(row.cycle_to_ms[index], zone),
      close_by: toCloser(row.cycle_by[index] ?? ''),
      ...standing(row.cycle_group[index], row.cycle_operator[index]),
      duration_ms: lasted(from, row.cycle_to_ms[index]),
      business_ms: toDuration(row.cycle_business_ms[index]),
    })),
    handlings: row.handling_from_ms.map((from, index) => {
      const endedAt = toMoment(row.handling_ended_at_ms[index], zone)
      return {
        from: formatInstant(Number(from), zone),
        ended_at: endedAt,
        ...standing(row.handling_group[index], row.handling_operator[index]),
        duration_ms: endedAt === null ? null : toDuration(row.handling_ms[index]),
        business_ms: endedAt === null ? null : toDuration(row.handling_business_ms[index]),
      }
    }),
    surveys: row.survey_asked_at_ms.map((asked, index) => ({
      asked_at: formatInstant(Number(asked), zone),
      rated_at: toMoment(row.survey_rated_at_ms[index], zone),
      score: Number(row.survey_score[index] ?? 0) || null,
      ...standing(row.survey_group[index], row.survey_operator[index]),
    })),
  }
}

function turnOf(row: ChatCardRow, index: number, zone: string): ChatCard['turns'][number] {
  const outcome = wordOf(chatTurnOutcomes, row.turn_outcome[index] ?? '')
  const askedMs = Number(row.turn_asked_at_ms[index] ?? 0)
  return {
    asked_at: formatInstant(askedMs, zone),
    ended_at: toMoment(row.turn_ended_at_ms[index], zone),
    outcome,
    ...standing(row.turn_group[index], row.turn_operator[index]),
    // Only an operator's reply is a response.
    duration_ms: outcome === 'operator' ? lasted(askedMs, row.turn_ended_at_ms[index]) : null,
    business_ms: toDuration(row.turn_business_ms[index]),
    is_first: Number(row.turn_is_first[index]) === 1,
    target_ms: toDuration(row.turn_target_ms[index]),
    due_at: toMoment(row.turn_due_at_ms[index], zone),
    business_due_at: toMoment(row.turn_business_due_at_ms[index], zone),
  }
}

function standing(group = '', operator = ''): { group: string | null; operator: string | null } {
  return { group: known(group), operator: known(operator) }
}

function toMoment(ms: Whole, zone: string): string | null {
  return Number(ms ?? 0) === 0 ? null : formatInstant(Number(ms), zone)
}

function lasted(from: Whole, to: Whole): number | null {
  return Number(to ?? 0) === 0 ? null : Number(to) - Number(from)
}

function toNumber(value: Whole): number | null {
  return value === null || value === undefined ? null : Number(value)
}

function toDuration(value: Whole): number | null {
  const ms = toNumber(value)
  return ms === null || ms < 0 ? null : ms
}

/** A word of the contract as the store gives it. Others are a bug and throw. */
export function wordOf<Word extends string>(words: readonly Word[], written: string): Word {
  const word = words.find((candidate) => candidate === written)
  if (word === undefined) throw new Error(`The facts hold a word that nobody knows: ${written}.`)
  return word
}
