import type { ChatEvent } from '../../chats/index.ts'
import type { replayStates } from '../../contract/index.ts'
import type { CallEvent } from '../call-event.ts'
import type { MessageEvent, RawRequest } from '../message-event.ts'

/**
 * `asked`: waits for the process that folds. `reading`: the archive is read beside the log, which counts as it is. `switching`: the
 * log is changed; from here on it is carried through, by whichever process has the turn.
 */
export type ReplayState = (typeof replayStates)[number]

/** Which requests of a company's archive are read again. */
export interface ReplayAsked {
  readonly companyId: string
  /** Empty: all of them. The canonical API is `apiConnectionId`. */
  readonly connectionIds: readonly string[]
  /** Received at this moment (epoch ms) or later. */
  readonly fromMs: number
  /** For the log of what was done: a user's or key's name. */
  readonly askedBy: string
}

export interface Replay extends ReplayAsked {
  readonly replayId: string
  /** Grows with each step on record. */
  readonly version: bigint
  readonly state: ReplayState
  /** The reading under way takes what was received from here on (epoch ms): `fromMs`, or later when only what came meanwhile is read again. */
  readonly sinceMs: number
  /** And before this moment; 0 before it began. */
  readonly cutMs: number
  /** Names what this reading has written beside the log. */
  readonly readingId: string
  readonly askedAtMs: number
  /** In the archive, and how many of them are read. */
  readonly requests: number
  readonly requestsRead: number
  /** What the requests give now, repeats included. */
  readonly events: number
  /** Rows of the log that are new or changed, and rows that are gone or changed. */
  readonly added: number
  readonly removed: number
  /** Why it failed. */
  readonly detail: string
}

export interface ReadEvents {
  readonly events: readonly MessageEvent[]
  readonly chatEvents: readonly ChatEvent[]
  readonly callEvents: readonly CallEvent[]
}

/** What an archived request gives today; null where it cannot be told, and what it gave stays. */
export type ArchiveReader = (request: RawRequest) => Promise<ReadEvents | null>

export interface CarryOutOptions {
  readonly read: ArchiveReader
  /** Ends between two steps; what was under way is taken up again by the next who carries out. */
  readonly signal?: AbortSignal
  readonly onProgress?: (replay: Replay) => void
}

/** Replays of archives through today's adapters. */
export interface ReplayFacts {
  /** Puts a replay on record; it begins when it is carried out. */
  ask(asked: ReplayAsked): Promise<Replay>
  /** The replays that read a connection's requests, the newest first. */
  list(companyId: string, connectionId: string, limit: number): Promise<readonly Replay[]>
  /** Carries out what is asked for. One process at a time, the one that folds. Answers what came to an end. */
  carryOut(options: CarryOutOptions): Promise<readonly Replay[]>
}
