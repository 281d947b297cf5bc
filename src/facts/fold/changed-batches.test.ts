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

test('a batch that was folded is remembered whatever the clock does', () => {
  const batches = new ChangedBatches()
  batches.remember([batch('before', 1_000_000)])
  batches.remember([batch('set back', 100_000)])
  expect(batches.notYetFolded([batch('before', 1_000_000), batch('set back', 100_000)])).toEqual([])
  expect(batches.foldedThroughMs).toBe(1_000_000)
})

test('memory is bounded: the batches folded longest ago are forgotten first', () => {
  const batches = new ChangedBatches()
  const many = Array.from({ length: 30_000 }, (_, n) => batch(`${n}`, n))
  batches.remember(many)
  expect(batches.notYetFolded([batch('29999', 29_999)])).toEqual([])
  expect(batches.notYetFolded([batch('0', 0)])).toEqual([batch('0', 0)])
})

test('few batches are named one by one, very many by their time', () => {
  const batches = new ChangedBatches()
  const few = batches.scopeOf([batch('a', 5), batch('b', 3)])
  expect(few.params).toEqual({ changed_since: 3, batches: ['a', 'b'] })
  const many = batches.scopeOf(Array.from({ length: 5_000 }, (_, n) => batch(`${n}`, 10 + n)))
  expect(many.params).toEqual({ changed_since: 10 })
})
