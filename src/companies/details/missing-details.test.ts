import { describe, expect, test } from 'vitest'
import { companyDetailsSchema } from '../../contract/index.ts'
import { type InvoicePurpose, missingDetails } from './missing-details.ts'

const german = {
  legal_name: 'Adler Handels GmbH',
  legal_address: { street: 'Invalidenstraße 1', postal_code: '10115', city: 'Berlin', country: 'DE' },
}
const euro = [{ iban: 'DE89370400440532013000', currency: 'EUR' }]
const russian = {
  legal_name: 'ООО «Полюс»',
  legal_address: { street: 'ул. Тверская, 1', postal_code: '125009', city: 'Москва', country: 'RU' },
}

function fieldsMissing(details: object, as: InvoicePurpose['as'], otherCountry: string | null = null) {
  return missingDetails(companyDetailsSchema.parse(details), { as, otherCountry }).map(({ field }) => field)
}

describe('an invoice needs', () => {
  test('name and address of both, and an account to pay to', () => {
    const address = ['country', 'street', 'postal_code', 'city'].map((field) => `legal_address/${field}`)
    expect(fieldsMissing({}, 'buyer')).toEqual(['legal_name', ...address])
    expect(fieldsMissing({}, 'supplier')).toEqual(['legal_name', ...address, 'bank_accounts'])
  })

  test('no postal code where there is none', () => {
    const address = { street: 'Al Maktoum Road 1', city: 'Dubai', country: 'AE' }
    expect(fieldsMissing({ legal_name: 'Palm Trading LLC', legal_address: address }, 'buyer', 'DE')).toEqual(
      [],
    )
  })

  test('the VAT number of the supplier, or the tax number of one without', () => {
    expect(fieldsMissing({ ...german, bank_accounts: euro }, 'supplier', 'DE')).toEqual(['vat_number'])
    for (const number of [{ vat_number: 'DE123456788' }, { tax_number: '181/815/08155' }])
      expect(fieldsMissing({ ...german, ...number, bank_accounts: euro }, 'supplier', 'DE')).toEqual([])
  })

  test('the VAT number of a buyer in another member state, which owes the tax itself', () => {
    expect(missingDetails(companyDetailsSchema.parse(german), { as: 'buyer', otherCountry: 'FR' })).toEqual([
      { field: 'vat_number', reason: 'buyer_owes_the_tax' },
    ])
    for (const other of ['DE', 'CH', 'US', null]) expect(fieldsMissing(german, 'buyer', other)).toEqual([])
  })

  test('ИНН and КПП in Russia; a person has no КПП', () => {
    expect(fieldsMissing(russian, 'buyer', 'RU')).toEqual(['tax_number', 'kpp'])
    expect(fieldsMissing({ ...russian, tax_number: '500100732259' }, 'buyer', 'RU')).toEqual([])
    expect(fieldsMissing({ ...russian, tax_number: '7701234560' }, 'buyer', 'RU')).toEqual(['kpp'])
  })
})
