import type { ChatEvent, ChatSettings } from '../../../src/chats/index.ts'
import type { ChatContact } from '../../../src/contract/index.ts'
import { type BusinessTime, businessTimeOf } from './business-time.ts'
import {
  cyclesOf,
  handlingsOf,
  type OracleCycle,
  type OracleHandling,
  type OracleSurvey,
  surveysOf,
} from './chat-handling.ts'
import { type HistoryStep, historyOf, isClosing, isReopening } from './chat-history.ts'
import { type OracleChatMessage, publicMessages, type Whose } from './chat-messages.ts'
import { firstResponseOf, type OracleTurn, type Response, turnsOf } from './chat-turns.ts'

/** What is true of a chat, from its whole log: docs/metrics.md and decision 0019, read literally. Empty is "not known" or "none". */
export interface OracleChat {
  readonly chatKey: string
  readonly chatId: string
  readonly messenger: string
  readonly channelId: string
  readonly customerId: string
  readonly openedAtMs: number
  readonly isOpen: boolean
  /** By whom it was closed last. */
  readonly closeBy: string
  readonly contact: ChatContact
  readonly handedOverAtMs: number | null
  readonly repliedAtMs: number | null
  readonly unansweredSinceMs: number | null
  /** The first group and the first operator that it ever had. */
  readonly first: Whose
  readonly history: readonly HistoryStep[]
  readonly closings: readonly HistoryStep[]
  readonly reopenings: readonly HistoryStep[]
  readonly messages: readonly OracleChatMessage[]
  readonly turns: readonly OracleTurn[]
  readonly cycles: readonly OracleCycle[]
  readonly handlings: readonly OracleHandling[]
  readonly surveys: readonly OracleSurvey[]
  readonly firstResponse: Response | null
  readonly businessTime: BusinessTime
  /** When a group was set up otherwise. */
  readonly changesOf: (groupId: string) => readonly number[]
}

/** Folds the log of any number of chats of one company, with repeats, in any order. */
export function foldChatLog(events: readonly ChatEvent[], settings: ChatSettings): OracleChat[] {
  const businessTime = businessTimeOf(settings)
  const chats = new Map<string, ChatEvent[]>()
  for (const event of events) chats.set(event.chatKey, [...(chats.get(event.chatKey) ?? []), event])
  return [...chats.values()].map((log) => foldChat(historyOf(log), settings, businessTime))
}

function foldChat(
  history: readonly HistoryStep[],
  settings: ChatSettings,
  businessTime: BusinessTime,
): OracleChat {
  const [earliest] = history
  const opening = history.find(({ before, after }) => !before.wasOpened && after.wasOpened)
  if (!earliest || !opening) throw new Error('A chat has at least one event.')
  const messages = publicMessages(history)
  const closings = history.filter(isClosing)
  const context = { history, messages, settings, businessTime }
  const stated = (field: 'messenger' | 'channelId' | 'customerId'): string =>
    history.map(({ event }) => event[field]).find((text) => text !== '') ?? ''
  return {
    chatKey: earliest.event.chatKey,
    chatId: earliest.event.chatId,
    messenger: stated('messenger'),
    channelId: stated('channelId'),
    customerId: stated('customerId'),
    openedAtMs: opening.event.timeMs,
    isOpen: history.at(-1)?.after.isOpen ?? false,
    closeBy: closings.at(-1)?.event.by ?? '',
    contact: contactOf(history, messages),
    handedOverAtMs: history.find(({ event }) => event.step === 'handed_over')?.event.timeMs ?? null,
    repliedAtMs: messages.find(({ author }) => author === 'operator')?.atMs ?? null,
    unansweredSinceMs: unansweredSince(messages),
    first: firstOf(history, messages),
    history,
    closings,
    reopenings: history.filter(isReopening),
    messages,
    turns: turnsOf(context),
    cycles: cyclesOf(history),
    handlings: handlingsOf(history),
    surveys: surveysOf(history, messages),
    firstResponse: firstResponseOf(context),
    businessTime,
    changesOf: (groupId) => (settings.groups.get(groupId) ?? []).map(({ fromMs }) => fromMs),
  }
}

function contactOf(history: readonly HistoryStep[], messages: readonly OracleChatMessage[]): ChatContact {
  if (history.some(({ event }) => event.step === 'handed_over')) return 'handed_over'
  if (messages.some(({ author }) => author === 'operator')) return 'operator'
  return messages.some(({ author }) => author === 'bot') ? 'bot_only' : 'nobody'
}

/** The oldest message of the customer after the last reply of an operator or the bot. */
function unansweredSince(messages: readonly OracleChatMessage[]): number | null {
  const lastReply = messages.findLast(({ author }) => author !== 'customer')
  const unanswered = messages.find(
    ({ author, place }) => author === 'customer' && place > (lastReply?.place ?? -1),
  )
  return unanswered?.atMs ?? null
}

/** An operator is one that was assigned or replied. */
function firstOf(history: readonly HistoryStep[], messages: readonly OracleChatMessage[]): Whose {
  const operators = history.map(({ event, after }, place) => {
    if (event.step === 'assigned') return after.operatorId
    return messages.find((message) => message.place === place && message.author === 'operator')?.operatorId
  })
  return {
    groupId: history.map(({ after }) => after.groupId).find((groupId) => groupId !== '') ?? '',
    operatorId: operators.find((operatorId) => operatorId) ?? '',
  }
}
