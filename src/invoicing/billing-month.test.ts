import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayMs, hourMs, startOfUnit } from '../core/time/index.ts'
import { firstBillingMonth, nextBillingMonth } from './billing-month.ts'

const zones = [
  'Pacific/Pago_Pago',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
]
const zone = fc.constantFrom(...zones)
const instant = fc.integer({
  min: Date.parse('2024-01-01T00:00:00Z'),
  max: Date.parse('2030-01-01T00:00:00Z'),
})

describe('months of invoices', () => {
  test.each([
    ['of clocks put forward', '2026-02-28T23:00:00Z', '2026-03-31T22:00:00Z'],
    ['of clocks put back', '2026-09-30T22:00:00Z', '2026-10-31T23:00:00Z'],
    ['of 29 days', '2028-01-31T23:00:00Z', '2028-02-29T23:00:00Z'],
  ])('a month %s ends at the local midnight', (_, from, to) => {
    const month = nextBillingMonth(Date.parse(from), 'Europe/Berlin')
    expect(month).toEqual({ fromMs: Date.parse(from), toMs: Date.parse(to) })
  })

  test.each([
    ['east', 'Pacific/Pago_Pago', 'Pacific/Kiritimati', 31 * dayMs - 25 * hourMs],
    ['west', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 31 * dayMs + 25 * hourMs],
  ])('a company that moves %s across the date line has one month, whole', (_, before, after, length) => {
    const fromMs = startOfUnit(Date.parse('2026-10-15T00:00:00Z'), 'month', 0, before)
    const { toMs } = nextBillingMonth(fromMs, after)
    expect(toMs).toBe(startOfUnit(Date.parse('2026-10-15T00:00:00Z'), 'month', 1, after))
    expect(toMs - fromMs).toBe(length)
  })

  test('the first one holds the first usage', () => {
    fc.assert(
      fc.property(instant, zone, (atMs, where) => {
        const { fromMs, toMs } = firstBillingMonth(atMs, where)
        expect(fromMs <= atMs && atMs < toMs).toBe(true)
      }),
    )
  })

  test('they follow each other without a gap, each of 27 to 33 days, and end where a month begins, whatever the zones', () => {
    fc.assert(
      fc.property(instant, fc.array(zone, { minLength: 2, maxLength: 24 }), (atMs, wheres) => {
        let month = firstBillingMonth(atMs, wheres[0] ?? 'UTC')
        for (const where of wheres.slice(1)) {
          const next = nextBillingMonth(month.toMs, where)
          expect(next.fromMs).toBe(month.toMs)
          expect(next.toMs).toBe(startOfUnit(next.toMs, 'month', 0, where))
          expect(next.toMs - next.fromMs).toBeGreaterThan(26 * dayMs)
          expect(next.toMs - next.fromMs).toBeLessThan(33 * dayMs)
          month = next
        }
      }),
    )
  })
})
