import type { ChatEvent } from '../chats/index.ts'
import { type ChatStep, maxSourceIdLength, messengerPattern } from '../contract/index.ts'
import { chatKeyOf } from './chat-keys.ts'
import { isPlausibleEventTime } from './event-time.ts'
import { maxLength, maxTagsOfEvent } from './field-limits.ts'
import { eventKeyOf, hashedUuid } from './message-keys.ts'
import type { HookContext } from './provider-adapter.ts'
import { tidyText } from './provider-event.ts'

type Stated = Pick<
  ChatEvent,
  | 'messenger'
  | 'channelId'
  | 'channelName'
  | 'customerId'
  | 'groupId'
  | 'groupName'
  | 'operatorId'
  | 'operatorName'
  | 'openedBy'
  | 'messageId'
  | 'author'
  | 'isPublic'
  | 'by'
  | 'score'
  | 'comment'
  | 'tags'
>

/** What an adapter has read of one thing that happened in a chat. */
export interface ChatReport extends Partial<Stated> {
  /** The source's id of the chat. */
  readonly chatId: string
  readonly step: ChatStep
  /** What a repeat has in common with it, besides what it states. */
  readonly identity: readonly string[]
  /** The source's own time; null, or out of all likelihood, and the time of receipt stands in. */
  readonly providerTimeMs: number | null
  readonly requestIndex: number
}

const unstated: Stated = {
  messenger: '',
  channelId: '',
  channelName: '',
  customerId: '',
  groupId: '',
  groupName: '',
  operatorId: '',
  operatorName: '',
  openedBy: '',
  messageId: '',
  author: '',
  isPublic: true,
  by: '',
  score: 0,
  comment: '',
  tags: [],
}
const maxScore = 2 ** 31 - 1

/** A report → a row of the chat log that the log can hold, whatever an adapter has read. */
export function fromChatReport(provider: string, report: ChatReport, context: HookContext): ChatEvent {
  const { chatId, step, identity, providerTimeMs, requestIndex, ...given } = report
  const stated = withinLimits({ ...unstated, ...given }, context.connectionId)
  const hasTime =
    providerTimeMs !== null &&
    Number.isSafeInteger(providerTimeMs) &&
    isPlausibleEventTime(providerTimeMs, context.receivedAtMs)
  return {
    companyId: context.companyId,
    chatKey: chatKeyOf(context.connectionId, [chatId]),
    eventKey: eventKeyOf([step, ...identity, ...contentOf(stated)]),
    connectionId: context.connectionId,
    provider,
    chatId,
    step,
    timeMs: hasTime ? providerTimeMs : context.receivedAtMs,
    timeSource: hasTime ? 'provider' : 'receipt',
    receivedAtMs: context.receivedAtMs,
    ...stated,
    requestId: context.requestId,
    requestIndex,
  }
}

/** A lower-case word for a messenger, or empty. */
export function messengerWord(text: string): string {
  const word = text.toLowerCase()
  return messengerPattern.test(word) ? word : ''
}

/** Ids of a source are numbers from 1 on, more often than not: two connections must not share a group or a customer by chance. */
function ownId(connectionId: string, id: string): string {
  return id === '' ? '' : `${connectionId.slice(0, 8)}:${id}`
}

/**
 * An id that settings can name. Of a longer one the beginning stays and a fingerprint of all of it takes the place of the rest: two
 * long ids do not become one.
 */
export function nameableId(connectionId: string, id: string): string {
  const own = ownId(connectionId, id)
  if (own.length <= maxSourceIdLength) return own
  const fingerprint = `~${hashedUuid(['source id', own])}`
  return `${own.slice(0, maxSourceIdLength - fingerprint.length).toWellFormed()}${fingerprint}`
}

function withinLimits(stated: Stated, connectionId: string): Stated {
  const { score } = stated
  return {
    ...stated,
    channelId: nameableId(connectionId, stated.channelId),
    customerId: ownId(connectionId, stated.customerId),
    groupId: nameableId(connectionId, stated.groupId),
    operatorId: nameableId(connectionId, stated.operatorId),
    score: Number.isInteger(score) && Math.abs(score) <= maxScore ? score : 0,
    comment: tidyText(stated.comment, maxLength.comment),
    tags: stated.tags
      .map((tag) => tidyText(tag, maxLength.tag))
      .filter(Boolean)
      .slice(0, maxTagsOfEvent),
  }
}

/** All that counts, so that one key never stands for different content. Names may change and are left out. */
function contentOf(stated: Stated): readonly string[] {
  return [
    stated.messenger,
    stated.channelId,
    stated.customerId,
    stated.groupId,
    stated.operatorId,
    stated.openedBy,
    stated.messageId,
    stated.author,
    String(stated.isPublic),
    stated.by,
    String(stated.score),
    stated.comment,
    ...stated.tags,
  ]
}
