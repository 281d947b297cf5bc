import * as fc from 'fast-check'
import { SegmentedMessage } from 'sms-segments-calculator'
import { expect, test } from 'vitest'
import { countSmsSegments } from './sms-segments.ts'

const bySpelledOutLimits: [string, string, number][] = [
  ['no text', '', 0],
  ['160 GSM-7 characters', 'a'.repeat(160), 1],
  ['161 GSM-7 characters', 'a'.repeat(161), 2],
  ['306 GSM-7 characters', 'a'.repeat(306), 2],
  ['307 GSM-7 characters', 'a'.repeat(307), 3],
  ['80 characters of the extension table', '€'.repeat(80), 1],
  ['81 characters of the extension table', '€'.repeat(81), 2],
  ['an extension character that would be cut at 153', `${'a'.repeat(152)}€${'a'.repeat(152)}`, 3],
  ['70 UCS-2 characters', 'ж'.repeat(70), 1],
  ['71 UCS-2 characters', 'ж'.repeat(71), 2],
  ['134 UCS-2 characters', 'ж'.repeat(134), 2],
  ['135 UCS-2 characters', 'ж'.repeat(135), 3],
  ['an emoji that would be cut at 67', `${'ж'.repeat(66)}😀${'ж'.repeat(66)}`, 3],
]

test.each(bySpelledOutLimits)('%s', (_name, text, segments) => {
  expect(countSmsSegments(text)).toBe(segments)
})

test('the count is that of sms-segments-calculator for every text', () => {
  const character = fc.constantFrom(
    'a',
    'Z',
    ' ',
    '\n',
    '\r\n',
    'ä',
    '€',
    '[',
    '|',
    'ж',
    '中',
    'é',
    'e\u0301',
    '😀',
    '👍🏽',
    '🇩🇪',
    '\u200d',
  )
  const texts = fc.tuple(
    fc.constantFrom('a', 'ж'),
    fc.integer({ min: 0, max: 160 }),
    fc.array(character, { minLength: 1, maxLength: 12 }),
    fc.integer({ min: 1, max: 12 }),
    fc.array(character, { maxLength: 12 }),
  )
  fc.assert(
    fc.property(texts, ([filler, fill, start, times, end]) => {
      const text = filler.repeat(fill) + start.join('').repeat(times) + end.join('')
      expect(countSmsSegments(text)).toBe(new SegmentedMessage(text).segmentsCount)
    }),
    { numRuns: 150 },
  )
})
