import type { ChatAuthor, ChatCloser, ChatContact, ChatFlag, ChatOpener } from '../contract/index.ts'

/*
 * What the fold makes of a chat's log: one row of the table `chats`, arrays and all, so that a chat changes as a whole. Instants and
 * durations are milliseconds, null is "there is none"; empty text is "not known" or "none". Each item carries group and operator as
 * of its event. Definitions: docs/metrics.md, Chats.
 */

/** A turn of the customer: consecutive messages until an operator or the bot replies, or the chat is closed. */
export interface ChatTurn {
  readonly askedAtMs: number
  /** Null while the turn is open. */
  readonly endedAtMs: number | null
  readonly outcome: 'open' | 'operator' | 'bot' | 'closed'
  /** Who replied; of an open turn, who has the chat now. */
  readonly operatorId: string
  readonly groupId: string
  /** In business time; null without a calendar, or where no operator replied. */
  readonly businessMs: number | null
  /** Its reply is the chat's first response, or will be: an open turn while the first response is pending. */
  readonly isFirst: boolean
  /** The later response target (SL 2) of the group; null: it has none. */
  readonly targetMs: number | null
  /** When an open turn is past its target. */
  readonly dueAtMs: number | null
  readonly businessDueAtMs: number | null
}

/** From opening or reopening to closing. */
export interface ChatCycle {
  readonly fromMs: number
  readonly toMs: number | null
  readonly by: ChatCloser | ''
  /** As of the closing; of an open cycle, who has the chat now. */
  readonly operatorId: string
  readonly groupId: string
  /** As of the opening or reopening. */
  readonly fromOperatorId: string
  readonly fromGroupId: string
  readonly businessMs: number | null
}

/** A stretch of time in which the chat was open with one group and one operator (or none). Never empty. */
export interface ChatStint {
  readonly fromMs: number
  readonly toMs: number | null
  readonly operatorId: string
  readonly groupId: string
}

/** A stretch of time in which the customer waited, the chat being open, with one group and one operator. */
export interface ChatWait extends ChatStint {
  /** The turn's oldest message. */
  readonly sinceMs: number
}

/** All the time that one operator had the chat while it was open. */
export interface ChatHandling {
  readonly operatorId: string
  /** As of the first assignment. */
  readonly groupId: string
  readonly fromMs: number
  /** Null while the operator has it; then `ms` is of the stints that ended. */
  readonly endedAtMs: number | null
  readonly ms: number
  readonly businessMs: number | null
}

/** A public message of the customer, an operator or the bot. */
export interface ChatMessage {
  readonly atMs: number
  readonly author: Exclude<ChatAuthor, 'system'>
  readonly operatorId: string
  readonly groupId: string
}

/** A rating that was asked for, or given without. */
export interface ChatSurvey {
  /** Of an unasked rating the moment of rating. */
  readonly askedAtMs: number
  readonly ratedAtMs: number | null
  /** 1–5; null: none, or none that counts. */
  readonly score: number | null
  /** As of the asking: the assigned operator, else the one who replied last. */
  readonly operatorId: string
  readonly groupId: string
  /** Likewise as of the rating; empty while there is none. */
  readonly ratedOperatorId: string
  readonly ratedGroupId: string
}

export interface FirstResponse {
  /** `none`: nobody waits for one (no customer message, in the bot's hands, or closed without a reply). */
  readonly state: 'none' | 'pending' | 'answered'
  readonly startMs: number | null
  readonly atMs: number | null
  readonly operatorId: string
  readonly groupId: string
  readonly ms: number | null
  readonly businessMs: number | null
  /** SL 1 of the group; null: it has none. */
  readonly targetMs: number | null
  readonly dueAtMs: number | null
  readonly businessDueAtMs: number | null
}

export interface ChatFacts {
  readonly companyId: string
  readonly chatKey: string
  readonly chatId: string
  readonly connectionId: string
  readonly provider: string
  readonly messenger: string
  readonly channelId: string
  readonly customerId: string
  readonly openedBy: ChatOpener | ''
  readonly openedAtMs: number
  readonly openedFrom: 'opened' | 'first_event'
  /** The first group and the first operator that the chat had. */
  readonly groupId: string
  readonly operatorId: string
  readonly isOpen: boolean
  /** Last closing; null: never closed. */
  readonly closedAtMs: number | null
  readonly closedBy: ChatCloser | ''
  readonly firstClosedAtMs: number | null
  /** Business time from the opening to the last and to the first closing, by the calendar of the chat's first group. */
  readonly closedBusinessMs: number | null
  readonly firstClosedBusinessMs: number | null
  readonly contact: ChatContact
  readonly handedOverAtMs: number | null
  /** First public message of an operator, of the bot. */
  readonly repliedAtMs: number | null
  readonly botRepliedAtMs: number | null
  /** The oldest customer message after the last reply of an operator or the bot; null: all are answered. */
  readonly unansweredSinceMs: number | null
  readonly customerMessages: number
  readonly operatorMessages: number
  readonly botMessages: number
  readonly privateMessages: number
  readonly firstResponse: FirstResponse
  readonly turns: readonly ChatTurn[]
  readonly cycles: readonly ChatCycle[]
  readonly stints: readonly ChatStint[]
  readonly waits: readonly ChatWait[]
  readonly handlings: readonly ChatHandling[]
  readonly messages: readonly ChatMessage[]
  readonly surveys: readonly ChatSurvey[]
  readonly tags: readonly string[]
  readonly flags: readonly ChatFlag[]
  readonly eventCount: number
  /** The latest moment that anything of the chat refers to: the greatest of all event times. */
  readonly lastEventAtMs: number
  readonly firstReceivedAtMs: number
  readonly lastReceivedAtMs: number
}
