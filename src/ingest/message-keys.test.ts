import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventKeyOf, hashedUuid, messageKeyOf } from './message-keys.ts'

test('a key is a UUID of version 8 and stays the same for ever', () => {
  expect(hashedUuid(['message', 'a', 'b'])).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  )
  expect(hashedUuid(['message', 'a', 'b'])).toBe('46b7569b-87e3-82a3-8d43-68009b75bb39')
})

test('different lists of parts never run together into one key', () => {
  const parts = fc.array(fc.string({ unit: fc.constantFrom('a', '1', ':', ''), maxLength: 4 }), {
    maxLength: 4,
  })
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      const isSame = JSON.stringify(one) === JSON.stringify(other)
      expect(hashedUuid(one) === hashedUuid(other)).toBe(isSame)
    }),
  )
})

test('a message and an event of the same parts have different keys', () => {
  expect(messageKeyOf('x', ['y'])).not.toBe(eventKeyOf(['x', 'y']))
})
