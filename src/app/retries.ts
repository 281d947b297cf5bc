/** When to try again what failed: after longer and longer pauses, and at once where something else failed. */
export class Retries {
  readonly #firstPauseMs: number
  readonly #maxPauseMs: number
  #pauseMs: number
  #dueMs = 0
  #failed = ''

  constructor({ firstPauseMs, maxPauseMs }: { readonly firstPauseMs: number; readonly maxPauseMs: number }) {
    this.#firstPauseMs = firstPauseMs
    this.#maxPauseMs = maxPauseMs
    this.#pauseMs = firstPauseMs
  }

  /** A clock that was set back makes it due, too: waiting for the old time could take hours. */
  isDue(nowMs: number): boolean {
    return nowMs >= this.#dueMs || this.#dueMs - nowMs > this.#maxPauseMs
  }

  /** Something failed that has not been tried again yet. */
  begin(): void {
    this.#dueMs = 0
  }

  /** @param failed names what failed again; empty when nothing did */
  note(nowMs: number, failed: string): void {
    const isSame = failed !== '' && failed === this.#failed
    this.#pauseMs = isSame ? Math.min(this.#maxPauseMs, this.#pauseMs * 2) : this.#firstPauseMs
    this.#failed = failed
    this.#dueMs = nowMs + this.#pauseMs
  }
}
