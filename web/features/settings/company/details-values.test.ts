import { describe, expect, test } from 'vitest'
import { companyDetailsPutSchema, emptyDetails, type StoredDetails } from '../../../../src/contract/index.ts'
import { fieldOf, fromValues, toValues } from './details-values.ts'

const stored: StoredDetails = {
  ...emptyDetails,
  legal_name: 'Lindqvist Outdoor AB',
  legal_address: { ...emptyDetails.legal_address, city: 'Malmö', country: 'SE' },
  bank_accounts: [
    {
      iban: 'SE3550000000054910000003',
      account_number: null,
      bic: null,
      bank_name: null,
      correspondent_account: null,
      currency: 'SEK',
    },
    {
      iban: null,
      account_number: '40702810100000000001',
      bic: '044525225',
      bank_name: 'Bank',
      correspondent_account: '30101810400000000225',
      currency: 'RUB',
    },
  ],
  version: 3,
  updated_at: null,
  updated_by: null,
}

/** The server keeps blank texts as null. */
function withNulls(value: unknown): unknown {
  if (value === '') return null
  if (Array.isArray(value)) return value.map(withNulls)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withNulls(inner)]))
}

describe('the values of the form', () => {
  test('lead back to what they were made from', () => {
    const { updated_at: _at, updated_by: _by, ...put } = stored
    expect(withNulls(fromValues(toValues(stored), 3))).toEqual(put)
  })

  test('are what the API takes, also when nothing is filled in', () => {
    const nothing = { ...stored, ...emptyDetails }
    for (const details of [stored, nothing])
      expect(companyDetailsPutSchema.safeParse(fromValues(toValues(details), 0)).success).toBe(true)
  })

  test('take an IBAN for one however it is written', () => {
    const [account] = toValues(stored).bank_accounts
    for (const number of ['de89 3704 0044', ' DE 89 3704', 'DE89'])
      expect(
        fromValues({ ...toValues(stored), bank_accounts: account ? [{ ...account, number }] : [] }, 0)
          .bank_accounts,
      ).toMatchObject([{ iban: number, account_number: null }])
  })
})

test.each([
  ['body/legal_address/postal_code', 'legal_address.postal_code'],
  ['legal_address/postal_code', 'legal_address.postal_code'],
  ['legal_address.postal_code', 'legal_address.postal_code'],
  ['body/bank_accounts/1/iban', 'bank_accounts.1.number'],
  ['body/bank_accounts/1/account_number', 'bank_accounts.1.number'],
  ['body/bank_accounts/1/bic', 'bank_accounts.1.bic'],
])('the API’s %s is %s in the form', (path, field) => {
  expect(fieldOf(path)).toBe(field)
})
