import type { Alone } from '../core/index.ts'
import { type Records, RequestRounds } from '../records/index.ts'
import { finishRefold, nextRefold, reopenRefolds } from './refold-requests.ts'

/** Companies of one round; the next round takes the rest. */
const maxCompaniesOfRound = 100

/** Folds again the chats of a company that anything happened to from a moment on, by its settings of now. */
export type RefoldChats = (asked: { readonly companyId: string; readonly fromMs: number }) => Promise<unknown>

export interface ChatRefolderOptions {
  readonly records: Records
  readonly refoldChats: RefoldChats
  readonly onError: (error: unknown) => void
}

/**
 * Has chats folded again after settings changed: one company at a time, the one that has waited longest first. Requests are rows,
 * so a crash loses none; each can be done twice without harm. Only in the process that folds.
 */
export class ChatRefolder {
  readonly #options: ChatRefolderOptions
  readonly #rounds: RequestRounds
  #isReopened = false

  constructor(options: ChatRefolderOptions) {
    this.#options = options
    this.#rounds = new RequestRounds({
      round: async (alone) => (await alone(() => this.#doRequests())) === true,
      onError: options.onError,
    })
  }

  start(alone: Alone): void {
    this.#rounds.start(alone)
  }

  /** Says that there is a new request. */
  wake(): void {
    this.#rounds.wake()
  }

  /** Does everything that is asked for now. For tests and commands; the caller sees to being alone. */
  async run(): Promise<void> {
    while (await this.#doRequests()) continue
  }

  /** Waits for the company under way. */
  async stop(): Promise<void> {
    await this.#rounds.stop()
  }

  /** True when there may be more. */
  async #doRequests(): Promise<boolean> {
    const { records, refoldChats } = this.#options
    if (!this.#isReopened) await reopenRefolds(records.system)
    this.#isReopened = true
    for (let done = 0; done < maxCompaniesOfRound; done += 1) {
      const request = await nextRefold(records.system)
      if (!request) return false
      await refoldChats({ companyId: request.companyId, fromMs: request.fromMs })
      await finishRefold(records.system, request)
    }
    return true
  }
}
