import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CallEvent } from '../call-event.ts'
import type { Facts } from '../facts.ts'
import { anyCallLog, callEventOf, expectedCall, factsByCall } from './calls-world.ts'
import { eventOf, requestOf, sketch } from './world.ts'

const runs = 8
const propertyTimeoutMs = 180_000

const expectedOf = (logs: readonly (readonly CallEvent[])[]) =>
  new Map(logs.map((log, index) => [`call-${index}`, expectedCall(log)]))

async function countOf(facts: Facts, companyId: string, table: 'calls' | 'callLog'): Promise<number> {
  const { rows } = await facts
    .forCompany(companyId)
    .query<{ n: number }>({ sql: (from) => `SELECT count() AS n FROM ${from[table]}` })
  return Number(rows[0]?.n ?? 0)
}

/** Calls: log → facts by the mechanism of messages. */
export function describeCalls(facts: () => Facts): void {
  describe('calls', () => {
    test(
      'the facts of a call are what was said of it last, whatever the order, repetition and ticks',
      async () => {
        const world = fc.array(anyCallLog, { minLength: 1, maxLength: 12 }).chain((logs) => {
          const places = logs.flatMap((log, call) => log.map((_, index) => ({ call, index })))
          return fc.record({
            logs: fc.constant(logs),
            arrivals: fc.shuffledSubarray([...places, ...places], { minLength: places.length * 2 }),
            ticks: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 }),
          })
        })
        await fc.assert(
          fc.asyncProperty(world, async ({ logs, arrivals, ticks }) => {
            const companyId = randomUUID()
            const calls = logs.map((log, call) =>
              log.map((wish, index) => callEventOf(companyId, `call-${call}`, index, wish)),
            )
            const pieces = ticks.map(() => [] as CallEvent[])
            for (const [n, { call, index }] of arrivals.entries()) {
              const event = calls[call]?.[index]
              if (event) pieces[n % ticks.length]?.push(event)
            }
            for (const [n, piece] of pieces.entries()) {
              await facts().append(requestOf(companyId), [], [], piece)
              if (ticks[n] === 0) await facts().foldChanges()
            }
            await facts().foldChanges()
            const incremental = await factsByCall(facts(), companyId)
            expect(incremental).toEqual(expectedOf(calls))
            await facts().rebuild({ companyId })
            expect(await factsByCall(facts(), companyId)).toEqual(incremental)
          }),
          { numRuns: runs },
        )
      },
      propertyTimeoutMs,
    )

    test('one request holds messages and calls, each event once, and a tick tells of its calls', async () => {
      const companyId = randomUUID()
      const call = [callEventOf(companyId, 'call', 0, { saidAt: 0, from: 0 })]
      const messages = [eventOf(companyId, 'beside', 0, sketch('sent', 0))]
      for (const _ of [1, 2]) await facts().append(requestOf(companyId), messages, [], call)
      const report = await facts().foldChanges()
      expect(report.companyIds.filter((id) => id === companyId)).toHaveLength(1)
      expect(report.calls).toBeGreaterThanOrEqual(1)
      expect(await countOf(facts(), companyId, 'callLog')).toBe(1)
      expect(await countOf(facts(), companyId, 'calls')).toBe(1)
      expect((await facts().foldChanges()).companyIds).not.toContain(companyId)
    })

    test('a correction moves a call between hours and weeks and leaves no row behind; one that comes late but was said before changes nothing', async () => {
      const companyId = randomUUID()
      const week = 7 * 24 * 60
      const said = [
        { saidAt: 5, from: 0 },
        { saidAt: 10, from: -week, result: 'answered', operatorId: 'anna' },
        { saidAt: 7, from: 2 * week, result: 'busy' },
        { saidAt: 12, from: 60, result: 'failed' },
      ].map((wish, index) => callEventOf(companyId, 'call', index, wish))
      const results = ['no_answer', 'answered', 'answered', 'failed']
      for (const [index, event] of said.entries()) {
        await facts().importCallEvents([event])
        await facts().foldChanges()
        const found = await factsByCall(facts(), companyId)
        expect(found.get('call')).toEqual(expectedCall(said.slice(0, index + 1)))
        expect(found.get('call')?.['result']).toBe(results[index])
      }
      const before = await factsByCall(facts(), companyId)
      expect(before.get('call')?.['operator_id']).toBe('anna')
      await facts().mergeQuietPartitions({ quietForMs: 0 })
      expect(await factsByCall(facts(), companyId)).toEqual(before)
    })

    test('of two companies that use the same ids, each has its own', async () => {
      const [ours, theirs] = [randomUUID(), randomUUID()]
      const our = callEventOf(ours, 'same', 0, { saidAt: 0, from: 0, result: 'busy' })
      const their = callEventOf(theirs, 'same', 0, { saidAt: 0, from: 60, result: 'failed' })
      await facts().importCallEvents([our, their])
      await facts().foldChanges()
      await facts().rebuild({ companyId: ours })
      expect(await factsByCall(facts(), ours)).toEqual(new Map([['same', expectedCall([our])]]))
      expect(await factsByCall(facts(), theirs)).toEqual(new Map([['same', expectedCall([their])]]))
    })
  })
}
