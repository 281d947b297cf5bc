import { expect, test } from 'vitest'
import { ChangedBatches } from './changed-batches.ts'

const batch = (batchId: string, insertedMs: number) => ({ batchId, insertedMs })

test('a batch is folded once, and one that becomes visible late within a minute is not missed', () => {
  const batches = new ChangedBatches()
  batches.remember([batch('a', 1_000_000)])
  expect(batches.sinceMs).toBeLessThanOrEqual(1_000_000 - 60_000)
  expect(batches.notYetFolded([batch('a', 1_000_000), batch('late', 950_000)])).toEqual([
    batch('late', 950_000),
  ])
})

test('a remembered batch is forgotten only when it is no longer looked for', () => {
  const batches = new ChangedBatches()
  batches.remember([batch('a', 1_000_000)])
  batches.remember([batch('b', 1_060_000)])
  expect(batches.notYetFolded([batch('a', 1_000_000)])).toEqual([])
  batches.remember([batch('c', 1_060_001)])
  expect(batches.sinceMs).toBeGreaterThan(1_000_000)
})

test('few batches are named one by one, very many by their time', () => {
  const batches = new ChangedBatches()
  const few = batches.scopeOf([batch('a', 5), batch('b', 3)])
  expect(few.params).toEqual({ changed_since: 3, batches: ['a', 'b'] })
  const many = batches.scopeOf(Array.from({ length: 5_000 }, (_, n) => batch(`${n}`, 10 + n)))
  expect(many.params).toEqual({ changed_since: 10 })
})
