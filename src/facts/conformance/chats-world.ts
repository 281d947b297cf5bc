import type { ChatEvent, ChatFacts } from '../../chats/index.ts'
import type { Facts } from '../facts.ts'

/** A row of `chats`, as the door gives it. */
type Row = Readonly<Record<string, unknown>>

/** Facts of a company by chat key, read back from the rows of the store. */
export async function chatFactsByKey(
  facts: Facts,
  companyId: string,
): Promise<ReadonlyMap<string, ChatFacts>> {
  const { rows } = await facts
    .forCompany(companyId)
    .query<Row>({ sql: (from) => `SELECT * FROM ${from.chats} ORDER BY chat_key` })
  const byKey = new Map(rows.map((row) => [String(row['chat_key']), fromRowChatFacts(row)]))
  if (byKey.size !== rows.length) throw new Error('A chat has two rows of facts.')
  return byKey
}

/** The events of some logs, each log as a chat of its own in this company. */
export function asChats(companyId: string, logs: readonly (readonly ChatEvent[])[]): ChatEvent[][] {
  return logs.map((log, index) =>
    log.map((event) => ({ ...event, companyId, chatKey: chatKeyAt(index), chatId: `chat-${index}` })),
  )
}

export function chatKeyAt(index: number): string {
  return `00000000-0000-8000-8000-${String(index).padStart(12, '0')}`
}

export function fromRowChatFacts(row: Row): ChatFacts {
  const text = <T extends string>(name: string) => String(row[name]) as T
  const count = (name: string) => Number(row[name])
  const maybeCount = (name: string) => (row[name] === null ? null : Number(row[name]))
  const moment = (name: string) => momentOf(row[name]) ?? 0
  const maybeMoment = (name: string) => momentOf(row[name])
  return {
    companyId: text('company_id'),
    chatKey: text('chat_key'),
    chatId: text('chat_id'),
    connectionId: text('connection_id'),
    provider: text('provider'),
    messenger: text('messenger'),
    channelId: text('channel_id'),
    customerId: text('customer_id'),
    openedBy: text('opened_by'),
    openedAtMs: moment('opened_at'),
    openedFrom: text('opened_from'),
    groupId: text('group_id'),
    operatorId: text('operator_id'),
    isOpen: row['is_open'] === 1,
    closedAtMs: maybeMoment('closed_at'),
    closedBy: text('closed_by'),
    firstClosedAtMs: maybeMoment('first_closed_at'),
    closedBusinessMs: maybeCount('closed_business_ms'),
    firstClosedBusinessMs: maybeCount('first_closed_business_ms'),
    contact: text('contact'),
    handedOverAtMs: maybeMoment('handed_over_at'),
    repliedAtMs: maybeMoment('replied_at'),
    botRepliedAtMs: maybeMoment('bot_replied_at'),
    unansweredSinceMs: maybeMoment('unanswered_since'),
    customerMessages: count('customer_messages'),
    operatorMessages: count('operator_messages'),
    botMessages: count('bot_messages'),
    privateMessages: count('private_messages'),
    firstResponse: {
      state: text('first_response_state'),
      startMs: maybeMoment('first_response_start'),
      atMs: maybeMoment('first_response_at'),
      operatorId: text('first_response_operator'),
      groupId: text('first_response_group'),
      ms: maybeCount('first_response_ms'),
      businessMs: maybeCount('first_response_business_ms'),
      targetMs: maybeCount('first_response_target_ms'),
      dueAtMs: maybeMoment('first_response_due_at'),
      businessDueAtMs: maybeMoment('first_response_business_due_at'),
    },
    ...itemsOfRow(row),
    tags: row['tags'] as string[],
    flags: row['flags'] as ChatFacts['flags'],
    eventCount: count('event_count'),
    lastEventAtMs: moment('last_event_at'),
    firstReceivedAtMs: moment('first_received_at'),
    lastReceivedAtMs: moment('last_received_at'),
  }
}

