import { describe, expect, test } from 'vitest'
import type { MetricsResult } from '../../../src/contract/index.ts'
import { messageStatuses } from '../../../src/contract/message-words.ts'
import { createFormats } from '../../../src/messages/index.ts'
import { dimensionAt, notStatedLast } from '../../api/metric-rows.ts'
import { statusesOfStep, statusSteps, stepOfStatus } from '../../charts/index.ts'
import { filterValuesQuestion } from '../../ui/selection/filter-values.ts'
import { shareText, shortText } from '../../ui/statistics/metric-text.ts'
import { sortRows } from '../../ui/statistics/sort-rows.ts'
import { createRefresh } from '../../ui/statistics/use-live.ts'
import { parseAnalyticsSearch } from './analytics-search.ts'
import { toggledFilter } from './toggled-filter.ts'
import { volumeCounts, volumeSeries } from './volume-model.ts'

const selected = { from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z', time_zone: 'UTC' }
const format = createFormats({ language: 'en', timeZone: 'UTC' })

describe('the address of the page', () => {
  test('keeps what makes sense and drops what does not', () => {
    expect(
      parseAnalyticsSearch({
        period: 'today',
        zone: 'Mars/Olympus',
        granularity: 'second',
        channel: 'sms',
      }),
    ).toEqual({ period: 'today', channel: ['sms'] })
  })
})

describe('status steps', () => {
  test('every status of the API belongs to exactly one step', () => {
    const all = statusSteps.flatMap((step) => statusesOfStep(step))
    expect(all.toSorted()).toEqual([...messageStatuses].toSorted())
  })

  test('a status that this page does not know yet counts as not sent', () => {
    expect(stepOfStatus('teleported')).toBe('not_sent')
  })
})

function volumeRow(time: string, status: string, count: number) {
  return { time, status, 'messages.created': count }
}

describe('volume', () => {
  const times = ['2026-11-01T00:00:00Z', '2026-11-01T01:00:00Z', '2026-11-01T02:00:00Z']
  const result = {
    rows: [
      volumeRow('2026-11-01T00:00:00+00:00', 'delivered', 5),
      volumeRow('2026-11-01T00:00:00+00:00', 'failed', 1),
      volumeRow('2026-11-01T00:00:00+00:00', 'expired', 2),
      volumeRow('2026-11-01T01:00:00+00:00', 'queued', 3),
      volumeRow('2026-11-01T01:00:00+00:00', 'accepted', 4),
    ],
  } as unknown as MetricsResult
  const place = { fromMs: 0, toMs: 0, label: '', fullLabel: '' }
  const axis = { places: [place, place, place], incompleteFrom: 1, futureFrom: 2 }
  const series = volumeSeries(volumeCounts(result, times), axis, 'light', (key) => key)
  const valuesOf = (key: string) => series.find((one) => one.key === key)?.values

  test('sums the parts of each pile and leaves places to come empty', () => {
    expect(valuesOf('delivered')).toEqual([5, 0, null])
    expect(valuesOf('not_sent')).toEqual([0, 7, null])
    expect(valuesOf('not_delivered')).toEqual([3, 0, null])
  })

  test('loses no message', () => {
    const total = series.flatMap(({ values }) => values).reduce<number>((sum, value) => sum + (value ?? 0), 0)
    expect(total).toBe(15)
  })

  test('never piles more than six parts', () => {
    expect(series.length).toBeLessThanOrEqual(6)
  })
})

describe('the breakdown table', () => {
  const rows = [
    { channel: 'sms', 'messages.created': 5, 'messages.read_rate': null },
    { channel: 'viber', 'messages.created': 9, 'messages.read_rate': 0.5 },
    { channel: 'email', 'messages.created': 7, 'messages.read_rate': 0.7 },
  ]
  const namesBy = (by: string, direction: 'asc' | 'desc') =>
    sortRows(rows, by, direction, (row) => dimensionAt(row, 'channel') ?? '').map((row) => row['channel'])

  test('sorts by any column, both ways, with rows without a value at the end', () => {
    expect(namesBy('messages.created', 'desc')).toEqual(['viber', 'email', 'sms'])
    expect(namesBy('messages.read_rate', 'desc')).toEqual(['email', 'viber', 'sms'])
    expect(namesBy('messages.read_rate', 'asc')).toEqual(['viber', 'email', 'sms'])
    expect(namesBy('channel', 'asc')).toEqual(['email', 'sms', 'viber'])
  })
})

describe('filters', () => {
  test('the values of a filter are counted without that filter, but with the others', () => {
    const question = filterValuesQuestion(
      { ...selected, filters: { channel: ['sms'], country: ['DE'] } },
      'channel',
    )
    expect(question.filters).toEqual({ country: ['DE'] })
    expect(
      filterValuesQuestion({ ...selected, filters: { channel: ['sms'] } }, 'channel'),
    ).not.toHaveProperty('filters')
  })

  test('a click narrows the page down, the same click again widens it', () => {
    expect(toggledFilter({ country: ['DE', 'PL'] }, 'country', 'DE')).toEqual({ country: ['DE'] })
    expect(toggledFilter({ country: ['DE'] }, 'country', 'DE')).toEqual({ country: undefined })
  })

  test('"not stated" stands after all that is stated', () => {
    const rows = [{ network: null }, { network: '262-01' }]
    expect(notStatedLast(rows, 'network')).toEqual([{ network: '262-01' }, { network: null }])
  })
})

describe('numbers', () => {
  test('no value is an en dash, never zero', () => {
    expect(shortText(null, 'count', format)).toBe('–')
    expect(shareText(null, 10, format)).toBe('–')
    expect(shareText(0, 0, format)).toBe('–')
  })

  test('a tiny share does not pretend to be exact, and zero stays zero', () => {
    expect(shareText(1, 100_000, format)).toBe('<\u20090.1%')
    expect(shareText(0, 100, format)).toBe('0%')
  })
})

describe('refreshing', () => {
  test('runs one at a time, and asks during one lead to exactly one more', async () => {
    const finish: (() => void)[] = []
    let second: (() => void) | undefined
    const secondStarted = new Promise<void>((resolve) => {
      second = resolve
    })
    const refresh = createRefresh(() => {
      if (finish.length === 1) second?.()
      return new Promise<void>((resolve) => finish.push(resolve))
    }, 0)
    refresh.ask()
    refresh.ask()
    refresh.ask()
    expect(finish).toHaveLength(1)
    finish[0]?.()
    await secondStarted
    expect(finish).toHaveLength(2)
    refresh.stop()
    refresh.ask()
    expect(finish).toHaveLength(2)
  })
})
