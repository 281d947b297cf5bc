import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseCalendarDate } from './calendar-date.ts'
import { parseBankAmount } from './parse-bank-amount.ts'

describe('an amount', () => {
  test.each([
    ['1234.56', '.', 1_234_560_000n],
    ['1,234.56', '.', 1_234_560_000n],
    ['1.234,56', ',', 1_234_560_000n],
    ['1 234 567,8', ',', 1_234_567_800_000n],
    ['1\u00a0234,5', ',', 1_234_500_000n],
    ["1'234.5", '.', 1_234_500_000n],
    ['-5', '.', -5_000_000n],
    ['−5', '.', -5_000_000n],
    ['+5', '.', 5_000_000n],
    ['5.00-', '.', -5_000_000n],
    ['(5.00)', '.', -5_000_000n],
    ['0.000001', '.', 1n],
    ['0.00000100', '.', 1n],
    ['1000000000000', '.', 10n ** 18n],
  ] as const)('%j with %j is read exactly', (text, sign, micros) => {
    expect(parseBankAmount(text, sign)).toBe(micros)
  })

  test.each([
    ['', '.'],
    ['-', '.'],
    ['.', '.'],
    ['1.234,56', '.'],
    ['1,23.4', '.'],
    ['12,34', '.'],
    ['1.5', ','],
    ['1..5', '.'],
    ['--5', '.'],
    ['-5-', '.'],
    ['(-5)', '.'],
    ['5 EUR', '.'],
    ['1e3', '.'],
    ['0x10', '.'],
    ['٣', '.'],
    ['0.0000001', '.'],
    ['1000000000001', '.'],
    ['9'.repeat(1_000), '.'],
  ] as const)('%j with %j is none', (text, sign) => {
    expect(parseBankAmount(text, sign)).toBeNull()
  })

  test('is the same however it is grouped', () => {
    const property = fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 18n }),
      fc.constantFrom('', ' ', '\u202f', "'", 'other'),
      fc.constantFrom<'.' | ','>('.', ','),
      (micros, group, sign) => {
        const separator = group === 'other' ? (sign === '.' ? ',' : '.') : group
        const whole = String(micros / 1_000_000n).replace(/\B(?=(?:\d{3})+$)/g, separator)
        const text = `${whole}${sign}${String(micros % 1_000_000n).padStart(6, '0')}`
        expect(parseBankAmount(text, sign)).toBe(micros)
        expect(parseBankAmount(`-${text}`, sign)).toBe(-micros)
      },
    )
    fc.assert(property)
  })
})

describe('a day', () => {
  test.each([
    ['2026-10-02', 'YYYY-MM-DD'],
    ['02.10.2026', 'DD.MM.YYYY'],
    ['2.10.2026', 'DD.MM.YYYY'],
    ['02.10.26', 'DD.MM.YY'],
    ['02/10/2026', 'DD/MM/YYYY'],
    ['10/02/2026', 'MM/DD/YYYY'],
    ['02-10-2026', 'DD-MM-YYYY'],
    ['20261002', 'YYYYMMDD'],
    ['02.10.2026 13:45:00', 'DD.MM.YYYY'],
    ['2026-10-02T23:59:59+03:00', 'YYYY-MM-DD'],
  ] as const)('%s is read as %s', (text, format) => {
    expect(parseCalendarDate(text, format)).toBe('2026-10-02')
  })

  test.each([
    ['2026-02-29', 'YYYY-MM-DD'],
    ['2026-13-01', 'YYYY-MM-DD'],
    ['0026-01-01', 'YYYY-MM-DD'],
    ['00.10.2026', 'DD.MM.YYYY'],
    ['', 'DD.MM.YY'],
  ] as const)('%j is none', (text, format) => {
    expect(parseCalendarDate(text, format)).toBeNull()
  })
})
