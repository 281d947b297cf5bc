import { describe, expect, test } from 'vitest'
import { missingIn, missingPlace } from './missing-detail.ts'

const owner = { mayManageCompany: true, mayManageBilling: true, isBuyer: true, sellsToItself: true }
const postalCode = { side: 'buyer', field: 'legal_address/postal_code' } as const
const account = { side: 'supplier', field: 'bank_accounts' } as const
const settings = { side: 'supplier', field: 'settings' } as const

describe('what is missing is filled in', () => {
  test.each([
    ['the own details at their field', postalCode, {}, { to: '/settings/company', hash: postalCode.field }],
    ['the provider’s at theirs', account, {}, { to: '/settings/provider', hash: 'bank_accounts' }],
    ['its settings among those of invoicing', settings, {}, { to: '/settings/invoicing', hash: 'provider' }],
    [
      'by the provider, of a company that depends on it',
      account,
      { sellsToItself: false },
      { ask: 'provider' },
    ],
    ['by an owner, where one may not oneself', postalCode, { mayManageCompany: false }, { ask: 'owner' }],
    ['by the customer, of its own details', postalCode, { isBuyer: false }, { ask: 'customer' }],
    [
      'for a customer, in the own details',
      account,
      { isBuyer: false },
      { to: '/settings/company', hash: 'bank_accounts' },
    ],
    [
      'for a customer, in the own settings',
      settings,
      { isBuyer: false },
      { to: '/settings/invoicing', hash: 'company' },
    ],
  ] as const)('%s', (_name, missing, reader, place) => {
    expect(missingPlace(missing, { ...owner, ...reader })).toEqual(place)
  })
})

test('the reason of a month names what is missing', () => {
  expect(missingIn('Missing: buyer legal_address/postal_code, supplier settings.')).toEqual([
    postalCode,
    settings,
  ])
  expect(missingIn('Some of its usage could not be posted to the ledger: run verify.')).toEqual([])
  expect(missingIn(null)).toEqual([])
})
