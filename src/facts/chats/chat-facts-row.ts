import type {
  ChatCycle,
  ChatFacts,
  ChatHandling,
  ChatMessage,
  ChatStint,
  ChatSurvey,
  ChatTurn,
  ChatWait,
} from '../../chats/index.ts'
import { special, tabText, tabTexts } from '../log/tab-separated.ts'

/**
 * A column of `chats` besides the keys and the version: the type in which its text is read, which the engine turns into the
 * column's own, and how it is written. Instants are decimals of seconds: what an array of instants is, no text of it can be read.
 */
interface WrittenColumn {
  readonly name: string
  readonly type: 'String' | 'UUID' | 'Int64' | 'Nullable(Int64)' | Moment | `Array(${ItemType})`
  readonly write: (facts: ChatFacts) => string | number
}
type Moment = 'Decimal(18, 3)' | 'Nullable(Decimal(18, 3))'
type ItemType = 'String' | 'Int64' | 'Decimal(18, 3)'

const none = '\\N'
const text =
  (of: (facts: ChatFacts) => string) =>
  (facts: ChatFacts): string =>
    tabText(of(facts))

function textColumn(name: string, of: (facts: ChatFacts) => string): WrittenColumn {
  return { name, type: 'String', write: text(of) }
}

function countColumn(name: string, of: (facts: ChatFacts) => number): WrittenColumn {
  return { name, type: 'Int64', write: of }
}

function maybeCountColumn(name: string, of: (facts: ChatFacts) => number | null): WrittenColumn {
  return { name, type: 'Nullable(Int64)', write: (facts) => of(facts) ?? none }
}

function momentColumn(name: string, of: (facts: ChatFacts) => number): WrittenColumn {
  return { name, type: 'Decimal(18, 3)', write: (facts) => secondsOf(of(facts)) }
}

function maybeMomentColumn(name: string, of: (facts: ChatFacts) => number | null): WrittenColumn {
  return {
    name,
    type: 'Nullable(Decimal(18, 3))',
    write: (facts) => {
      const ms = of(facts)
      return ms === null ? none : secondsOf(ms)
    },
  }
}

/** Parallel arrays, one for each of the fields of a chat's items. */
function itemColumns<Item>(
  prefix: string,
  itemsOf: (facts: ChatFacts) => readonly Item[],
  fields: readonly ItemField<Item>[],
): readonly WrittenColumn[] {
  return fields.map(({ name, type, write }) => ({
    name: `${prefix}_${name}`,
    type: `Array(${type})` as const,
    write: (facts) => {
      const items = itemsOf(facts)
      if (items.length === 0) return '[]'
      const [only] = items
      return `[${items.length === 1 && only !== undefined ? write(only) : items.map(write).join(',')}]`
    },
  }))
}

interface ItemField<Item> {
  readonly name: string
  readonly type: ItemType
  readonly write: (item: Item) => string
}

function words<Item>(name: string, of: (item: Item) => string): ItemField<Item> {
  return { name, type: 'String', write: (item) => quoted(of(item)) }
}

/** Null is the epoch's start. */
function moments<Item>(name: string, of: (item: Item) => number | null): ItemField<Item> {
  return { name, type: 'Decimal(18, 3)', write: (item) => secondsOf(of(item) ?? 0) }
}

/** Null is -1. */
function durations<Item>(name: string, of: (item: Item) => number | null): ItemField<Item> {
  return { name, type: 'Int64', write: (item) => String(of(item) ?? -1) }
}

function secondsOf(epochMs: number): string {
  return String(epochMs / 1000)
}

function quoted(value: string): string {
  if (value === '') return "''"
  return special.test(value) || value.includes("'") ? tabTexts([value]).slice(1, -1) : `'${value}'`
}

