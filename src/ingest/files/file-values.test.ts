import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { offsetMsAt } from '../../core/index.ts'
import { guessDecimalSign, readFileAmount } from './read-file-amount.ts'
import { guessDateOrder, readFileDate } from './read-file-date.ts'
import { createZoneClock } from './zone-clock.ts'

const berlin = createZoneClock('Europe/Berlin')
const at = (text: string, order: 'day_first' | 'month_first' = 'day_first') => {
  const date = readFileDate(text, { order, clock: berlin })
  return typeof date === 'string' ? date : new Date(date.timeMs).toISOString()
}

describe('dates of files', () => {
  test.each([
    ['2026-09-01 10:00:03', '2026-09-01T08:00:03.000Z'],
    ['2026-09-01T10:00:03.120Z', '2026-09-01T10:00:03.120Z'],
    ['2026-09-01T10:00:03.120+0300', '2026-09-01T07:00:03.120Z'],
    ['2026-09-01 10:00:03 UTC', '2026-09-01T10:00:03.000Z'],
    ['2026-09-01 10:00:03 +0530', '2026-09-01T04:30:03.000Z'],
    ['01.09.2026 10:00', '2026-09-01T08:00:00.000Z'],
    ['1.9.26, 10:00:03', '2026-09-01T08:00:03.000Z'],
    ['01/09/2026', '2026-08-31T22:00:00.000Z'],
    ['1 сентября 2026 г. 10:00', '2026-09-01T08:00:00.000Z'],
    ['Tue, 01 Sep 2026 10:00:03 +0000', '2026-09-01T10:00:03.000Z'],
    ['Sep 1, 2026 1:00:03 PM', '2026-09-01T11:00:03.000Z'],
    ['12/1/2026 12:05 AM', '2026-01-11T23:05:00.000Z'],
    ['1788256803', '2026-09-01T10:00:03.000Z'],
    ['1788256803120', '2026-09-01T10:00:03.120Z'],
    ['20260901100003', '2026-09-01T08:00:03.000Z'],
    ['2026-02-30 10:00', 'invalid_date'],
    ['13 PM', 'invalid_date'],
    ['yesterday', 'invalid_date'],
    ['2026-03-29 02:30:00', 'no_such_time'],
    ['2026-10-25 02:30:00', '2026-10-25T00:30:00.000Z'],
  ])('%s', (text, expected) => {
    expect(at(text)).toBe(expected)
  })

  test('with the month first', () => {
    expect(at('09/01/2026 10:00', 'month_first')).toBe('2026-09-01T08:00:00.000Z')
    expect(at('09/13/2026 10:00')).toBe('invalid_date')
  })

  test.each([
    [['01/02/2026', '13/02/2026'], 'day_first'],
    [['01/02/2026', '02/13/2026'], 'month_first'],
    [['01/02/2026 1:00 PM'], 'month_first'],
    [['01.02.2026'], 'day_first'],
    [['2026-02-01'], 'day_first'],
  ])('of %j the order is seen', (dates, order) => {
    expect(guessDateOrder(dates)).toBe(order)
  })

  test.each(['Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns'])(
    'what the clocks of %s show is read back as the moment that it was, or the first of two',
    (zone) => {
      const clock = createZoneClock(zone)
      const range = { min: Date.UTC(2021, 0, 1), max: Date.UTC(2030, 0, 1) }
      fc.assert(
        fc.property(fc.integer(range), (instantMs) => {
          const localMs = instantMs + offsetMsAt(instantMs, zone)
          const found = clock(localMs)
          expect(found).not.toBeNull()
          expect(Number(found)).toBeLessThanOrEqual(instantMs)
          expect(Number(found) + offsetMsAt(Number(found), zone)).toBe(localMs)
        }),
      )
    },
  )
})

describe('amounts of files', () => {
  test.each([
    ['0.0075', '.', 7_500n, ''],
    ['-0.00750', '.', 7_500n, ''],
    ['1,234.5', '.', 1_234_500_000n, ''],
    ['1 234,50 EUR', ',', 1_234_500_000n, 'EUR'],
    ['EUR 0,01', ',', 10_000n, 'EUR'],
    ['€0.05', '.', 50_000n, 'EUR'],
    ['$0.05', '.', 50_000n, ''],
    ['2,35 руб.', ',', 2_350_000n, 'RUB'],
    ['7.5E-3', '.', 7_500n, ''],
    ['0.00000051', '.', 1n, ''],
    ['.5', '.', 500_000n, ''],
  ] as const)('%s', (text, sign, micros, currency) => {
    expect(readFileAmount(text, sign)).toEqual({ micros, currency })
  })

  test.each(['', 'free', '1.2.3', '--1', 'EUR', '1 EUR USD', '5 apples'])('%j is none', (text) => {
    expect(readFileAmount(text, '.')).toBeNull()
  })

  test('whatever is written, micro-units are read back exactly', () => {
    const amount = fc.tuple(fc.bigInt(0n, 10n ** 15n), fc.constantFrom('.' as const, ',' as const))
    fc.assert(
      fc.property(amount, ([micros, sign]) => {
        const written = `${micros / 1_000_000n}${sign}${String(micros % 1_000_000n).padStart(6, '0')}`
        expect(readFileAmount(written, sign)?.micros).toBe(micros)
        expect(guessDecimalSign([written])).toBe(sign)
      }),
    )
  })
})
