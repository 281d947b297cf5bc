import { expect, test } from 'vitest'
import { bindInText } from './bind-in-text.ts'

test('a value stands as a literal of its type, wherever its name does', () => {
  expect(bindInText('SELECT {n:Int64}, {t:Nullable(String)}, {n:UInt8}', { n: -5, t: null })).toBe(
    "SELECT _CAST(-5, 'Int64'), _CAST(NULL, 'Nullable(String)'), _CAST(-5, 'UInt8')",
  )
  expect(bindInText('{list:Array(String)} {big:UInt64}', { list: ['a', 'b'], big: 2n ** 63n })).toBe(
    "_CAST(['a', 'b'], 'Array(String)') _CAST(9223372036854775808, 'UInt64')",
  )
})

test('no text ends its literal or names another value', () => {
  expect(bindInText('{t:String}', { t: "a' OR 1 = 1 --", other: 'x' })).toBe(
    "_CAST('a\\' OR 1 = 1 --', 'String')",
  )
  expect(bindInText('{t:String}', { t: "\\' {other:String}", other: 'x' })).toBe(
    "_CAST('\\\\\\' {other:String}', 'String')",
  )
  expect(bindInText('{t:String}', { t: '$& $1 $$' })).toBe("_CAST('$& $1 $$', 'String')")
})

test('a value that is missing or no number is refused', () => {
  expect(() => bindInText('SELECT {n:Int64}', {})).toThrow(/no value/)
  expect(() => bindInText('SELECT {toString:String}', {})).toThrow(/no value/)
  expect(() => bindInText('SELECT {n:Int64}', { n: Number.NaN })).toThrow(/finite/)
})
