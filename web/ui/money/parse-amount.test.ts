import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AmountRules, parseAmount, typedAmount } from './parse-amount.ts'

const en: AmountRules = { language: 'en', places: 2, sign: 'not_zero' }
const ru: AmountRules = { ...en, language: 'ru' }
const amountOf = (text: string, rules: AmountRules): string => {
  const parsed = parseAmount(text, rules)
  return parsed.ok ? parsed.amount : parsed.problem
}

describe('a typed amount', () => {
  test.each([
    ['1234.5', '1234.5'],
    ['1,234.56', '1234.56'],
    [' 12 000 ', '12000'],
    ['007.10', '7.1'],
    ['5.', '5'],
    ['−3.20', '-3.2'],
    ['12,50', 'not_a_number'],
    ['1.234,56', 'not_a_number'],
    ['1e3', 'not_a_number'],
    ['.5', 'not_a_number'],
    ['0.001', 'too_fine'],
    ['0.100', '0.1'],
    ['1234567890123', 'too_large'],
    ['0', 'zero'],
    ['  ', 'missing'],
  ])('in English: %j', (text, expected) => {
    expect(amountOf(text, en)).toBe(expected)
  })

  test.each([
    ['1234,5', '1234.5'],
    ['1\u00a0234,56', '1234.56'],
    ['1\u202f234.56', '1234.56'],
    ['1,234', 'too_fine'],
    ['1.234,56', 'not_a_number'],
    ['-0,00', 'zero'],
  ])('in Russian: %j', (text, expected) => {
    expect(amountOf(text, ru)).toBe(expected)
  })

  test('signs are refused as the field wants', () => {
    expect(amountOf('-1', { ...en, sign: 'positive' })).toBe('not_positive')
    expect(amountOf('0', { ...en, sign: 'positive' })).toBe('not_positive')
    expect(amountOf('-1', { ...en, sign: 'not_negative' })).toBe('negative')
    expect(amountOf('-0', { ...en, sign: 'not_negative' })).toBe('0')
  })

  test('what a field shows of an amount means the same amount again, to the last digit', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -999_999_999_999_999_999n, max: 999_999_999_999_999_999n }),
        fc.constantFrom('en' as const, 'ru' as const),
        (micros, language) => {
          const digits = (micros < 0n ? -micros : micros).toString().padStart(7, '0')
          const amount = `${micros < 0n ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`
          const parsed = parseAmount(typedAmount(amount, language), { language, places: 6, sign: 'not_zero' })
          if (micros === 0n) expect(parsed).toEqual({ ok: false, problem: 'zero' })
          else expect(parsed.ok && toMicros(parsed.amount)).toBe(micros)
        },
      ),
    )
  })
})

function toMicros(amount: string): bigint {
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.')
  const magnitude = BigInt(whole + fraction.padEnd(6, '0'))
  return amount.startsWith('-') ? -magnitude : magnitude
}
