import type { ChatEvent } from '../../chats/index.ts'
import { apiConnectionId } from '../../facts/index.ts'
import { chatKeyOf, eventKeyOf } from '../../ingest/index.ts'
import { chatEventId, chatSource } from './canonical-chat-events-of.ts'
import { type ChatArrivalOptions, chatArrivals } from './chat-arrivals.ts'
import { deskGroupNames } from './desk.ts'
import type { DeskArrival, DeskChat } from './desk-event.ts'

export interface ChatSimulationOptions extends ChatArrivalOptions {
  readonly companyId: string
  /** Most events in one batch. */
  readonly batchSize?: number
}

const defaultBatchSize = 2_000
/** Simulated events have no raw request behind them. */
const noRequestId = '00000000-0000-0000-0000-000000000000'

const knownKeys = new WeakMap<DeskChat, string>()

/** Lifelike chats as rows of the log, in batches and in order of receipt. */
export function* simulateChats(options: ChatSimulationOptions): Generator<readonly ChatEvent[]> {
  const batchSize = options.batchSize ?? defaultBatchSize
  let batch: ChatEvent[] = []
  for (const second of chatArrivals(options)) {
    for (const arrival of second) {
      batch.push(toChatEvent(arrival, options))
      if (batch.length < batchSize) continue
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

function toChatEvent({ event, receivedAtMs }: DeskArrival, options: ChatSimulationOptions): ChatEvent {
  const { chat, step, operator, groupId } = event
  const isOpening = step === 'opened'
  return {
    companyId: options.companyId,
    // The same keys as ingestion gives: a chat that is seeded goes on with what is posted.
    chatKey: keyOf(chat),
    eventKey: eventKeyOf([chatSource, chatEventId(event)]),
    connectionId: apiConnectionId,
    provider: 'api',
    chatId: chat.chatId,
    step,
    timeMs: event.timeMs,
    timeSource: 'provider',
    receivedAtMs,
    messenger: isOpening ? chat.channel.messenger : '',
    channelId: isOpening ? chat.channel.id : '',
    customerId: isOpening ? chat.customerId : '',
    groupId,
    operatorId: operator?.id ?? '',
    channelName: isOpening ? chat.channel.name : '',
    groupName: deskGroupNames.get(groupId) ?? '',
    operatorName: operator?.name ?? '',
    openedBy: isOpening ? chat.openedBy : '',
    messageId: step === 'message' ? chatEventId(event) : '',
    author: event.author,
    isPublic: event.isPublic,
    by: event.by,
    score: event.score,
    comment: event.comment,
    tags: event.tags,
    requestId: noRequestId,
    requestIndex: 0,
  }
}

/** Once per chat: a hash costs more than all the rest of an event. */
function keyOf(chat: DeskChat): string {
  const known = knownKeys.get(chat) ?? chatKeyOf(apiConnectionId, [chat.chatId])
  knownKeys.set(chat, known)
  return known
}
