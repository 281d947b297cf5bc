import { expect, test } from 'vitest'
import { createTranslate } from './create-translate.ts'
import { wordOf } from './value-name.ts'

const t = createTranslate('en')

test('a value of a closed set is a word, any other stays as it came', () => {
  expect(wordOf(t, 'channel', 'sms')).toBe('SMS')
  expect(wordOf(t, 'channel', 'pigeon')).toBe('pigeon')
  expect(wordOf(t, 'sender', 'sms')).toBe('sms')
})

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  'a value named as what every object has is one like any other: %s',
  (value) => {
    expect(wordOf(t, 'channel', value)).toBe(value)
    expect(wordOf(t, value, value)).toBe(value)
  },
)
