import * as fc from 'fast-check'
import { stdnum } from 'stdnum'
import { describe, expect, test } from 'vitest'
import { type CompanyDetails, companyDetailsSchema, numberFields } from '../../contract/index.ts'
import { hasPostalCodes } from './check-address.ts'
import { checkDetails } from './check-details.ts'
import { euCountries } from './check-vat-number.ts'

type Typed = Parameters<typeof companyDetailsSchema.parse>[0]
const typed = (change: object): CompanyDetails => companyDetailsSchema.parse(change as Typed)
const check = (change: object) => checkDetails(typed(change))
const faultsOf = (change: object) => check(change).faults.map(({ path, code }) => `${path} ${code}`)
const inCountry = (country: string, change: object = {}) => ({ legal_address: { country }, ...change })
const account = (change: object) => ({ bank_accounts: [{ currency: 'EUR', ...change }] })

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((each) => each.join(''))
function changesOf(text: string): string[] {
  return [...text].flatMap((old, place) =>
    /\d/.test(old)
      ? Array.from(
          { length: 10 },
          (_, digit) => `${text.slice(0, place)}${digit}${text.slice(place + 1)}`,
        ).filter((changed) => changed !== text)
      : [],
  )
}

describe('nothing is wrong with', () => {
  test('details that are empty', () => {
    expect(check({}).faults).toEqual([])
  })

  test.each(euCountries.map((country) => [country]))(
    'the example of a VAT number of %s, with its prefix or without',
    (country) => {
      const [fault] = check(inCountry(country, { vat_number: '0' })).faults
      const example = fault?.example ?? ''
      expect(example).toMatch(/^[A-Z]{2}\w{8,12}$/)
      for (const vat_number of [example, example.slice(2), example.toLowerCase()])
        expect(check(inCountry(country, { vat_number }))).toMatchObject({
          faults: [],
          details: { vat_number: example },
        })
      // A company may be registered abroad.
      expect(check(inCountry('US', { vat_number: example })).details.vat_number).toBe(example)
    },
  )

  test.each([
    ['CH', 'vat_number', 'che 123.456.788 mwst', 'CHE-123.456.788 MWST'],
    ['CH', 'registration_number', 'CHE123456788', 'CHE-123.456.788'],
    ['GB', 'vat_number', '123 4567 82', 'GB123456782'],
    ['NO', 'vat_number', 'NO 912 345 602 MVA', 'NO912345602MVA'],
    ['DE', 'tax_number', '181/815/08155', '181/815/08155'],
    ['FI', 'registration_number', '12345671', '1234567-1'],
    ['RU', 'tax_number', '77 0123 4560', '7701234560'],
    ['RU', 'kpp', '770101001', '770101001'],
    ['RU', 'registration_number', '1027700132195', '1027700132195'],
    ['US', 'tax_number', '911144442', '91-1144442'],
    ['KZ', 'tax_number', ' 123 ', '123'],
  ])('a number of %s: %s %s', (country, field, number, kept) => {
    expect(check(inCountry(country, { [field]: number }))).toMatchObject({
      faults: [],
      details: { [field]: kept },
    })
  })

  test.each([
    ['GB', 'sw1a1aa', 'SW1A 1AA'],
    ['NL', '1012ab', '1012 AB'],
    ['PL', '00001', '00-001'],
    ['SE', '11122', '111 22'],
    ['DE', ' 10115 ', '10115'],
    ['AE', 'po box 7', 'PO BOX 7'],
  ])('a postal code of %s: %s', (country, postal_code, kept) => {
    const { details, faults } = check({ legal_address: { country, postal_code } })
    expect({ code: details.legal_address.postal_code, faults }).toEqual({ code: kept, faults: [] })
  })

  test('a phone number as people of the country write it', () => {
    expect(check(inCountry('DE', { phone: '030 901820' })).details.phone).toBe('+4930901820')
    expect(check(inCountry('ru', { phone: '8 (495) 123-45-67' })).details.phone).toBe('+74951234567')
  })

  test('the postal address that is blank: it is the legal one', () => {
    expect(check({ postal_address: { city: ' ' } }).details.postal_address).toBeNull()
  })
})

