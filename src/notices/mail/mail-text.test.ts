import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { languages } from '../../messages/index.ts'
import type { StoredNotice } from '../notice.ts'
import { safeFileName } from './attachment.ts'
import { composeMail } from './compose-mail.ts'
import { escapeHtml } from './escape-html.ts'
import { oneLine } from './one-line.ts'

const anything = fc.string({
  unit: fc.oneof(fc.string({ unit: 'binary', maxLength: 1 }), fc.constantFrom('\r', '\n', '\t', '"', '<')),
})

describe('whatever somebody wrote', () => {
  test('is one line of a header', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const line = oneLine(text)
        expect(line).not.toMatch(/[\r\n\0\u0085\u2028\u2029]/)
        expect(line.length).toBeLessThanOrEqual(200)
        expect(line.isWellFormed()).toBe(true)
      }),
    )
  })

  test('is a name of a file in no other folder', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const name = safeFileName(text)
        expect(name).not.toMatch(/[/\\:\r\n\0"]|^\./)
        expect(name.length).toBeGreaterThan(0)
        expect(name.length).toBeLessThanOrEqual(100)
      }),
    )
  })

  test('begins no element and ends no attribute', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']/)
      }),
    )
  })
})

const money = (amount: string) => ({ amount, currency: 'EUR' })
const facts = { companyId: 'c', subjectId: 's', occurredAtMs: Date.UTC(2026, 9, 2) }
const notices: readonly StoredNotice[] = [
  ...(['invoice', 'pro_forma', 'credit_note'] as const).map((kind) => ({
    ...facts,
    type: 'invoice.finalised' as const,
    data: { number: 'N-1', kind, total: money('1'), due: money('1') },
  })),
  { ...facts, type: 'payment.received', data: { amount: money('5'), reference: null, invoice_number: null } },
  {
    ...facts,
    type: 'payment.received',
    data: { amount: money('5'), reference: 'RF18', invoice_number: 'N-1' },
  },
  { ...facts, type: 'balance.low', data: { balance: money('-5'), threshold: money('10') } },
  { ...facts, type: 'report.ready', data: { name: 'September' } },
  {
    ...facts,
    type: 'month.closed',
    data: {
      period_from: '2026-08-31T22:00:00.000Z',
      period_to: '2026-09-30T22:00:00.000Z',
      time_zone: 'Europe/Berlin',
      invoice_number: null,
    },
  },
]
const pages = [
  '/invoices/s',
  '/invoices/s',
  '/invoices/s',
  '/transactions',
  '/transactions',
  '/transactions',
  '/reports?open=s',
  '/transactions',
]

describe.each(languages)('in %s', (language) => {
  test.each(notices)('$type is said in text and in HTML, with nothing left open', (notice) => {
    const company = { name: 'Meridian & Sons', timeZone: 'Europe/Berlin' }
    const reader = { address: 'anna@example.com', language, company }
    const { subject, text, html } = composeMail(notice, reader, 'https://stats.example.com')
    expect(`${subject}${text}`).not.toMatch(/notice_mail|\{\w+\}|undefined|null/)
    expect(text).toContain('Meridian & Sons')
    expect(html).toContain('Meridian &amp; Sons')
    expect(html).toContain('href="https://stats.example.com/')
    expect(text).toContain('anna@example.com')
  })
})

test('each leads to the page that shows more', () => {
  const company = { name: 'M', timeZone: 'UTC' }
  const reader = { address: 'a@b.example', language: 'en', company } as const
  const linked = notices.map(
    (notice) => /https:\S+/.exec(composeMail(notice, reader, 'https://a.example').text)?.[0],
  )
  expect(linked).toEqual(pages.map((page) => `https://a.example${page}`))
})

test('a month is named as it is in the zone of the company', () => {
  const reader = {
    address: 'a@b.example',
    language: 'en',
    company: { name: 'M', timeZone: 'Europe/Berlin' },
  } as const
  const month = notices.find(({ type }) => type === 'month.closed')
  expect(month && composeMail(month, reader, '').subject).toBe('M: September 2026 is closed')
})
