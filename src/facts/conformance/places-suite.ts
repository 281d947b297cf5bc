import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Facts } from '../facts.ts'
import { eventOf, factsByMessage, instantText, requestOf, sketch } from './world.ts'

const hour = 60
const week = 7 * 24 * hour

/** A message stands in one place only, wherever late events move its creation. */
export function describePlaces(facts: () => Facts): void {
  describe('the moment of creation', () => {
    test('moves between hours and weeks, back and forth, and leaves no row behind', async () => {
      const companyId = randomUUID()
      // Each earlier accepted step moves the creation; the last one brings it back to the first hour.
      const wishes = [
        sketch('sent', 30),
        sketch('delivered', 30 - hour),
        sketch('noted', 30 - week),
        sketch('accepted', 40),
        sketch('accepted', 20 - 2 * week),
      ]
      const created = [30, 30 - hour, 30 - week, 40, 20 - 2 * week]
      for (const [index, wish] of wishes.entries()) {
        await facts().append(requestOf(companyId), [eventOf(companyId, 'moving', index, wish)])
        await facts().foldChanges()
        const rows = await factsByMessage(facts(), companyId)
        expect(rows.get('moving')).toMatchObject({
          created_at: instantText(created[index] ?? Number.NaN),
          event_count: index + 1,
        })
      }
    })

    test('keeps one row after partitions are merged', async () => {
      const companyId = randomUUID()
      for (const [index, minutes] of [0, -hour, -week].entries()) {
        await facts().importEvents([eventOf(companyId, 'merged', index, sketch('sent', minutes))])
        await facts().foldChanges()
      }
      const before = await factsByMessage(facts(), companyId)
      await facts().mergeQuietPartitions({ quietForMs: 0 })
      expect(await factsByMessage(facts(), companyId)).toEqual(before)
      expect(before.get('merged')).toMatchObject({ created_at: instantText(-week), event_count: 3 })
    })

    test('folding again what is folded changes nothing', async () => {
      const companyId = randomUUID()
      await facts().importEvents([eventOf(companyId, 'again', 0, sketch('sent', 0))])
      const first = await facts().foldChanges()
      expect(first.companyIds).toContain(companyId)
      const before = await factsByMessage(facts(), companyId)
      await facts().rebuild({ companyId })
      await facts().rebuild({ companyId })
      expect(await factsByMessage(facts(), companyId)).toEqual(before)
      expect((await facts().foldChanges()).companyIds).not.toContain(companyId)
    })
  })
}
