import { array, assert, dictionary, oneof, property, string, stringMatching } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseSearchText, writeSearchText } from './search-text.ts'

describe('the query of an address', () => {
  test('is written for people', () => {
    expect(
      writeSearchText({
        from: '2026-09-01T00:00:00+02:00',
        channel: ['sms', 'viber'],
        hour: [9],
        open: undefined,
      }),
    ).toBe('?from=2026-09-01T00:00:00%2B02:00&channel=sms&channel=viber&hour=9')
    expect(writeSearchText({})).toBe('')
  })

  test('one value is text, several are a list', () => {
    expect(parseSearchText('?channel=sms')).toEqual({ channel: 'sms' })
    expect(parseSearchText('?channel=sms&channel=viber')).toEqual({ channel: ['sms', 'viber'] })
  })

  test('an empty value is kept: it means "not known"', () => {
    expect(parseSearchText(writeSearchText({ network: [''] }))).toEqual({ network: '' })
  })

  test('a name that every object has is a name like any other', () => {
    expect(Object.entries(parseSearchText('?constructor=a&__proto__=b'))).toEqual([
      ['constructor', 'a'],
      ['__proto__', 'b'],
    ])
  })

  test('what is written is read back, whatever the texts are', () => {
    const names = stringMatching(/^[a-z]{1,8}$/)
    const search = dictionary(names, oneof(string(), array(string(), { minLength: 2, maxLength: 4 })))
    assert(
      property(search, (values) => {
        expect({ ...parseSearchText(writeSearchText(values)) }).toEqual({ ...values })
      }),
    )
  })
})
