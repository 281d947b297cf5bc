import { setImmediate } from 'node:timers/promises'

/** Mapping lets others have the event loop after so long: a batch of long texts takes seconds in all. */
const sliceMs = 8

/** Goes through items with a pause for others whenever they have taken a while. */
export async function* takeTurns<T>(items: Iterable<T>): AsyncGenerator<T> {
  let sliceStartMs = performance.now()
  for (const item of items) {
    if (performance.now() - sliceStartMs > sliceMs) {
      await setImmediate()
      sliceStartMs = performance.now()
    }
    yield item
  }
}
