import { expect, test } from 'vitest'
import { uuidV7 } from './uuid-v7.ts'

test('is a version 7 UUID that starts with its moment', () => {
  const uuid = uuidV7(0x0123456789ab)
  expect(uuid).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(uuidV7(0x0123456789ab)).not.toBe(uuid)
})
