import { hash } from 'node:crypto'

const maxTokens = 100_000

/**
 * Which body a one-time token was first seen with. The same body again is a repeat, which changes nothing; another body
 * under a used token is forged. Holds the last 100,000 tokens of this process.
 */
export class BodiesByToken {
  /** In the order in which the tokens came. */
  readonly #digests = new Map<string, string>()
  readonly #maxTokens: number

  constructor(max = maxTokens) {
    this.#maxTokens = max
  }

  /** Whether this token belongs to this body; the first body that comes with it takes it. */
  belongsTo(token: string, body: Uint8Array): boolean {
    const digest = hash('sha256', body, 'base64')
    const first = this.#digests.get(token)
    if (first !== undefined) return first === digest
    this.#digests.set(token, digest)
    this.#forgetOldest()
    return true
  }

  #forgetOldest(): void {
    if (this.#digests.size <= this.#maxTokens) return
    const [oldest] = this.#digests.keys()
    if (oldest !== undefined) this.#digests.delete(oldest)
  }
}
