import { expect, test } from 'vitest'
import { deriveKey } from './secret-key.ts'
import { isSetUpCode, setUpCodeOf } from './set-up.ts'

const key = deriveKey('a key', 'set-up code')

test('the code is the same at every start of an installation, and another for another', () => {
  expect(setUpCodeOf(key)).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/)
  expect(setUpCodeOf(key)).toBe(setUpCodeOf(deriveKey('a key', 'set-up code')))
  expect(setUpCodeOf(key)).not.toBe(setUpCodeOf(deriveKey('another', 'set-up code')))
})

test('the code is recognised as people type it, and nothing else is', () => {
  const code = setUpCodeOf(key)
  for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ''), ` ${code} `])
    expect(isSetUpCode(key, typed)).toBe(true)
  for (const wrong of ['', code.slice(1), `${code}A`, 'AAAA-BBBB-CCCC'])
    expect(isSetUpCode(key, wrong)).toBe(false)
})
