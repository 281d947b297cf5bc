import { describe, expect, test } from 'vitest'
import { decimalPlaces } from './decimal-places.ts'
import { createFormats, noValue } from './index.ts'

const nbsp = '\u00a0'
const en = createFormats({ language: 'en', timeZone: 'Europe/Berlin' })
const ru = createFormats({ language: 'ru', timeZone: 'Europe/Moscow' })

describe('formats', () => {
  test('no value is an en dash, never zero', () => {
    for (const write of [en.number, en.compact, en.percent, en.duration]) {
      expect([write(null), write(undefined)]).toEqual([noValue, noValue])
    }
    for (const write of [en.date, en.time, en.dateTimeExact]) expect(write(null)).toBe(noValue)
    expect([en.money(null), en.country(null)]).toEqual([noValue, noValue])
    expect([en.number(0), en.percent(0), en.duration(0)]).toEqual(['0', '0%', `0${nbsp}ms`])
  })

  test('numbers have the separators of the language', () => {
    expect(en.number(1_234_567)).toBe('1,234,567')
    expect(ru.number(1_234_567)).toBe(`1${nbsp}234${nbsp}567`)
  })

  test('compact numbers have at most three significant digits', () => {
    expect([999, 1_234, 12_345, 999_999, 1_250_000].map(en.compact)).toEqual([
      '999',
      '1.23K',
      '12.3K',
      '1M',
      '1.25M',
    ])
    expect(ru.compact(12_345)).toBe(`12,3${nbsp}тыс.`)
  })

  test('a share that is not whole is never shown as 0 % or 100 %', () => {
    expect([0.5, 0.9743, 0.99999, 1, 0.00004].map(en.percent)).toEqual([
      '50%',
      '97.4%',
      '99.9%',
      '100%',
      '0.004%',
    ])
    expect(ru.percent(0.9743)).toBe(`97,4${nbsp}%`)
  })

  test('changes carry their sign', () => {
    expect([en.change(0.123), en.change(-0.5), en.change(0)]).toEqual(['+12.3%', '-50%', '0%'])
  })

  test('durations are told in their two largest units', () => {
    const shown = [840, 3_400, 42_000, 134_000, 3_600_000, 3_905_000, 90_000_000].map((ms) =>
      en.duration(ms).replaceAll(nbsp, ' '),
    )
    expect(shown).toEqual(['840 ms', '3.4 s', '42 s', '2 min 14 s', '1 h', '1 h 5 min', '1 d 1 h'])
    expect(ru.duration(134_000).replaceAll(nbsp, ' ')).toBe('2 мин 14 с')
    expect(en.duration(-134_000).replaceAll(nbsp, ' ')).toBe('−2 min 14 s')
  })

  test('a duration that rounds up never shows sixty of a unit', () => {
    const shown = [999.6, 9_960, 59_600, 119_700, 3_599_700, 86_399_000].map((ms) =>
      en.duration(ms).replaceAll(nbsp, ' '),
    )
    expect(shown).toEqual(['1 s', '10 s', '1 min', '2 min', '1 h', '1 d'])
  })

  test('money keeps every digit of a decimal string', () => {
    expect(en.money({ amount: '1234.5', currency: 'EUR' })).toBe('€1,234.50')
    expect(en.money({ amount: '90071992547409931.25', currency: 'EUR' })).toBe('€90,071,992,547,409,931.25')
    expect(en.moneyExact({ amount: '0.007525', currency: 'EUR' })).toBe('€0.007525')
    const prices = ['0.0004', '0.058', '1']
    expect(prices.map((amount) => en.moneyExact({ amount, currency: 'EUR' }, decimalPlaces(prices)))).toEqual(
      ['€0.0004', '€0.0580', '€1.0000'],
    )
    expect(en.moneyExact({ amount: '0.5', currency: 'EUR' }, decimalPlaces(['0.50']))).toBe('€0.50')
    expect(ru.money({ amount: '-1234.5', currency: 'RUB' })).toBe(`-1${nbsp}234,50${nbsp}₽`)
    expect(en.money({ amount: 'much', currency: 'EUR' })).toBe(noValue)
  })

  test('instants are written in the zone that is given, with 24 hours', () => {
    const instant = '2026-03-28T23:30:00Z'
    expect(en.dateTime(instant)).toBe('29 Mar 2026, 00:30')
    expect(ru.dateTime(instant)).toBe('29 мар. 2026, 02:30')
    expect(en.timeExact(instant)).toBe('00:30:00')
    expect(en.date('not a date')).toBe(noValue)
  })

  test('a zone is named with its offset at the instant, before and after clocks change', () => {
    expect(en.zone('2026-03-28T12:00:00Z')).toBe('Europe/Berlin, GMT+1')
    expect(en.zone('2026-03-29T12:00:00Z')).toBe('Europe/Berlin, GMT+2')
  })

  test('weekdays begin with Monday', () => {
    expect([1, 7].map(en.weekday)).toEqual(['Mon', 'Sun'])
    expect([1, 7].map(ru.weekday)).toEqual(['пн', 'вс'])
  })

  test('countries are named, unknown codes are shown as they are', () => {
    expect([en.country('DE'), ru.country('DE'), en.country('unknown')]).toEqual([
      'Germany',
      'Германия',
      'unknown',
    ])
  })
})
