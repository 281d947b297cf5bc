import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { openSettings, sealSettings } from './sealed-settings.ts'
import { deriveKey } from './secret-key.ts'

const key = deriveKey('a key', 'connection secrets')
const unreadable = { ok: false, failure: { code: 'secrets_unreadable' } }
const settings = fc.dictionary(fc.string(), fc.string())

test('what was sealed opens again', () => {
  fc.assert(
    fc.property(settings, fc.uuid(), (given, id) => {
      expect(openSettings(key, id, sealSettings(key, id, given))).toEqual({ ok: true, value: { ...given } })
    }),
  )
})

test('nothing opens with another key, for another connection, or with any byte changed', () => {
  const sealed = sealSettings(key, 'one', { auth_token: 'secret' })
  expect(openSettings(deriveKey('another', 'connection secrets'), 'one', sealed)).toMatchObject(unreadable)
  expect(openSettings(key, 'two', sealed)).toMatchObject(unreadable)
  expect(openSettings(key, 'one', Buffer.alloc(0))).toMatchObject(unreadable)
  for (let place = 0; place < sealed.length; place += 1) {
    const changed = Buffer.from(sealed)
    changed[place] = (changed[place] ?? 0) ^ 1
    expect(openSettings(key, 'one', changed), `byte ${place}`).toMatchObject(unreadable)
  }
})

test('the same settings are never sealed alike', () => {
  const seals = Array.from({ length: 100 }, () => sealSettings(key, 'one', { a: 'b' }).toString('hex'))
  expect(new Set(seals).size).toBe(100)
})

test('every purpose has a key of its own', () => {
  const keys = [
    deriveKey('a', 'connection secrets'),
    deriveKey('a', 'sessions'),
    deriveKey('a', 'set-up code'),
  ]
  expect(new Set(keys.map((derived) => derived.toString('hex'))).size).toBe(3)
  expect(deriveKey('a', 'sessions')).toEqual(keys[1])
})
