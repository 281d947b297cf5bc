import type { ChatStint, ChatWait } from './chat-facts.ts'
import type { ChatMoment } from './chat-moments.ts'

/** Stretches of time in which the chat was open with one group and one operator. Ascending, none empty, none meeting its like. */
export function stintsOf(moments: readonly ChatMoment[]): readonly ChatStint[] {
  const stints = new Stretches()
  for (const moment of moments) stints.note(moment, moment.isOpen ? 0 : null)
  return stints.done().map(({ fromMs, toMs, operatorId, groupId }) => ({ fromMs, toMs, operatorId, groupId }))
}

/** Of these the parts in which a turn of the customer was open. */
export function waitsOf(
  moments: readonly ChatMoment[],
  openSinceMs: readonly (number | null)[],
): readonly ChatWait[] {
  const waits = new Stretches()
  for (const [index, moment] of moments.entries())
    waits.note(moment, moment.isOpen ? (openSinceMs[index] ?? null) : null)
  return waits.done()
}

/** Collects stretches of equal standing; lives as long as one fold. */
class Stretches {
  readonly #ended: ChatWait[] = []
  #current: ChatWait | null = null

  /** How it stands from this moment on; `sinceMs` null: there is nothing to collect. */
  note({ atMs, operatorId, groupId }: ChatMoment, sinceMs: number | null): void {
    const current = this.#current
    if (current !== null) {
      if (sinceMs === current.sinceMs && operatorId === current.operatorId && groupId === current.groupId)
        return
      if (current.fromMs < atMs) this.#ended.push({ ...current, toMs: atMs })
    }
    this.#current =
      sinceMs === null ? null : this.#begin({ sinceMs, fromMs: atMs, toMs: null, operatorId, groupId })
  }

  done(): readonly ChatWait[] {
    return this.#current === null ? this.#ended : [...this.#ended, this.#current]
  }

  /** What changed and changed back within one moment never happened. */
  #begin(next: ChatWait): ChatWait {
    const last = this.#ended.at(-1)
    const isSame =
      last !== undefined &&
      last.toMs === next.fromMs &&
      last.sinceMs === next.sinceMs &&
      last.operatorId === next.operatorId &&
      last.groupId === next.groupId
    if (!isSame) return next
    this.#ended.pop()
    return { ...last, toMs: null }
  }
}
