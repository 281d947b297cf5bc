import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashKey, keyOfHeader, makeKey, prefixOf } from './api-key.ts'

test('keys are new each time and fit a header', () => {
  const keys = Array.from({ length: 100 }, makeKey)
  expect(new Set(keys).size).toBe(100)
  for (const key of keys) expect(keyOfHeader(`Bearer ${key}`)).toBe(key)
})

test('the scheme is taken in any case', () => {
  expect(keyOfHeader('bearer abc')).toBe('abc')
  expect(keyOfHeader('BEARER  abc ')).toBe('abc')
})

test('a header is a key without blanks, or none', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const key = keyOfHeader(text)
      expect(key === null || (/^\S{1,200}$/.test(key) && text.includes(key))).toBe(true)
    }),
  )
})

test('the shown part is at most half of the key', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (key) => {
      expect(key.startsWith(prefixOf(key))).toBe(true)
      expect(prefixOf(key).length).toBeLessThanOrEqual(key.length / 2)
    }),
  )
})

test('the hash is SHA-256', () => {
  expect(hashKey('abc').toString('hex')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})
