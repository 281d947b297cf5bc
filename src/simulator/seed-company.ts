import type { Facts } from '../facts/index.ts'
import { type SimulationOptions, simulate } from './simulate.ts'

export interface SeedProgress {
  /** Events are being written to the log; then facts are folded from them; then merged, so that questions are fast. */
  readonly phase: 'importing' | 'folding' | 'merging'
  /** Events imported so far. */
  readonly events: number
  /** Share of the phase that is done, 0 to 1; null where it is not known. */
  readonly share: number | null
}

export interface SeedOptions extends Omit<SimulationOptions, 'batchSize'> {
  readonly facts: Pick<Facts, 'importEvents' | 'foldChanges' | 'mergeQuietPartitions'>
  readonly onProgress?: (progress: SeedProgress) => void
}

/** Large enough that parts stay few, small enough that an import holds some ten megabytes. */
const importBatchSize = 50_000

/** Fills a company with simulated traffic: log, facts, merged. Returns how many events were written. */
export async function seedCompany(options: SeedOptions): Promise<{ readonly events: number }> {
  const { facts, onProgress, ...simulation } = options
  const { fromMs, toMs } = simulation
  let events = 0
  for (const batch of simulate({ ...simulation, batchSize: importBatchSize })) {
    await facts.importEvents(batch)
    events += batch.length
    const reachedMs = batch.at(-1)?.receivedAtMs ?? toMs
    onProgress?.({ phase: 'importing', events, share: (reachedMs - fromMs) / (toMs - fromMs) })
  }
  onProgress?.({ phase: 'folding', events, share: null })
  await facts.foldChanges()
  onProgress?.({ phase: 'merging', events, share: null })
  await facts.mergeQuietPartitions({ quietForMs: 0 })
  return { events }
}
