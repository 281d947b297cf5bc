import { expect, test } from 'vitest'
import { parseWebhookUrl } from './webhook-url.ts'

const codeOf = (text: string, allowsPrivate: boolean): string => {
  const parsed = parseWebhookUrl(text, { allowsPrivate })
  return parsed.ok ? parsed.value : parsed.failure.code
}

test.each([
  ['https://Example.com/hooks?a=1', 'https://example.com/hooks?a=1'],
  ['https://example.com:8443', 'https://example.com:8443/'],
  ['https://bücher.example.org/', 'https://xn--bcher-kva.example.org/'],
  ['https://[2606:4700::1111]/', 'https://[2606:4700::1111]/'],
])('%s is taken as %s', (text, url) => {
  expect(codeOf(text, false)).toBe(url)
})

test.each([
  'nothing',
  'http://example.com/',
  'ftp://example.com/',
  'https://user:secret@example.com/',
  'https://example.com/#part',
  'https://localhost/',
  'https://localhost./',
  'https://nas.home.arpa/',
  'https://db.internal/',
  'https://printer/',
  'https://127.0.0.1/',
  // The URL writes both as 127.0.0.1.
  'https://2130706433/',
  'https://0x7f.1/',
  'https://[::1]/',
  'https://[::ffff:10.0.0.1]/',
  'https://169.254.169.254/latest/meta-data',
])('%s is refused', (text) => {
  expect(codeOf(text, false)).toBe('invalid_webhook_url')
})

test('where private networks are allowed, so are they, and without TLS', () => {
  expect(codeOf('http://127.0.0.1:9000/hook', true)).toBe('http://127.0.0.1:9000/hook')
  expect(codeOf('https://crm.internal/hook', true)).toBe('https://crm.internal/hook')
  expect(codeOf('file:///etc/passwd', true)).toBe('invalid_webhook_url')
  expect(codeOf('http://user@127.0.0.1/', true)).toBe('invalid_webhook_url')
})
