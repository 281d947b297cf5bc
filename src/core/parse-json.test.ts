import { expect, test } from 'vitest'
import { isLongerList, nestsTooDeep, parseJson } from './parse-json.ts'

const nested = (levels: number, pad = '') => `${'['.repeat(levels)}${pad}${']'.repeat(levels)}`

test.each([
  ['a hundred levels', nested(100), false],
  ['one level more, in a text of 202 characters', nested(101), true],
  ['five thousand levels in a short text', nested(5_000), true],
  ['a hundred levels in a long text', nested(100, ' '.repeat(100_000)), false],
  ['one level more in a long text', nested(101, ' '.repeat(100_000)), true],
  ['brackets in a string', `"${'['.repeat(1_000)}"`, false],
  ['brackets behind an escaped quote', `"\\"${'{'.repeat(1_000)}"`, false],
  ['brackets side by side', `[${'[],'.repeat(1_000)}[]]`, false],
])('%s', (_name, text, isTooDeep) => {
  expect(nestsTooDeep(text)).toBe(isTooDeep)
  expect(parseJson(text) === null).toBe(isTooDeep)
})

test.each([
  ['as many entries as may be', '[1,2,3]', false],
  ['one more', '[1,2,3,4]', true],
  ['one more, behind spaces', ' \n [1,2,3,4]', true],
  ['one more that is cut off', '[{},{},{},', true],
  ['commas deeper down and in strings', '[[1,2,3,4,5],"a,b,c,d,e"]', false],
  ['many fields instead', '{"a":1,"b":2,"c":3,"d":4}', false],
])('a list of %s', (_name, text, isLonger) => {
  expect(isLongerList(text, 3)).toBe(isLonger)
})
