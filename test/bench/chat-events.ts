import type { ChatEvent, ChatSettings } from '../../src/chats/index.ts'
import { benchCompany } from './analytics-world.ts'

const nobody = '00000000-0000-0000-0000-000000000000'
export const eventsOfChat = 14
export const foldedCompany = benchCompany(2)

const startMs = Date.parse('2026-08-31T08:00:00+02:00')
const chatsOfSecond = 20

function uuid(kind: number, chat: number, place = 0): string {
  const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')
  return `${hex(kind, 8)}-0000-4000-8000-${hex(chat, 9)}${hex(place, 3)}`
}

type Said = Pick<ChatEvent, 'step'> & Partial<ChatEvent>

/** A usual chat: opened by the customer, assigned, four turns, closed, rated. */
function stepsOf(chat: number): readonly Said[] {
  const operatorId = `operator-${chat % 500}`
  const message = (author: 'customer' | 'operator'): Said =>
    author === 'customer' ? { step: 'message', author } : { step: 'message', author, operatorId }
  return [
    {
      step: 'opened',
      openedBy: 'customer',
      groupId: `group-${chat % 20}`,
      messenger: 'telegram',
      channelId: `channel-${chat % 30}`,
      customerId: `customer-${chat % 10_007}`,
    },
    message('customer'),
    { step: 'assigned', operatorId },
    message('operator'),
    message('customer'),
    message('customer'),
    message('operator'),
    message('customer'),
    message('operator'),
    message('customer'),
    message('operator'),
    { step: 'closed', by: 'operator', operatorId },
    { step: 'rating_asked' },
    { step: 'rated', score: 1 + (chat % 5) },
  ]
}

/** The events of chats from `first` on, `count` of them, in order. */
export function chatEvents(first: number, count: number): readonly ChatEvent[] {
  return Array.from({ length: count }, (_, index) => first + index).flatMap((chat) => {
    const openedAtMs = startMs + Math.floor((chat * 1000) / chatsOfSecond)
    return stepsOf(chat).map((said, place) => ({
      ...unstated,
      companyId: foldedCompany,
      chatKey: uuid(1, chat),
      eventKey: uuid(2, chat, place),
      chatId: String(chat),
      timeMs: openedAtMs + place * 40_000,
      receivedAtMs: openedAtMs + place * 40_000 + 200,
      messageId: said.step === 'message' ? `${chat}-${place}` : '',
      ...said,
    }))
  })
}

const unstated: Omit<
  ChatEvent,
  'companyId' | 'chatKey' | 'eventKey' | 'chatId' | 'step' | 'timeMs' | 'receivedAtMs' | 'messageId'
> = {
  connectionId: nobody,
  provider: 'api',
  timeSource: 'provider',
  messenger: '',
  channelId: '',
  customerId: '',
  groupId: '',
  operatorId: '',
  channelName: '',
  groupName: '',
  operatorName: '',
  openedBy: '',
  author: '',
  isPublic: true,
  by: '',
  score: 0,
  comment: '',
  tags: [],
  requestId: nobody,
  requestIndex: 0,
}

const workday = [{ fromMinute: 9 * 60, toMinute: 18 * 60 }]
const calendar = {
  versions: [
    {
      fromMs: 0,
      timeZone: 'Europe/Berlin',
      weekdays: [workday, workday, workday, workday, workday, [], []],
      days: new Map(),
    },
  ],
} as const

/** Every group has a calendar and targets, so that business time is computed of everything. */
export const chatSettings: ChatSettings = {
  revision: 1,
  groups: new Map(
    Array.from({ length: 20 }, (_, group) => [
      `group-${group}`,
      [{ fromMs: 0, calendar, firstTargetMs: 60_000, laterTargetMs: 300_000 }],
    ]),
  ),
}
