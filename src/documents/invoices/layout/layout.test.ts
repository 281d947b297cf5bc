import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printableText } from './printable-text.ts'
import { wrapText } from './wrap-text.ts'

/** Of any UTF-16 units: controls, halves of pairs, private ones. */
const anyText = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units))
const perCharacter = (text: string): number => [...text].length

describe('wrapping', () => {
  test('breaks at spaces and at line ends, and a long word between characters', () => {
    expect(wrapText('one two three', 7, perCharacter)).toEqual(['one two', 'three'])
    expect(wrapText('one\ntwo\r\n\nthree', 9, perCharacter)).toEqual(['one', 'two', 'three'])
    expect(wrapText('a abcdefgh b', 3, perCharacter)).toEqual(['a', 'abc', 'def', 'gh', 'b'])
    expect(wrapText('10\u00a0000 EUR', 6, perCharacter)).toEqual(['10\u00a0000', 'EUR'])
  })

  test('no line is too wide and nothing is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, width) => {
        const lines = wrapText(text, width, perCharacter)
        for (const line of lines) expect(perCharacter(line)).toBeLessThanOrEqual(width)
        const letters = (value: string) => value.replace(/[ \t\r\n]/g, '')
        expect(letters(lines.join(''))).toBe(letters(text))
      }),
    )
  })
})

describe('printable text', () => {
  test('has only signs of the font, and line ends', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const printable = printableText(text, (codePoint) => codePoint < 0x500)
        expect(printable).toMatch(/^[\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u04ff]*$/u)
      }),
    )
  })
})
