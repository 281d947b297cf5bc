import type { Period } from '../core/index.ts'

/** What is on its way and comes in at a moment, epoch ms. */
interface Coming {
  readonly receivedAtMs: number
}

/** Arrivals to come, by the second; what would come in after the period is left out. */
export class ArrivalQueue<T extends Coming> {
  private readonly seconds = new Map<number, T[]>()
  private readonly toMs: number
  private next: number

  constructor(period: Period) {
    this.toMs = period.toMs
    this.next = Math.floor(period.fromMs / 1000)
  }

  add(received: readonly T[]): void {
    for (const arrival of received) {
      if (arrival.receivedAtMs >= this.toMs) continue
      // Times in whole seconds can seem to be received before the minute that is being planned.
      const second = Math.max(this.next, Math.floor(arrival.receivedAtMs / 1000))
      const list = this.seconds.get(second)
      if (list) list.push(arrival)
      else this.seconds.set(second, [arrival])
    }
  }

  *takeBefore(untilMs: number): Generator<readonly T[]> {
    const end = Math.ceil(untilMs / 1000)
    for (; this.next < end && this.seconds.size > 0; this.next++) {
      const list = this.seconds.get(this.next)
      if (!list) continue
      this.seconds.delete(this.next)
      // The sort is stable: equal moments keep the order of planning.
      yield list.sort((a, b) => a.receivedAtMs - b.receivedAtMs)
    }
    this.next = Math.max(this.next, end)
  }
}
