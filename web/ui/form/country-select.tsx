import { Select, type SelectProps } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import { countries } from '../../../src/core/countries.ts'
import { localeOf } from '../../../src/messages/index.ts'
import { useLanguage } from '../i18n/i18n-provider.tsx'

const maxShown = 250

/** All countries of ISO 3166, by name in the reader's language or by code. */
export function CountrySelect(props: Omit<SelectProps, 'data'>): ReactNode {
  const [language] = useLanguage()
  const data = useMemo(() => {
    const locale = localeOf[language]
    const names = new Intl.DisplayNames(locale, { type: 'region' })
    const { compare } = new Intl.Collator(locale)
    return countries
      .map((code) => ({ value: code, label: `${names.of(code) ?? code} · ${code}` }))
      .sort((one, other) => compare(one.label, other.label))
  }, [language])
  return <Select searchable limit={maxShown} maxDropdownHeight={280} {...props} data={data} />
}
