import { expect, test } from 'vitest'
import { createDocumentFormats } from './document-formats.ts'

const english = createDocumentFormats({ language: 'en', currency: 'EUR', minorDigits: 2 })
const russian = createDocumentFormats({ language: 'ru', currency: 'RUB', minorDigits: 2 })

test('dates are written in the language, whatever the zone of the process', () => {
  expect(english.longDate('2026-10-02')).toBe('2 October 2026')
  expect(russian.longDate('2026-10-02')).toBe('2 октября 2026 г.')
  expect(english.dates('2026-09-01', '2026-09-30')).toMatch(/^1\s?–\s?30 September 2026$/)
})

test('amounts keep every digit, also beyond what a float holds', () => {
  expect(english.amount('12345678901234567.89')).toBe('12,345,678,901,234,567.89')
  expect(english.amount('-0.5')).toBe('−0.50')
  expect(english.money('1234.5')).toBe('€1,234.50')
  expect(russian.money('1234.5')).toBe('1\u00a0234,50\u00a0₽')
  expect(english.percent('5.50')).toBe('5.5%')
})

test('unit prices have the same number of places and are never cut', () => {
  expect(english.unitPrices(['0.075', '0.0042', '1', '2.500000'])).toEqual([
    '0.0750',
    '0.0042',
    '1.0000',
    '2.5000',
  ])
  expect(english.unitPrices(['1'])).toEqual(['1.00'])
})

test('what is no decimal number is a bug', () => {
  for (const text of ['', '1e5', 'NaN', '1,5', '0x1']) expect(() => english.amount(text)).toThrow(RangeError)
})
