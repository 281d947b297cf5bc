import { countries } from '../../../core/index.ts'
import { normaliseCountry } from '../../country.ts'
import { titleKey } from '../title-key.ts'

let codes: ReadonlyMap<string, string> | undefined

/** ISO 3166-1 alpha-2 of a code or of a name in English or Russian; null where it is neither. */
export function countryOf(written: string): string | null {
  if (/^[A-Za-z]{2}$/.test(written)) return normaliseCountry(written)
  codes ??= readNames()
  return codes.get(titleKey(written)) ?? null
}

function readNames(): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const language of ['en', 'ru']) {
    const names = new Intl.DisplayNames([language], { type: 'region' })
    for (const code of countries) {
      const name = names.of(code)
      if (name !== undefined) found.set(titleKey(name), code)
    }
  }
  return found
}
