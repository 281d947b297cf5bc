import { describe, expect, test } from 'vitest'
import { createFormats, createTranslate, type Language, rateWords } from '../messages/index.ts'
import { describeLine, type LineWords } from './describe-line.ts'
import type { UsageLine } from './invoice-lines.ts'

const usage: UsageLine = {
  lateMonthMs: null,
  channel: 'sms',
  kind: '',
  destination: 'any',
  unit: 'segment',
  priceMicros: 75_000n,
  quantity: 3n,
  exactMicros: 225_000n,
  netMicros: 230_000n,
}

function wordsIn(language: Language): LineWords {
  const t = createTranslate(language)
  const formats = createFormats({ language, timeZone: 'Europe/Berlin' })
  return {
    t,
    formats,
    rates: rateWords(t, formats, (network) => (network === '262-01' ? 'Telekom (DE)' : undefined)),
  }
}

/** 23:30 on 31 July in UTC is August in Berlin. */
const augustMs = Date.parse('2026-07-31T23:30:00Z')

describe('a line of usage', () => {
  test.each<[Partial<UsageLine>, string, string]>([
    [{}, 'SMS', 'SMS'],
    [{ destination: 'DE' }, 'SMS: Germany', 'SMS: Германия'],
    [
      { destination: '262-01', kind: 'advertising' },
      'SMS, Advertising: Telekom (DE)',
      'SMS, Рекламное: Telekom (DE)',
    ],
    [{ destination: '+49151' }, 'SMS: +49151', 'SMS: +49151'],
    [{ channel: 'chat', kind: 'bot' }, 'Chat, Bot message', 'Чат, Сообщение бота'],
    [{ destination: { count: 22 } }, 'SMS: 22 destinations', 'SMS: 22 направления'],
    [{ channel: 'constructor', kind: 'toString' }, 'constructor, toString', 'constructor, toString'],
  ])('%o is named in both languages', (over, english, russian) => {
    expect(describeLine({ ...usage, ...over }, wordsIn('en'))).toEqual({ description: english, detail: null })
    expect(describeLine({ ...usage, ...over }, wordsIn('ru'))).toEqual({ description: russian, detail: null })
  })

  test('of late facts says their month, as it was where the company is', () => {
    const late = { ...usage, lateMonthMs: augustMs }
    expect(describeLine(late, wordsIn('en')).detail).toBe('Messages of August 2026, charged later')
    expect(describeLine(late, wordsIn('ru')).detail).toMatch(/^Сообщения за август 2026/)
  })
})
