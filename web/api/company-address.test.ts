import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressOfCompany, companyPartOf, inCompany } from './company-address.ts'

test('what leads to a company names it, and nothing else does', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.constantFrom('c', 'view'), (id, form) => {
      expect(companyPartOf(addressOfCompany(id, form))).toBe(`/${form}/${id}`)
      expect(companyPartOf(`/x/${id}/analytics`)).toBe('')
      expect(companyPartOf(`/${form}/${id}0/analytics`)).toBe('')
    }),
  )
  expect(companyPartOf('/companies')).toBe('')
  expect(companyPartOf('/c/../../evil')).toBe('')
})

test('a tab without a company asks the plain address', () => {
  expect(inCompany('/api/v1/balance')).toBe('/api/v1/balance')
})
