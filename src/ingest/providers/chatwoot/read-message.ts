import type { ChatAuthor } from '../../../contract/index.ts'
import { maxLength } from '../../field-limits.ts'
import { fieldOf } from '../../json-fields.ts'
import type { ChatReport } from '../../provider-chat-event.ts'
import { tidyText } from '../../provider-event.ts'
import { readChatwootId, readChatwootTime } from './chatwoot-values.ts'

/** The REST API writes types as numbers, webhooks as words. */
const typeByNumber: ReadonlyMap<string, string> = new Map([
  ['0', 'incoming'],
  ['1', 'outgoing'],
  ['2', 'activity'],
  ['3', 'template'],
])
/** Kinds of senders, by `type` or `sender_type`, that are machines. */
const bots = new Set(['agent_bot', 'agentbot', 'captain_assistant', 'captain::assistant'])

export interface MessagePlace {
  readonly chatId: string
  readonly inboxName: string
  readonly requestIndex: number
}

/**
 * A message of a webhook or of the REST API, the same reports from both: the message itself, or a survey and its answer. Notes on
 * what happened ("activity") are no messages.
 */
export function messageReports(value: unknown, place: MessagePlace): readonly ChatReport[] {
  const messageId = readChatwootId(fieldOf(value, 'id'))
  const written = tidyText(fieldOf(value, 'message_type'))
  const type = typeByNumber.get(written) ?? written
  if (messageId === '' || !['incoming', 'outgoing', 'template'].includes(type)) return []
  const shared = {
    chatId: place.chatId,
    identity: [messageId],
    providerTimeMs: readChatwootTime(fieldOf(value, 'created_at')),
    requestIndex: place.requestIndex,
  }
  if (tidyText(fieldOf(value, 'content_type')) === 'input_csat') return surveyReports(value, shared)
  const author = authorOf(value, type)
  const isOperator = author === 'operator'
  return [
    {
      ...shared,
      step: 'message',
      messageId,
      author,
      isPublic: fieldOf(value, 'private') !== true,
      channelName: place.inboxName,
      operatorId: isOperator ? readChatwootId(fieldOf(value, 'sender', 'id')) : '',
      operatorName: isOperator ? tidyText(fieldOf(value, 'sender', 'name'), maxLength.label) : '',
    },
  ]
}

/** Asked when the survey was sent; when it was answered Chatwoot does not say, so the time of receipt stands in. */
function surveyReports(
  value: unknown,
  shared: Pick<ChatReport, 'chatId' | 'identity' | 'providerTimeMs' | 'requestIndex'>,
): readonly ChatReport[] {
  const answer = fieldOf(value, 'content_attributes', 'submitted_values', 'csat_survey_response')
  const score = Number(tidyText(fieldOf(answer, 'rating')))
  const asked: ChatReport = { ...shared, step: 'rating_asked' }
  if (!Number.isInteger(score) || score === 0) return [asked]
  const comment = tidyText(fieldOf(answer, 'feedback_message'), maxLength.comment)
  return [asked, { ...shared, step: 'rated', providerTimeMs: null, score, comment }]
}

/** What rules, campaigns and templates send was written by nobody; so was what goes out without a sender. */
function authorOf(value: unknown, type: string): ChatAuthor {
  if (type === 'incoming') return 'customer'
  const kind = tidyText(fieldOf(value, 'sender', 'type') ?? fieldOf(value, 'sender_type')).toLowerCase()
  if (bots.has(kind)) return 'bot'
  const isAutomatic =
    type === 'template' ||
    fieldOf(value, 'content_attributes', 'automation_rule_id') !== undefined ||
    fieldOf(value, 'additional_attributes', 'campaign_id') !== undefined
  return isAutomatic || kind !== 'user' ? 'system' : 'operator'
}