test.each(['\u200b\u200e', '\u0001\u0007', '\u3164', '\u00a0\u2028'])(
  'a name of which nothing is seen is none: %j',
  (legal_name) => {
    expect(check({ legal_name }).details.legal_name).toBeNull()
  },
)

describe('it is said beside the field', () => {
  test.each([
    [inCountry('DE', { legal_name: 'x', vat_number: 'DE123456789' }), 'vat_number wrong_check_digits'],
    [inCountry('DE', { vat_number: 'DE12345678' }), 'vat_number invalid_number'],
    [inCountry('DE', { vat_number: 'FR11123456783' }), 'vat_number wrong_check_digits'],
    [
      { legal_address: { country: 'DE', postal_code: '1011' } },
      'legal_address/postal_code invalid_postal_code',
    ],
    [{ postal_address: { country: 'XX' } }, 'postal_address/country invalid_country'],
    [{ email: 'billing@' }, 'email invalid_email'],
    [inCountry('DE', { phone: '12' }), 'phone invalid_phone'],
    [{ phone: '+4930901820 ext. 5' }, 'phone invalid_phone'],
    [inCountry('RU', { tax_number: '7701234561' }), 'tax_number wrong_check_digits'],
    [inCountry('RU', { kpp: '77' }), 'kpp invalid_number'],
    [account({ iban: 'DE89370400440532013001' }), 'bank_accounts/0/iban wrong_iban_check_digits'],
    [account({ iban: 'DE8937040044053201300' }), 'bank_accounts/0/iban invalid_iban'],
    [account({}), 'bank_accounts/0/iban account_number_missing'],
    [account({ account_number: '1', bic: 'COBA' }), 'bank_accounts/0/bic invalid_bic'],
    [account({ account_number: '1', currency: 'EURO' }), 'bank_accounts/0/currency invalid_currency'],
    [
      account({ account_number: '40702810100000000001', bic: '044525225' }),
      'bank_accounts/0/account_number account_not_of_bank',
    ],
    [
      account({ account_number: '40101810045250010041', bic: '044525000' }),
      'bank_accounts/0/currency account_in_other_currency',
    ],
  ])('%j: %s', (change, fault) => {
    expect(faultsOf(change)).toEqual([fault])
  })

  test('all of them at once', () => {
    expect(faultsOf({ email: 'x', phone: '1', legal_address: { country: 'Germany' } })).toEqual([
      'email invalid_email',
      'phone invalid_phone',
      'legal_address/country invalid_country',
    ])
  })
})

describe('one wrong digit is always found', () => {
  /** Numbers whose schemes promise it, from random digits: the check digit is what the library says. */
  const schemes = [
    ['DE', 'vat_number', digits(8).map((front) => `DE${front.replace(/^0/, '1')}`)],
    ['IT', 'vat_number', digits(7).map((front) => `IT${front}001`)],
    ['PL', 'vat_number', digits(9).map((front) => `PL${front}`)],
    ['CH', 'registration_number', digits(8).map((front) => `CHE${front}`)],
  ] as const

  test.each(schemes)('of %s %s', (country, field, fronts) => {
    fc.assert(
      fc.property(fronts, (front) => {
        const valid = Array.from({ length: 10 }, (_, digit) => `${front}${digit}`).find(
          (number) => faultsOf(inCountry(country, { [field]: number })).length === 0,
        )
        fc.pre(valid !== undefined)
        const passed = changesOf(valid).filter(
          (number) => faultsOf(inCountry(country, { [field]: number })).length === 0,
        )
        expect(passed).toEqual([])
      }),
      { numRuns: 20 },
    )
  })

  test('of an IBAN (ISO 7064, mod 97-10)', () => {
    fc.assert(
      fc.property(digits(18), (bban) => {
        // DE00 behind the number, as figures.
        const key = 98n - (BigInt(`${bban}131400`) % 97n)
        const iban = `DE${String(key).padStart(2, '0')}${bban}`
        expect(faultsOf(account({ iban }))).toEqual([])
        expect(
          changesOf(iban).filter((changed) => faultsOf(account({ iban: changed })).length === 0),
        ).toEqual([])
      }),
      { numRuns: 20 },
    )
  })

  test('of an ИНН, unless two remainders share their last digit', () => {
    const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8]
    const remainder = (front: string) =>
      [...front].reduce((sum, digit, place) => sum + Number(digit) * (weights[place] ?? 0), 0) % 11
    fc.assert(
      fc.property(digits(9), (front) => {
        const valid = `${front}${remainder(front) % 10}`
        expect(stdnum['RU']?.['inn']?.validate(valid).isValid).toBe(true)
        const passed = changesOf(valid).filter(
          (number) => faultsOf(inCountry('RU', { tax_number: number })).length === 0,
        )
        for (const number of passed)
          expect([remainder(front), remainder(number.slice(0, 9))].sort((a, b) => a - b)).toEqual([0, 10])
      }),
      { numRuns: 30 },
    )
  })
})

