import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromTabText, tabDecimal, tabInstant, tabText, tabTexts } from './tab-separated.ts'

test('no text breaks out of its field', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(tabText(text)).not.toMatch(/[\t\n\r\0]/)
    }),
  )
})

test('texts of a list break out of neither it nor its field, and a text comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
      const list = tabTexts(texts)
      expect(list).not.toMatch(/[\t\n\r\0]/)
      expect(list.replace(/\\./gs, '').split("'")).toHaveLength(texts.length * 2 + 1)
      for (const text of texts) expect(fromTabText(tabText(text))).toBe(text)
    }),
  )
})

test('a text that looks like null stays a text', () => {
  expect(tabText('\\N')).toBe('\\\\N')
})

test('instants are seconds with a fraction, and dates where seconds could be read as a year', () => {
  expect(tabInstant(1_772_445_600_123)).toBe('1772445600.123')
  expect(tabInstant(1_772_445_600_000)).toBe('1772445600')
  expect(tabInstant(1_234)).toBe('1970-01-01 00:00:01.234')
})

test('micro-units are exact decimals', () => {
  expect([0n, 1n, -1n, 1_500_000n, -12_345_678n].map(tabDecimal)).toEqual([
    '0.000000',
    '0.000001',
    '-0.000001',
    '1.500000',
    '-12.345678',
  ])
  expect(tabDecimal(null)).toBe('\\N')
})
