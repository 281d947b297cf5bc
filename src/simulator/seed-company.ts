import type { Facts } from '../facts/index.ts'
import { type SimulationOptions, simulate } from './simulate.ts'

export interface SeedOptions extends SimulationOptions {
  readonly facts: Pick<Facts, 'importEvents'>
  /** Called after every batch with the moment that the traffic has reached, epoch milliseconds; the next one waits for it. */
  readonly onProgress?: (reachedMs: number) => void | Promise<void>
}

/** Large enough that parts stay few, small enough that an import holds some ten megabytes. */
const importBatchSize = 50_000

/** Writes simulated traffic into a company's log; whoever folds the log makes facts of it. Returns how many events were written. */
export async function seedCompany(options: SeedOptions): Promise<number> {
  const { facts, onProgress, ...simulation } = options
  let events = 0
  for (const batch of simulate({ batchSize: importBatchSize, ...simulation })) {
    await facts.importEvents(batch)
    events += batch.length
    await onProgress?.(batch.at(-1)?.receivedAtMs ?? simulation.fromMs)
  }
  return events
}
