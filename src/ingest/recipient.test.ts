import { expect, test } from 'vitest'
import { normaliseCountry } from './country.ts'
import { networkNames, normaliseNetwork } from './network.ts'
import { normaliseRecipient } from './recipient.ts'

test.each([
  '+4915112345678',
  '4915112345678',
  '004915112345678',
  '+49 151 12345678',
  '+49 (0151) 12345678'.replace('(0151)', '(151)'),
  '+49-151-1234.5678',
])('the number written as %j joins the others', (written) => {
  expect(normaliseRecipient('sms', written)).toEqual({
    address: '+4915112345678',
    numberCountry: 'DE',
    recipientType: 'MOBILE',
  })
})

test.each([
  '',
  '123',
  'Ann',
  '+',
  '+99915112345678',
  '+49151123456789012345',
  '0151 12345678',
  `+${'1'.repeat(5_000)}`,
  '+4915112345678\0',
])('%j is no possible number for an SMS', (written) => {
  expect(normaliseRecipient('sms', written)).toBeNull()
})

test('channels beside SMS also reach recipients without a number', () => {
  expect(normaliseRecipient('viber', 'u+Kx1/2==')?.address).toBe('u+Kx1/2==')
  expect(normaliseRecipient('whatsapp', 'DE.13491208655302741918')?.address).toBe('DE.13491208655302741918')
  expect(normaliseRecipient('whatsapp', '4915112345678')?.address).toBe('+4915112345678')
  expect(normaliseRecipient('push', '4915112345678')?.address).toBe('4915112345678')
})

test('only the domain of an e-mail address loses its capitals', () => {
  expect(normaliseRecipient('email', ' Ann@Example.COM ')?.address).toBe('Ann@example.com')
})

test('a number shared by several countries has none', () => {
  expect(normaliseRecipient('sms', '+80012345678')?.numberCountry).toBe('')
})

test.each([
  ['262-01', '262-01'],
  ['26201', '262-01'],
  ['310-260', '310-260'],
  ['310260', '310-260'],
])('network %j is kept as %j', (written, kept) => {
  expect(normaliseNetwork(written)).toBe(kept)
})

test.each(['', '262', '262-1', '262-0001', 'ABC-01', '262-01 '])('%j is no network', (written) => {
  expect(normaliseNetwork(written)).toBeNull()
})

test('networks have names where they are listed', () => {
  expect(networkNames().get('262-01')).toMatch(/Telekom.*\(DE\)/)
  expect(networkNames().has('000-00')).toBe(false)
  // Listed for several countries of one MCC.
  expect(networkNames().get('310-260')).toBe('T-Mobile (US)')
  expect(networkNames().get('310-410')).toBe('AT&T (US)')
})

test('countries are those of ISO 3166-1', () => {
  expect(normaliseCountry('de')).toBe('DE')
  expect(normaliseCountry('AQ')).toBe('AQ')
  expect(normaliseCountry('ZZ')).toBeNull()
})
