import { expect, test } from 'vitest'
import { ActivityNotes } from './activity-notes.ts'

test('a use is noted at most every half minute per id', async () => {
  let nowMs = 0
  const written: [string, number][] = []
  const notes = new ActivityNotes({
    clock: () => nowMs,
    write: (id, at) => Promise.resolve(written.push([id, at.getTime()])),
  })
  for (const [ms, id] of [
    [0, 'a'],
    [1, 'b'],
    [29_999, 'a'],
    [30_000, 'a'],
    [30_000, 'b'],
    [30_001, 'b'],
  ] as const) {
    nowMs = ms
    notes.note(id)
  }
  await notes.settled()
  expect(written).toEqual([
    ['a', 0],
    ['b', 1],
    ['a', 30_000],
    ['b', 30_001],
  ])
})

test('a note that failed comes again with the next use, and fails nobody', async () => {
  let writes = 0
  const notes = new ActivityNotes({
    clock: () => 0,
    write: () => {
      writes += 1
      return writes === 1 ? Promise.reject(new Error('down')) : Promise.resolve()
    },
  })
  notes.note('a')
  await notes.settled()
  notes.note('a')
  notes.note('a')
  await notes.settled()
  expect(writes).toBe(2)
})
