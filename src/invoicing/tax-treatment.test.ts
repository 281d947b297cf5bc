import { describe, expect, test } from 'vitest'
import { taxTreatment } from './tax-treatment.ts'

const german = { country: 'DE', isRegistered: true, standardRateBasisPoints: 1900 }
const russian = { country: 'RU', isRegistered: true, standardRateBasisPoints: 2200 }
const buyer = (country: string, vatNumber: string | null = null) => ({ country, vatNumber })

describe('how a supply is taxed', () => {
  test.each([
    ['at home, with the standard rate', german, buyer('DE'), 'S', 1900, null],
    ['at home, whatever numbers the buyer has', german, buyer('DE', 'DE123456788'), 'S', 1900, null],
    [
      'to a business of another member state: by the buyer',
      german,
      buyer('FR', 'FR1'),
      'AE',
      0,
      'reverse_charge',
    ],
    ['to a country outside the union: not at all', german, buyer('CH', 'CHE1'), 'O', 0, 'outside_eu'],
    ['from outside the union to abroad: not at all', russian, buyer('DE', 'DE1'), 'O', 0, 'outside_country'],
    ['at home outside the union', russian, buyer('RU'), 'S', 2200, null],
    ['where the country has no tax', { ...german, standardRateBasisPoints: 0 }, buyer('DE'), 'Z', 0, null],
    [
      'by who is not registered: exempt',
      { ...german, isRegistered: false },
      buyer('DE'),
      'E',
      0,
      'not_registered',
    ],
  ] as const)('%s', (_, supplier, to, category, rateBasisPoints, reason) => {
    expect(taxTreatment(supplier, to)).toMatchObject({
      ok: true,
      value: { category, rateBasisPoints, exemption: reason === null ? null : { reason } },
    })
  })

  test('to a buyer of another member state without a VAT number is not guessed', () => {
    expect(taxTreatment(german, buyer('FR'))).toMatchObject({
      ok: false,
      failure: { code: 'tax_undecided' },
    })
  })

  test('has a reason exactly where there is no tax by rule, as EN 16931 wants it', () => {
    for (const supplier of [german, russian, { ...german, isRegistered: false }])
      for (const to of [buyer('DE'), buyer('FR', 'FR1'), buyer('RU'), buyer('US')]) {
        const treated = taxTreatment(supplier, to)
        if (!treated.ok) throw new Error(treated.failure.detail)
        expect(treated.value.exemption !== null).toBe(['E', 'AE', 'G', 'O'].includes(treated.value.category))
      }
  })
})
