import type { Alone } from '../core/index.ts'
import type { Records } from '../records/index.ts'
import { finishRefold, nextRefold, reopenRefolds } from './refold-requests.ts'

/** How often requests of other processes, and those that failed, are looked for. */
const lookEveryMs = 2_000
const maxErrorPauseMs = 60_000
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
  #alone: Alone | null = null
  #timer: NodeJS.Timeout | null = null
  #round: Promise<void> | null = null
  #again = false
  #isReopened = false
  #pauseMs = lookEveryMs

  constructor(options: ChatRefolderOptions) {
    this.#options = options
  }

  start(alone: Alone): void {
    this.#alone = alone
    this.#schedule(0)
  }

  /** Says that there is a new request. */
  wake(): void {
    if (this.#alone === null) return
    if (this.#round === null) this.#schedule(0)
    else this.#again = true
  }

  /** Does everything that is asked for now. For tests and commands; the caller sees to being alone. */
  async run(): Promise<void> {
    while (await this.#doRequests()) continue
  }

  /** Waits for the company under way. */
  async stop(): Promise<void> {
    this.#alone = null
    if (this.#timer) clearTimeout(this.#timer)
    await this.#round
  }

  #schedule(pauseMs: number): void {
    if (this.#alone === null) return
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#round ??= this.#runRound()
    }, pauseMs)
    this.#timer.unref()
  }

  async #runRound(): Promise<void> {
    this.#again = false
    try {
      if (await this.#alone?.(() => this.#doRequests())) this.#again = true
      this.#pauseMs = lookEveryMs
    } catch (error) {
      this.#pauseMs = Math.min(maxErrorPauseMs, this.#pauseMs * 2)
      this.#again = false
      this.#options.onError(error)
    } finally {
      this.#round = null
      this.#schedule(this.#again ? 0 : this.#pauseMs)
    }
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