type Items = Pick<ChatFacts, 'turns' | 'cycles' | 'stints' | 'waits' | 'handlings' | 'messages' | 'surveys'>

function itemsOfRow(row: Row): Items {
  return {
    turns: itemsOf(row, 'turn', (item) => ({
      askedAtMs: item.moment('asked_at'),
      endedAtMs: item.maybeMoment('ended_at'),
      outcome: item.text('outcome'),
      operatorId: item.text('operator'),
      groupId: item.text('group'),
      businessMs: item.duration('business_ms'),
      isFirst: item.duration('is_first') === 1,
      targetMs: item.duration('target_ms'),
      dueAtMs: item.maybeMoment('due_at'),
      businessDueAtMs: item.maybeMoment('business_due_at'),
    })),
    cycles: itemsOf(row, 'cycle', (item) => ({
      fromMs: item.moment('from'),
      toMs: item.maybeMoment('to'),
      by: item.text('by'),
      operatorId: item.text('operator'),
      groupId: item.text('group'),
      fromOperatorId: item.text('from_operator'),
      fromGroupId: item.text('from_group'),
      businessMs: item.duration('business_ms'),
    })),
    stints: itemsOf(row, 'stint', stintOf),
    waits: itemsOf(row, 'wait', (item) => ({ sinceMs: item.moment('since'), ...stintOf(item) })),
    handlings: itemsOf(row, 'handling', (item) => ({
      operatorId: item.text('operator'),
      groupId: item.text('group'),
      fromMs: item.moment('from'),
      endedAtMs: item.maybeMoment('ended_at'),
      ms: item.duration('ms') ?? 0,
      businessMs: item.duration('business_ms'),
    })),
    messages: itemsOf(row, 'message', (item) => ({
      atMs: item.moment('at'),
      author: item.text('author'),
      operatorId: item.text('operator'),
      groupId: item.text('group'),
    })),
    surveys: itemsOf(row, 'survey', (item) => ({
      askedAtMs: item.moment('asked_at'),
      ratedAtMs: item.maybeMoment('rated_at'),
      score: item.duration('score') || null,
      operatorId: item.text('operator'),
      groupId: item.text('group'),
      ratedOperatorId: item.text('rated_operator'),
      ratedGroupId: item.text('rated_group'),
    })),
  }
}

function stintOf(item: ItemOfRow) {
  return {
    fromMs: item.moment('from'),
    toMs: item.maybeMoment('to'),
    operatorId: item.text('operator'),
    groupId: item.text('group'),
  }
}

interface ItemOfRow {
  text<T extends string>(name: string): T
  moment(name: string): number
  maybeMoment(name: string): number | null
  duration(name: string): number | null
}

/** Items of parallel arrays; all of a prefix must be of one length. */
function itemsOf<Item>(row: Row, prefix: string, fromItem: (item: ItemOfRow) => Item): Item[] {
  const arrays = new Map(
    Object.entries(row)
      .filter(([name, value]) => name.startsWith(`${prefix}_`) && Array.isArray(value))
      .map(([name, value]) => [name.slice(prefix.length + 1), value as readonly unknown[]]),
  )
  const lengths = new Set([...arrays.values()].map((array) => array.length))
  if (lengths.size !== 1) throw new Error(`The arrays ${prefix}_… are of different lengths.`)
  const [length = 0] = lengths
  return Array.from({ length }, (_, index) => {
    const at = (name: string): unknown => arrays.get(name)?.[index]
    return fromItem({
      text: <T extends string>(name: string) => String(at(name)) as T,
      moment: (name) => momentOf(at(name)) ?? 0,
      maybeMoment: (name) => momentOf(at(name)) || null,
      duration: (name) => (Number(at(name)) === -1 ? null : Number(at(name))),
    })
  })
}

function momentOf(value: unknown): number | null {
  return value === null ? null : Date.parse(`${String(value).replace(' ', 'T')}Z`)
}