/** Every column that the fold fills. */
export const chatFactsColumns: readonly WrittenColumn[] = [
  textColumn('chat_id', (facts) => facts.chatId),
  { name: 'connection_id', type: 'UUID', write: (facts) => facts.connectionId },
  textColumn('provider', (facts) => facts.provider),
  textColumn('messenger', (facts) => facts.messenger),
  textColumn('channel_id', (facts) => facts.channelId),
  textColumn('customer_id', (facts) => facts.customerId),
  textColumn('opened_by', (facts) => facts.openedBy),
  momentColumn('opened_at', (facts) => facts.openedAtMs),
  textColumn('opened_from', (facts) => facts.openedFrom),
  textColumn('group_id', (facts) => facts.groupId),
  textColumn('operator_id', (facts) => facts.operatorId),
  countColumn('is_open', (facts) => (facts.isOpen ? 1 : 0)),
  maybeMomentColumn('closed_at', (facts) => facts.closedAtMs),
  textColumn('closed_by', (facts) => facts.closedBy),
  maybeMomentColumn('first_closed_at', (facts) => facts.firstClosedAtMs),
  maybeCountColumn('closed_business_ms', (facts) => facts.closedBusinessMs),
  maybeCountColumn('first_closed_business_ms', (facts) => facts.firstClosedBusinessMs),
  textColumn('contact', (facts) => facts.contact),
  maybeMomentColumn('handed_over_at', (facts) => facts.handedOverAtMs),
  maybeMomentColumn('replied_at', (facts) => facts.repliedAtMs),
  maybeMomentColumn('bot_replied_at', (facts) => facts.botRepliedAtMs),
  maybeMomentColumn('unanswered_since', (facts) => facts.unansweredSinceMs),
  countColumn('customer_messages', (facts) => facts.customerMessages),
  countColumn('operator_messages', (facts) => facts.operatorMessages),
  countColumn('bot_messages', (facts) => facts.botMessages),
  countColumn('private_messages', (facts) => facts.privateMessages),
  textColumn('first_response_state', ({ firstResponse }) => firstResponse.state),
  maybeMomentColumn('first_response_start', ({ firstResponse }) => firstResponse.startMs),
  maybeMomentColumn('first_response_at', ({ firstResponse }) => firstResponse.atMs),
  textColumn('first_response_operator', ({ firstResponse }) => firstResponse.operatorId),
  textColumn('first_response_group', ({ firstResponse }) => firstResponse.groupId),
  maybeCountColumn('first_response_ms', ({ firstResponse }) => firstResponse.ms),
  maybeCountColumn('first_response_business_ms', ({ firstResponse }) => firstResponse.businessMs),
  maybeCountColumn('first_response_target_ms', ({ firstResponse }) => firstResponse.targetMs),
  maybeMomentColumn('first_response_due_at', ({ firstResponse }) => firstResponse.dueAtMs),
  maybeMomentColumn('first_response_business_due_at', ({ firstResponse }) => firstResponse.businessDueAtMs),
  ...itemColumns<ChatTurn>('turn', ({ turns }) => turns, [
    moments('asked_at', (turn) => turn.askedAtMs),
    moments('ended_at', (turn) => turn.endedAtMs),
    words('outcome', (turn) => turn.outcome),
    words('operator', (turn) => turn.operatorId),
    words('group', (turn) => turn.groupId),
    durations('business_ms', (turn) => turn.businessMs),
    durations('is_first', (turn) => (turn.isFirst ? 1 : 0)),
    durations('target_ms', (turn) => turn.targetMs),
    moments('due_at', (turn) => turn.dueAtMs),
    moments('business_due_at', (turn) => turn.businessDueAtMs),
  ]),
  ...itemColumns<ChatCycle>('cycle', ({ cycles }) => cycles, [
    moments('from', (cycle) => cycle.fromMs),
    moments('to', (cycle) => cycle.toMs),
    words('by', (cycle) => cycle.by),
    words('operator', (cycle) => cycle.operatorId),
    words('group', (cycle) => cycle.groupId),
    words('from_operator', (cycle) => cycle.fromOperatorId),
    words('from_group', (cycle) => cycle.fromGroupId),
    durations('business_ms', (cycle) => cycle.businessMs),
  ]),
  ...itemColumns<ChatStint>('stint', ({ stints }) => stints, [
    moments('from', (stint) => stint.fromMs),
    moments('to', (stint) => stint.toMs),
    words('operator', (stint) => stint.operatorId),
    words('group', (stint) => stint.groupId),
  ]),
  ...itemColumns<ChatWait>('wait', ({ waits }) => waits, [
    moments('since', (wait) => wait.sinceMs),
    moments('from', (wait) => wait.fromMs),
    moments('to', (wait) => wait.toMs),
    words('operator', (wait) => wait.operatorId),
    words('group', (wait) => wait.groupId),
  ]),
  ...itemColumns<ChatHandling>('handling', ({ handlings }) => handlings, [
    words('operator', (handling) => handling.operatorId),
    words('group', (handling) => handling.groupId),
    moments('from', (handling) => handling.fromMs),
    moments('ended_at', (handling) => handling.endedAtMs),
    durations('ms', (handling) => handling.ms),
    durations('business_ms', (handling) => handling.businessMs),
  ]),
  ...itemColumns<ChatMessage>('message', ({ messages }) => messages, [
    moments('at', (message) => message.atMs),
    words('author', (message) => message.author),
    words('operator', (message) => message.operatorId),
    words('group', (message) => message.groupId),
  ]),
  ...itemColumns<ChatSurvey>('survey', ({ surveys }) => surveys, [
    moments('asked_at', (survey) => survey.askedAtMs),
    moments('rated_at', (survey) => survey.ratedAtMs),
    durations('score', (survey) => survey.score ?? 0),
    words('operator', (survey) => survey.operatorId),
    words('group', (survey) => survey.groupId),
    words('rated_operator', (survey) => survey.ratedOperatorId),
    words('rated_group', (survey) => survey.ratedGroupId),
  ]),
  { name: 'tags', type: 'Array(String)', write: ({ tags }) => tabTexts(tags) },
  { name: 'flags', type: 'Array(String)', write: ({ flags }) => tabTexts(flags) },
  countColumn('event_count', (facts) => facts.eventCount),
  momentColumn('last_event_at', (facts) => facts.lastEventAtMs),
  momentColumn('first_received_at', (facts) => facts.firstReceivedAtMs),
  momentColumn('last_received_at', (facts) => facts.lastReceivedAtMs),
]

/**
 * A chat's row as TabSeparated text without the line's end: company, key, hour of opening, and these columns. Joined at once: a text
 * that was added up stays a tree of its pieces, and thousands of such trees keep the collector busy.
 */
export function toRowChatFacts(facts: ChatFacts): string {
  const fields: (string | number)[] = [facts.companyId, facts.chatKey, openedHourOf(facts)]
  for (const { write } of chatFactsColumns) fields.push(write(facts))
  return fields.join('\t')
}

const hourSeconds = 3_600
/** The last hour that the column holds: 2106. */
const latestHour = 4_294_965_600

/** The hour under which a chat's row stands, seconds since 1970. */
function openedHourOf({ openedAtMs }: Pick<ChatFacts, 'openedAtMs'>): number {
  const hour = Math.floor(openedAtMs / 1000 / hourSeconds) * hourSeconds
  return Math.min(Math.max(hour, 0), latestHour)
}
