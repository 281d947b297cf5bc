import { getCountries } from 'libphonenumber-js/max'

/** ISO 3166-1 countries without a calling code of their own. */
const withoutNumbers = ['AQ', 'BV', 'GS', 'HM', 'PN', 'TF', 'UM']
const countries: ReadonlySet<string> = new Set([...getCountries(), ...withoutNumbers])

/** ISO 3166-1 alpha-2 in capitals; null when there is no such country. */
export function normaliseCountry(written: string): string | null {
  const country = written.toUpperCase()
  return countries.has(country) ? country : null
}
