import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { all } from 'mcc-mnc-list'
import { describe, expect, test } from 'vitest'
import { countries } from './countries.ts'

const operational = new Set(
  all()
    .filter((entry) => entry.status === 'Operational')
    .map((entry) => `${entry.mcc}-${entry.mnc} ${entry.countryCode}`),
)

describe.each(countries)('$code', ({ code, mobilePrefixes, digitsAfterPrefix, networks }) => {
  test.each(mobilePrefixes)(
    'numbers that begin with %s are valid mobile numbers of the country',
    (prefix) => {
      for (const digit of ['0', '1', '5', '9']) {
        const number = parsePhoneNumberFromString(prefix + digit.repeat(digitsAfterPrefix))
        expect(number?.isValid(), `${prefix}${digit.repeat(digitsAfterPrefix)}`).toBe(true)
        expect(number?.country).toBe(code)
        expect(['MOBILE', 'FIXED_LINE_OR_MOBILE']).toContain(number?.getType())
      }
    },
  )

  test('every network operates in the country', () => {
    for (const { mccMnc } of networks) expect(operational).toContain(`${mccMnc} ${code}`)
  })
})