/** Texts near what people type, in the right and in wrong places. */
const loose = fc.oneof(
  fc.string({ maxLength: 24 }),
  fc.constantFrom(
    'de 123 456 788',
    'DE123456788',
    ' 7701234560',
    'CHE-123.456.788 MWST',
    'sw1a1aa',
    '00001',
    '030 901820',
  ),
  fc.constantFrom(
    'de89 3704 0044 0532 0130 00',
    '044525225',
    'coba de ff xxx',
    'Billing@EXAMPLE.com',
    'de',
    'RU',
    'gb',
    '',
  ),
)
const country = fc.oneof(
  fc.constantFrom('DE', 'ru', 'GB', 'PL', 'CH', 'NL', 'US', 'AE', 'xx'),
  fc.constant(null),
)
const address = fc.record({ street: loose, postal_code: loose, city: loose, country })
const looseDetails = fc
  .record({
    legal_name: loose,
    email: loose,
    phone: loose,
    legal_address: address,
    postal_address: fc.option(address),
    ...Object.fromEntries(numberFields.map((field) => [field, fc.option(loose)])),
    bank_accounts: fc.array(
      fc.record({
        iban: fc.option(loose),
        account_number: fc.option(loose),
        bic: fc.option(loose),
        currency: fc.constantFrom('eur', 'RUB', ' USD '),
      }),
      { maxLength: 3 },
    ),
  })
  .map((change) => companyDetailsSchema.safeParse(change))
  .filter((parsed) => parsed.success)
  .map((parsed) => parsed.data)

test('what was checked is kept as it is when it is checked again', () => {
  fc.assert(
    fc.property(looseDetails, (change) => {
      const once = checkDetails(change)
      const twice = checkDetails(once.details)
      expect(twice).toEqual(once)
    }),
    { numRuns: 500 },
  )
})

/** Wherever the number rules of a country are, and some countries without. */
const ruled = [
  ...euCountries,
  'AU',
  'BY',
  'CH',
  'GB',
  'IM',
  'LI',
  'NO',
  'RU',
  'TR',
  'UA',
  'US',
  'XI',
  'KZ',
  'AE',
]
const noNumbers = ['-', '.', '1', 'A', 'B', '٣', 'NL', '- - -', '0'.repeat(20), 'x'.repeat(20)]

test.each(numberFields)('a text that is no %s is refused or kept, whatever the country', (field) => {
  for (const country of ruled)
    for (const text of noNumbers) {
      const { details, faults } = check(inCountry(country, { [field]: text }))
      const isRefused = faults.some(({ path }) => path === field)
      expect([country, text, isRefused || details[field] !== null]).toEqual([country, text, true])
    }
})

test('what the library cannot take apart is no number', () => {
  expect(faultsOf(inCountry('NL', { vat_number: '-' }))).toEqual(['vat_number invalid_number'])
})

test('countries without postal codes are known', () => {
  expect(['AE', 'HK', 'QA'].some(hasPostalCodes)).toBe(false)
  expect(['DE', 'RU', 'GB', 'US', 'CH'].every(hasPostalCodes)).toBe(true)
})
