import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyChatLog, dayShift, settingsOf } from './chat-log.fixture.ts'
import { foldChat } from './fold-chat.ts'

const settings = settingsOf({ sales: [dayShift], '': [{ ...dayShift, fromMs: 1, calendar: null }] })

test('order and repetition of events change nothing', () => {
  const shuffled = anyChatLog.chain((log) =>
    fc.record({
      log: fc.constant(log),
      again: fc.shuffledSubarray([...log, ...log], { minLength: log.length * 2 }),
    }),
  )
  fc.assert(
    fc.property(shuffled, ({ log, again }) => {
      expect(foldChat(again, settings)).toEqual(foldChat(log, settings))
    }),
  )
})

test('stretches of time are well formed, whatever the log', () => {
  fc.assert(
    fc.property(anyChatLog, (log) => {
      const facts = foldChat(log, settings)
      for (const stretches of [facts.stints, facts.waits]) {
        for (const [index, { fromMs, toMs }] of stretches.entries()) {
          const next = stretches[index + 1]
          if (toMs === null) expect(next).toBeUndefined()
          else expect(fromMs < toMs && toMs <= (next?.fromMs ?? toMs)).toBe(true)
        }
      }
      for (const [index, { fromMs, toMs }] of facts.cycles.entries()) {
        const next = facts.cycles[index + 1]
        if (toMs === null) expect(next).toBeUndefined()
        else expect(fromMs <= toMs && toMs <= (next?.fromMs ?? toMs)).toBe(true)
      }
      for (const [index, { askedAtMs, endedAtMs }] of facts.turns.entries()) {
        const next = facts.turns[index + 1]
        if (endedAtMs === null) expect(next).toBeUndefined()
        else expect(askedAtMs <= endedAtMs && endedAtMs <= (next?.askedAtMs ?? endedAtMs)).toBe(true)
      }
    }),
  )
})

test('the parts agree with each other, whatever the log', () => {
  fc.assert(
    fc.property(anyChatLog, (log) => {
      const facts = foldChat(log, settings)
      const { cycles, stints, waits, turns, firstResponse } = facts
      expect(facts.isOpen).toBe(cycles.at(-1)?.toMs === null)
      expect(cycles[0]?.fromMs).toBe(facts.openedAtMs)
      expect(facts.closedAtMs).toBe(cycles.findLast(({ toMs }) => toMs !== null)?.toMs ?? null)
      const length = (each: { fromMs: number; toMs: number | null }) =>
        (each.toMs ?? each.fromMs) - each.fromMs
      const sum = (all: readonly { fromMs: number; toMs: number | null }[]) =>
        all.filter(({ toMs }) => toMs !== null).reduce((total, each) => total + length(each), 0)
      if (!facts.isOpen) {
        expect(sum(stints)).toBe(sum(cycles))
        expect(sum(stints.filter(({ operatorId }) => operatorId !== ''))).toBe(
          facts.handlings.reduce((total, { ms }) => total + ms, 0),
        )
      }
      expect(stints.some(({ toMs }) => toMs === null)).toBe(facts.isOpen)
      expect(waits.some(({ toMs }) => toMs === null)).toBe(
        facts.isOpen && turns.some(({ outcome }) => outcome === 'open'),
      )
      for (const wait of waits) expect(turns.some(({ askedAtMs }) => askedAtMs === wait.sinceMs)).toBe(true)
      if (firstResponse.state === 'answered') expect(firstResponse.ms).toBeGreaterThanOrEqual(0)
      if (firstResponse.state === 'pending') expect(facts.isOpen).toBe(true)
      expect(turns.filter(({ isFirst }) => isFirst).length).toBeLessThanOrEqual(1)
      expect(facts.messages.length).toBe(facts.customerMessages + facts.operatorMessages + facts.botMessages)
    }),
  )
})

test('business time is never more than elapsed time', () => {
  fc.assert(
    fc.property(anyChatLog, (log) => {
      const facts = foldChat(log, settingsOf({ sales: [dayShift], help: [dayShift], '': [dayShift] }))
      for (const { fromMs, toMs, businessMs } of facts.cycles)
        if (toMs !== null && businessMs !== null) expect(businessMs <= toMs - fromMs).toBe(true)
      for (const { ms, businessMs } of facts.handlings) expect((businessMs ?? 0) <= ms).toBe(true)
    }),
  )
})
