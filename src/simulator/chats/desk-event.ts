import type { ChatAuthor, ChatCloser, ChatOpener, ChatStep } from '../../contract/index.ts'
import type { DeskChannel, DeskOperator } from './desk.ts'

/** A chat of the simulated desk. */
export interface DeskChat {
  readonly chatId: string
  readonly dayNumber: number
  /** From 0, of the chats of its day. */
  readonly index: number
  readonly channel: DeskChannel
  readonly customerId: string
  readonly openedBy: ChatOpener
}

/** Something that happened in a chat. What a step does not state is empty, null or 0. */
export interface DeskEvent {
  readonly chat: DeskChat
  /** Place among the chat's events; names the event within it. */
  readonly ordinal: number
  readonly step: ChatStep
  readonly timeMs: number
  readonly groupId: string
  readonly operator: DeskOperator | null
  readonly author: ChatAuthor | ''
  readonly isPublic: boolean
  readonly by: ChatCloser | ''
  readonly score: number
  readonly comment: string
  readonly tags: readonly string[]
}

/** An event of a chat as it comes in: late, or again. */
export interface DeskArrival {
  readonly event: DeskEvent
  readonly receivedAtMs: number
}

/** Collects what happens in one chat. */
export class ChatTale {
  readonly events: DeskEvent[] = []
  readonly chat: DeskChat

  constructor(chat: DeskChat) {
    this.chat = chat
  }

  tell(step: ChatStep, timeMs: number, more: Partial<DeskEvent> = {}): void {
    this.events.push({
      chat: this.chat,
      ordinal: this.events.length,
      step,
      timeMs: Math.round(timeMs),
      groupId: '',
      operator: null,
      author: '',
      isPublic: true,
      by: '',
      score: 0,
      comment: '',
      tags: [],
      ...more,
    })
  }
}
