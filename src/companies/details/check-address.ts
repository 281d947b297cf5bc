import { postcodeValidator, postcodeValidatorExistsForCountry } from 'postcode-validator'
import { isCountry } from '../../core/index.ts'
import { type Checked, right, wrong } from './field-check.ts'

/** Countries where the last so many characters stand apart, and by what. */
const gaps: Readonly<Record<string, readonly [separator: string, lastCharacters: number]>> = {
  CA: [' ', 3],
  CZ: [' ', 2],
  GB: [' ', 3],
  GG: [' ', 3],
  GR: [' ', 2],
  IE: [' ', 4],
  IM: [' ', 3],
  JE: [' ', 3],
  JP: ['-', 4],
  NL: [' ', 2],
  PL: ['-', 3],
  PT: ['-', 3],
  SE: [' ', 2],
  SK: [' ', 2],
}

/** A postal code as it is written there, for those who typed another country's. */
const examples: Readonly<Record<string, string>> = {
  AT: '1010',
  AU: '2000',
  BE: '1000',
  BG: '1000',
  BY: '220030',
  CA: 'K1A 0B1',
  CH: '8001',
  CY: '1010',
  CZ: '110 00',
  DE: '10115',
  DK: '1050',
  EE: '10111',
  ES: '28013',
  FI: '00100',
  FR: '75001',
  GB: 'SW1A 1AA',
  GR: '104 31',
  HR: '10000',
  HU: '1051',
  IE: 'D02 X285',
  IT: '00184',
  JP: '100-0001',
  KZ: '010000',
  LI: '9490',
  LT: '01100',
  LU: '1111',
  LV: 'LV-1010',
  MT: 'VLT 1111',
  NL: '1012 AB',
  NO: '0150',
  PL: '00-001',
  PT: '1000-001',
  RO: '010011',
  RU: '101000',
  SE: '111 22',
  SI: '1000',
  SK: '811 01',
  TR: '06420',
  UA: '01001',
  US: '10001',
}

/** ISO 3166-1 alpha-2 in capitals. */
export function checkCountry(text: string): Checked {
  const country = text.toUpperCase()
  return isCountry(country) ? right(country) : wrong('invalid_country')
}

/** Whether addresses of a country have a postal code at all. */
export function hasPostalCodes(country: string): boolean {
  return postcodeValidatorExistsForCountry(country)
}

/** As it is written in the country; of countries without a known form, as it was typed. */
export function checkPostalCode(text: string, country: string | null): Checked {
  const typed = text.toUpperCase()
  if (country === null || !hasPostalCodes(country)) return right(typed)
  const code = withGap(typed, country)
  if (postcodeValidator(code, country)) return right(code)
  const example = examples[country]
  return wrong('invalid_postal_code', { country, ...(example === undefined ? {} : { example }) })
}

function withGap(code: string, country: string): string {
  const gap = gaps[country]
  if (gap === undefined) return code
  const [separator, lastCharacters] = gap
  const together = code.replace(/[\s-]/g, '')
  return `${together.slice(0, -lastCharacters)}${separator}${together.slice(-lastCharacters)}`
}
