import { hashKey, type QueryClient, type QueryKey } from '@tanstack/react-query'
import { metricsQueryKey } from '../../api/metrics-query.ts'

/**
 * Which questions' answers are on the screen. A live refresh asks those again; an answer elsewhere on the page is
 * asked again when it comes into view, so that a busy company does not ask for what nobody sees.
 */
export class QuestionsOnScreen {
  readonly #client: QueryClient
  readonly #places = new Map<string, number>()

  constructor(client: QueryClient) {
    this.#client = client
  }

  /** Says that an answer came into view in one more place; the answer is asked again if it is out of date. */
  show(key: QueryKey): void {
    const hash = hashKey(key)
    this.#places.set(hash, (this.#places.get(hash) ?? 0) + 1)
    void this.#client.refetchQueries({
      queryKey: key,
      exact: true,
      predicate: ({ state }) => state.isInvalidated,
    })
  }

  hide(key: QueryKey): void {
    const hash = hashKey(key)
    const places = (this.#places.get(hash) ?? 0) - 1
    if (places > 0) this.#places.set(hash, places)
    else this.#places.delete(hash)
  }

  /** Every answer is out of date; resolves when those on the screen are new. */
  async refresh(): Promise<void> {
    await this.#client.invalidateQueries({ queryKey: metricsQueryKey, refetchType: 'none' })
    await this.#client.refetchQueries({
      queryKey: metricsQueryKey,
      predicate: ({ queryHash }) => this.#places.has(queryHash),
    })
  }
}
