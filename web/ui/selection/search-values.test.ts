import { expect, test } from 'vitest'
import { ownAddressOf } from './search-values.ts'

test.each(['/', '/invoices?enter=create&amount=12.50', '/settings/company#legal_address/city'])(
  'an address within Tallybook is kept: %s',
  (address) => {
    expect(ownAddressOf(address)).toBe(address)
  },
)

test.each([
  'https://elsewhere.example/',
  '//elsewhere.example',
  '/\\elsewhere.example',
  '/\t/elsewhere.example',
  '/\n/elsewhere.example',
  'javascript:alert(1)',
  ' /invoices',
  '',
])('what a browser could read as another site is dropped: %j', (address) => {
  expect(ownAddressOf(address)).toBeUndefined()
  expect(new URL(ownAddressOf(address) ?? '/', 'https://own.example').host).toBe('own.example')
})
