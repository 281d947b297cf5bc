import type { ChatEvent } from '../../chats/index.ts'
import { apiConnectionId } from '../../facts/index.ts'
import { scrambledUuid } from '../scramble.ts'
import { chatEventId } from './canonical-chat-events-of.ts'
import { type ChatArrivalOptions, chatArrivals } from './chat-arrivals.ts'
import { deskGroups } from './desk.ts'
import type { DeskArrival } from './desk-event.ts'

export interface ChatSimulationOptions extends ChatArrivalOptions {
  readonly companyId: string
  /** Most events in one batch. */
  readonly batchSize?: number
}

const defaultBatchSize = 2_000
/** Simulated events have no raw request behind them. */
const noRequestId = '00000000-0000-0000-0000-000000000000'
const groupNames = new Map(deskGroups.map(({ id, name }) => [id, name]))

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
    chatKey: scrambledUuid(options.seed, chat.dayNumber, chat.index),
    eventKey: scrambledUuid(options.seed ^ chat.dayNumber, chat.index, event.ordinal),
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
    groupName: groupNames.get(groupId) ?? '',
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
