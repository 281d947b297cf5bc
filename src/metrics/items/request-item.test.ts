import { describe, expect, it } from 'vitest'
import { requestItem } from './request-item.ts'

describe('requestItem', () => {
  it.each<[string, string, string, number, unknown]>([
    ['the entry of a JSON array', '[1,{"a":2}]', 'application/json; charset=utf-8', 1, { a: 2 }],
    ['a JSON object whole', '{"entry":[]}', 'application/json', 3, { entry: [] }],
    ['the line of NDJSON by its number', '{"a":1}\r\n\n{"a":2}\n', 'application/x-ndjson', 2, { a: 2 }],
    [
      'the fields of a form',
      'To=%2B49&Tag=x&Tag=y+z',
      'application/x-www-form-urlencoded',
      0,
      { To: '+49', Tag: ['x', 'y z'] },
    ],
    ['nothing of a body that cannot be read', '{"a":', 'application/json', 0, undefined],
    [
      'nothing of a body that nests too deep to be written again',
      '['.repeat(5_000) + ']'.repeat(5_000),
      '',
      0,
      undefined,
    ],
    ['nothing beyond the end', '[1]', '', 1, undefined],
  ])('finds %s', (_, body, contentType, index, item) => {
    expect(requestItem(body, contentType, index)).toEqual(item)
  })
})
