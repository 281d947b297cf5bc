import type { CalendarVersion, ChatEvent, ChatSettings, GroupVersion } from '../../../src/chats/index.ts'
import { foldChatLog, type OracleChat } from './fold-chat-log.ts'

/** 2026-09-07 was a Monday. Times of a story are UTC: `10:00`, `10:00:15.5`, and `+1 09:00` a day later. */
export function at(time: string): number {
  const [, days = '0', clock = ''] = /^(?:([+-]\d+) )?(\S+)$/.exec(time) ?? []
  return Date.parse(`2026-09-07T${clock}Z`) + Number(days) * 86_400_000
}

/** What happens, as `10:00 customer`, `10:01 operator anna`, `10:02 closed`; the rest as fields. */
export type Told = readonly [line: string, more?: Partial<ChatEvent>]

const authors: ReadonlySet<string> = new Set(['customer', 'operator', 'bot', 'system'])

function eventOf([line, more]: Told, place: number, chatKey: string): ChatEvent {
  const [, time = '', word = '', name = ''] = /^((?:[+-]\d+ )?\S+) (\S+) ?(.*)$/.exec(line) ?? []
  const timeMs = at(time)
  const isMessage = authors.has(word)
  const isNamed = isMessage || word === 'assigned'
  return {
    companyId: 'company',
    chatKey,
    eventKey: `${chatKey} ${String(place).padStart(2, '0')}`,
    connectionId: '',
    provider: 'api',
    chatId: chatKey,
    step: (isMessage ? 'message' : word) as ChatEvent['step'],
    timeMs,
    timeSource: 'provider',
    receivedAtMs: timeMs,
    messenger: 'web',
    channelId: 'shop',
    customerId: `customer of ${chatKey}`,
    groupId: isNamed ? '' : name,
    operatorId: isNamed ? name : '',
    channelName: '',
    groupName: '',
    operatorName: '',
    openedBy: '',
    messageId: isMessage ? `${chatKey} ${place}` : '',
    author: isMessage ? (word as ChatEvent['author']) : '',
    isPublic: true,
    by: '',
    score: 0,
    comment: '',
    tags: [],
    requestId: '',
    requestIndex: place,
    ...more,
  }
}

export const logOf = (chatKey: string, ...told: readonly Told[]): ChatEvent[] =>
  told.map((each, place) => eventOf(each, place, chatKey))

/** A chat whose group `support` is held to 60 s and 120 s and open from 9 to 18, UTC, on weekdays, unless said otherwise. */
export function chatOf(...told: readonly Told[]): OracleChat {
  const [chat] = foldChatLog(logOf('chat', ...told), plainSettings)
  if (!chat) throw new Error('No chat came out.')
  return chat
}

const workday = [{ fromMinute: 9 * 60, toMinute: 18 * 60 }]
export const officeHours: CalendarVersion = {
  fromMs: 0,
  timeZone: 'UTC',
  weekdays: [workday, workday, workday, workday, workday, [], []],
  days: new Map(),
}
export const supportGroup: GroupVersion = {
  fromMs: 0,
  calendar: { versions: [officeHours] },
  firstTargetMs: 60_000,
  laterTargetMs: 120_000,
}
export const settingsOf = (groups: Readonly<Record<string, readonly GroupVersion[]>>): ChatSettings => ({
  revision: 1,
  groups: new Map(Object.entries(groups)),
})
export const plainSettings = settingsOf({ support: [supportGroup] })
