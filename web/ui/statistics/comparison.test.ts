import { describe, expect, test } from 'vitest'
import { presetPeriod } from '../../../src/core/time/index.ts'
import { changeOf, comparisonPeriod } from './comparison.ts'

const zone = 'Europe/Berlin'
const at = (text: string): number => Date.parse(text)

describe('what a period is compared with', () => {
  test('a period that is over: the whole previous one', () => {
    const now = at('2026-11-23T14:03:00+01:00')
    const comparison = comparisonPeriod(presetPeriod('yesterday', now, zone), zone, now)
    expect(comparison).toEqual({
      period: presetPeriod('yesterday', now - 24 * 3_600_000, zone),
      partial: false,
    })
  })

  test('a period that runs: as much of the previous one as has passed, in steps of five minutes', () => {
    const now = at('2026-11-23T14:03:20+01:00')
    expect(comparisonPeriod(presetPeriod('today', now, zone), zone, now)).toEqual({
      period: { fromMs: at('2026-11-22T00:00:00+01:00'), toMs: at('2026-11-22T14:00:00+01:00') },
      partial: true,
    })
  })

  test('never reaches beyond the previous period, however short that one is', () => {
    const now = at('2026-03-31T12:00:00+02:00')
    const comparison = comparisonPeriod(presetPeriod('this_month', now, zone), zone, now)
    expect(comparison?.period.toMs).toBe(at('2026-03-01T00:00:00+01:00'))
  })

  test('nothing while the period has hardly begun', () => {
    const now = at('2026-11-23T00:02:00+01:00')
    expect(comparisonPeriod(presetPeriod('today', now, zone), zone, now)).toBeUndefined()
  })
})

describe('a change', () => {
  test('is relative for amounts and in points for ratios', () => {
    expect(changeOf(120, 100, 'count', 'up')).toEqual({ by: 0.2, kind: 'relative', tone: 'good' })
    expect(changeOf(0.5, 0.75, 'ratio', 'up')).toEqual({ by: -0.25, kind: 'points', tone: 'bad' })
  })

  test('knows which direction is good', () => {
    expect(changeOf(80, 100, 'count', 'down')?.tone).toBe('good')
    expect(changeOf(120, 100, 'ms', 'down')?.tone).toBe('bad')
    expect(changeOf(120, 100, 'count', 'neutral')?.tone).toBe('neutral')
  })

  test('is not made up where there is nothing to compare with', () => {
    expect(changeOf(5, null, 'count', 'up')).toBeUndefined()
    expect(changeOf(null, 5, 'count', 'up')).toBeUndefined()
    expect(changeOf(5, 0, 'count', 'up')).toBeUndefined()
    expect(changeOf(0, 0, 'count', 'up')).toEqual({ by: 0, kind: 'relative', tone: 'neutral' })
  })
})
