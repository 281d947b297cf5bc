import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { BodiesByToken } from './bodies-by-token.ts'

const bytes = (text: string): Uint8Array => Buffer.from(text)

test('a token belongs to the first body that came with it, as long as it is remembered', () => {
  const pairs = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2')), {
    maxLength: 30,
  })
  fc.assert(
    fc.property(pairs, (asked) => {
      const memory = new BodiesByToken()
      const firstBodies = new Map<string, string>()
      for (const [token, body] of asked) {
        const first = firstBodies.get(token) ?? body
        firstBodies.set(token, first)
        expect(memory.belongsTo(token, bytes(body))).toBe(first === body)
      }
    }),
  )
})

test('more tokens than it holds drive out the oldest', () => {
  const memory = new BodiesByToken(2)
  for (const token of ['a', 'b', 'c']) memory.belongsTo(token, bytes('1'))
  expect(memory.belongsTo('b', bytes('2'))).toBe(false)
  expect(memory.belongsTo('c', bytes('2'))).toBe(false)
  expect(memory.belongsTo('a', bytes('2'))).toBe(true)
})
