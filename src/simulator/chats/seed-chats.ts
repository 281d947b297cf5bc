import type { Facts } from '../../facts/index.ts'
import { type ChatSimulationOptions, simulateChats } from './simulate-chats.ts'

export interface ChatSeedOptions extends ChatSimulationOptions {
  readonly facts: Pick<Facts, 'importChatEvents'>
}

export interface SeededChats {
  readonly chats: number
  readonly events: number
}

const importBatchSize = 50_000

/** Writes simulated chats into a company's log; whoever folds the log makes facts of it. */
export async function seedChats({ facts, ...simulation }: ChatSeedOptions): Promise<SeededChats> {
  const keys = new Set<string>()
  let events = 0
  for (const batch of simulateChats({ batchSize: importBatchSize, ...simulation })) {
    await facts.importChatEvents(batch)
    events += batch.length
    for (const { chatKey } of batch) keys.add(chatKey)
  }
  return { chats: keys.size, events }
}
