import type { ChatAuthor, ChatCloser, ChatOpener, ChatStep } from '../contract/index.ts'

/**
 * One row of the chat log. Empty string is "not stated"; instants are epoch milliseconds. Two rows with the same `companyId`,
 * `chatKey` and `eventKey` are one event, received again.
 */
export interface ChatEvent {
  readonly companyId: string
  /** UUID-shaped hash of connection + the source's id of the chat: names the chat. */
  readonly chatKey: string
  /** UUID-shaped hash of what makes the event this one and no other: names the event within its chat. */
  readonly eventKey: string
  readonly connectionId: string
  readonly provider: string
  readonly chatId: string
  readonly step: ChatStep
  /** Moment at the source, or of receipt where the source gives none (`timeSource`). */
  readonly timeMs: number
  readonly timeSource: 'provider' | 'receipt'
  readonly receivedAtMs: number
  readonly messenger: string
  /** Which configured chat: a website's widget or a linked account. */
  readonly channelId: string
  readonly customerId: string
  /** Of `opened` where stated, and of `moved`, where empty means to no group. */
  readonly groupId: string
  /** Of `assigned` (empty: to nobody), of messages by operators, and of `closed` and `reopened` where stated. */
  readonly operatorId: string
  /** Names as the source gives them, for lists; settings go before them. */
  readonly channelName: string
  readonly groupName: string
  readonly operatorName: string
  readonly openedBy: ChatOpener | ''
  /** Of messages: two events of one message are the same message. */
  readonly messageId: string
  readonly author: ChatAuthor | ''
  readonly isPublic: boolean
  readonly by: ChatCloser | ''
  /** As sent, 0 = none; outside of 1–5 it is kept and not counted. */
  readonly score: number
  readonly comment: string
  readonly tags: readonly string[]
  readonly requestId: string
  /** Place of the event's item in the raw request. */
  readonly requestIndex: number
}
