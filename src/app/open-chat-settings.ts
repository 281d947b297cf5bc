import type { Logger } from 'pino'
import { type ChatSettingsRoom, openChatSettings } from '../chat-settings/index.ts'
import type { Clock } from '../core/index.ts'
import type { Facts } from '../facts/index.ts'
import type { Records } from '../records/index.ts'

interface Surroundings {
  readonly records: Records
  readonly clock: Clock
  readonly log: Logger
}

/** Settings of chats over the facts: they know the names that chats came with, and fold chats again. */
export function openChatSettingsOver(_facts: Facts, { records, clock, log }: Surroundings): ChatSettingsRoom {
  return openChatSettings({
    records,
    clock,
    seenNames: async () => [],
    refoldChats: async () => undefined,
    onError: (error) => log.error({ err: error }, 'chats could not be folded again; it is tried again'),
  })
}
