import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isTrue, parseJsonBody } from './json-fields.ts'

const parse = (text: string) => parseJsonBody(Buffer.from(text))

test('whole numbers above 2⁵³ keep all their digits, and everything else is as JSON has it', () => {
  const text =
    '{"id":4912661846655238145,"list":[-12345678901234567890, 1],"text":"a 4912661846655238145 \\" 1234567890123456789","fraction":0.12345678901234567891,"exponent":1234567890123456789e2}'
  expect(parse(text)?.value).toEqual({
    id: '4912661846655238145',
    list: ['-12345678901234567890', 1],
    text: 'a 4912661846655238145 " 1234567890123456789',
    fraction: 0.123_456_789_012_345_68,
    exponent: 123_456_789_012_345_680_000,
  })
})

test('any JSON is read as JSON.parse does, where its numbers are short', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      fc.pre(!/\d{16}/.test(text))
      expect(parse(text)?.value).toEqual(JSON.parse(text))
    }),
  )
})

test('strings that hold long numbers stay as they are, wherever quotes and backslashes stand', () => {
  const piece = fc.constantFrom('"', '\\', '1234567890123456789', ' ', 'a', ':', '\n')
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const value = { text: pieces.join(''), list: [pieces.join('')] }
      expect(parse(JSON.stringify(value))?.value).toEqual(value)
    }),
  )
})

test.each(['', '{', '{"a":1234567890123456789', '"\\"1234567890123456789'])('%j is no JSON', (text) => {
  expect(parse(text)).toBeNull()
})

test.each([true, 'true', 'TRUE', ' true', '1', 1])('%j is true', (value) => expect(isTrue(value)).toBe(true))
test.each([false, 'false', '0', 0, 2, '', null, undefined, {}])('%j is not true', (value) =>
  expect(isTrue(value)).toBe(false),
)
