import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkPassword } from './check-password.ts'

const known = ['anna.keller@meridian.example', 'Anna Keller']

describe('a password', () => {
  test.each([
    'password1234',
    'Password2026!',
    '123456789012',
    'qwertyuiop123',
    'aaaaaaaaaaaa',
    'abababababab',
    'annakeller2026',
    'meridian-2026-keller',
    'пароль123456',
    'abcdefghijkl',
    'tallybook2026',
    'qwerty-qwerty',
  ])('%s is refused', (password) => {
    expect(checkPassword(password, known)).toMatchObject({ failure: { code: 'weak_password' } })
  })

  test.each([
    'correct horse battery',
    'one long password of words',
    'T4!k-rain-Window',
    'синий чайник на крыше',
    'keller sleeps under stars',
  ])('%s is taken', (password) => {
    expect(checkPassword(password, known).ok).toBe(true)
  })

  test('of random letters is taken', () => {
    fc.assert(
      fc.property(fc.uuid({ version: 4 }), (text) => {
        const password = `${text}${text.toUpperCase()}`.replaceAll(/[\d-]/g, 'h')
        fc.pre(new Set(password.toLowerCase()).size >= 5)
        expect(checkPassword(password, []).ok).toBe(true)
      }),
    )
  })

  test('of whatever characters is judged', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12, maxLength: 200 }), (password) => {
        expect(typeof checkPassword(password, known).ok).toBe('boolean')
      }),
    )
  })
})
