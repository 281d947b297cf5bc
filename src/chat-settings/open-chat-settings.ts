import type { Principal } from '../companies/index.ts'
import type { ChatNames, ChatSettingsAnswer } from '../contract/index.ts'
import type { Alone, Clock, Failure, Result } from '../core/index.ts'
import type { Records } from '../records/index.ts'
import { type Calendars, createCalendars } from './calendars.ts'
import { ChatRefolder, type RefoldChats } from './chat-refolder.ts'
import type { SeenName } from './chat-settings-deps.ts'
import { enteredNames } from './entered-names.ts'
import { createGroups, type Groups } from './groups.ts'
import { createNames, type Names } from './names.ts'
import { viewSettings } from './view-settings.ts'

export interface ChatSettingsRoomOptions {
  readonly records: Records
  readonly clock: Clock
  readonly seenNames: (companyId: string) => Promise<readonly SeenName[]>
  readonly refoldChats: RefoldChats
  /** Of work in the background, which is tried again. */
  readonly onError: (error: unknown) => void
}

export interface ChatSettingsRoom extends Calendars, Groups, Names {
  /** Everything in one answer. */
  chatSettings(caller: Principal): Promise<Result<ChatSettingsAnswer, Failure<'forbidden'>>>
  /** Names alone: for whoever reads numbers. */
  enteredNames(companyId: string): Promise<ChatNames>
  /** Has chats folded again after changes from now on. `alone` gives the turn of the process that folds. */
  start(alone: Alone): void
  /** Has all that is asked for folded again now; nothing else may fold meanwhile. */
  bringUpToDate(): Promise<void>
  /** Waits for what is under way. */
  close(): Promise<void>
}

/** Names and measures of a company's chats, in shapes of the API. */
export function openChatSettings(options: ChatSettingsRoomOptions): ChatSettingsRoom {
  const { records, clock, seenNames } = options
  const refolder = new ChatRefolder(options)
  const deps = { records, clock, seenNames, onRefoldAsked: () => refolder.wake() }
  return {
    ...createCalendars(deps),
    ...createGroups(deps),
    ...createNames(deps),
    chatSettings: (caller) => viewSettings(deps, caller),
    enteredNames: (companyId) => enteredNames(records, companyId),
    start: (alone) => refolder.start(alone),
    bringUpToDate: () => refolder.run(),
    close: () => refolder.stop(),
  }
}
