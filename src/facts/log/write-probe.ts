/** An outcome stands for so long: whoever asks more often causes no more writes. */
const keepMs = 10_000

/**
 * Knows whether the store takes writes, by trying one when it is asked: a disk that is full or read-only answers every
 * question all the same.
 */
export class WriteProbe {
  readonly #write: () => Promise<void>
  #outcome: Promise<void> | undefined
  #triedAtMs = 0

  constructor(write: () => Promise<void>) {
    this.#write = write
  }

  /** Rejects as the last try did. */
  check(): Promise<void> {
    const nowMs = performance.now()
    if (this.#outcome === undefined || nowMs - this.#triedAtMs >= keepMs) {
      this.#triedAtMs = nowMs
      this.#outcome = this.#write()
    }
    return this.#outcome
  }

  /** After a write that failed: the next who asks has it tried anew. */
  doubt(): void {
    this.#outcome = undefined
  }
}
