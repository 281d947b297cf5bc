import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { maxRefusedBodyBytes } from '../contract/index.ts'
import { type KeptRefusal, type Refusal, type RefusalCount, RefusalNotes } from './refusal-notes.ts'

const refusalOf = (connectionId: string, body = new Uint8Array(3)): Refusal => ({
  connectionId,
  companyId: 'c',
  reason: 'invalid_signature',
  method: 'POST',
  path: '/hooks/twilio/x',
  headers: {},
  body,
})

function notesOf(state: { nowMs: number; isAway?: boolean }) {
  const kept: KeptRefusal[] = []
  const counted = new Map<string, number>()
  const count = (id: string, refused: number) => counted.set(id, (counted.get(id) ?? 0) + refused)
  const notes = new RefusalNotes({
    clock: () => state.nowMs,
    keep: async (refusal, refused) => {
      if (state.isAway) throw new Error('The records are away.')
      kept.push(refusal)
      count(refusal.connectionId, refused)
    },
    count: async (counts: readonly RefusalCount[]) => {
      if (state.isAway) throw new Error('The records are away.')
      for (const { connectionId, refused } of counts) count(connectionId, refused)
    },
  })
  return { notes, kept, counted }
}

test('at most one a second and connection is kept, and every one is counted exactly once', async () => {
  const step = fc.record({
    connection: fc.constantFrom('a', 'b', 'c'),
    afterMs: fc.nat(700),
    isAway: fc.boolean(),
    settles: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const state = { nowMs: 1_000_000, isAway: false }
      const { notes, kept, counted } = notesOf(state)
      const sent = new Map<string, number>()
      for (const { connection, afterMs, isAway, settles } of steps) {
        state.nowMs += afterMs
        state.isAway = isAway
        notes.note(refusalOf(connection))
        sent.set(connection, (sent.get(connection) ?? 0) + 1)
        if (settles) await notes.flush().catch(() => undefined)
      }
      state.isAway = false
      await notes.flush()
      await notes.flush()
      expect(counted).toEqual(sent)
      for (const id of sent.keys()) {
        const times = kept.filter(({ connectionId }) => connectionId === id).map((each) => each.receivedAtMs)
        times.slice(1).forEach((at, index) => expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(1_000))
      }
    }),
  )
})

test('a body is kept up to its limit, and its length as it came', async () => {
  const { notes, kept } = notesOf({ nowMs: 0 })
  notes.note(refusalOf('a', new Uint8Array(maxRefusedBodyBytes + 1)))
  await notes.flush()
  expect(kept.map(({ body, bodyBytes }) => [body.buffer.byteLength, bodyBytes])).toEqual([
    [maxRefusedBodyBytes, maxRefusedBodyBytes + 1],
  ])
})

test('many connections at once are counted, and few of them kept', async () => {
  const { notes, kept, counted } = notesOf({ nowMs: 0 })
  for (let index = 0; index < 500; index += 1) notes.note(refusalOf(`connection ${index}`))
  await notes.flush()
  expect(kept.length).toBeLessThanOrEqual(4)
  expect(counted.size).toBe(500)
})
