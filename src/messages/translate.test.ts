import { describe, expect, test } from 'vitest'
import { createTranslate } from './index.ts'

const nbsp = '\u00a0'

describe('translate', () => {
  test('gives the text of a key in each language', () => {
    expect(createTranslate('en')('words.status_delivered')).toBe('Delivered')
    expect(createTranslate('ru')('words.status_delivered')).toBe('Доставлено')
  })

  test('fills in values; numbers are written the language’s way', () => {
    expect(createTranslate('en')('messages.shown_of', { shown: 50, total: 12_345 })).toBe(
      'Showing 50 of 12,345',
    )
    expect(createTranslate('ru')('messages.shown_of', { shown: 50, total: 12_345 })).toBe(
      `Показано 50 из 12${nbsp}345`,
    )
  })

  test('a value that looks like a placeholder is taken as it is', () => {
    expect(createTranslate('en')('settings.revoke_named', { name: '{n}' })).toBe('Revoke {n}')
  })

  test('English has one and other', () => {
    const t = createTranslate('en')
    expect([0, 1, 2].map((n) => t('messages.total', { n }))).toEqual([
      '0 messages',
      '1 message',
      '2 messages',
    ])
  })

  test('Russian has one, few and many, also past twenty and for the teens', () => {
    const t = createTranslate('ru')
    const words = [0, 1, 2, 5, 11, 12, 21, 22, 25, 101, 111].map((n) =>
      t('messages.total', { n }).split(' ').at(-1),
    )
    expect(words).toEqual([
      'сообщений',
      'сообщение',
      'сообщения',
      'сообщений',
      'сообщений',
      'сообщений',
      'сообщение',
      'сообщения',
      'сообщений',
      'сообщение',
      'сообщений',
    ])
  })
})
