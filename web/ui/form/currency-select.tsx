import { Select, type SelectProps } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import { localeOf } from '../../../src/messages/index.ts'
import { useLanguage } from '../i18n/i18n-provider.tsx'

const maxShown = 60
const oftenUsed = ['EUR', 'USD', 'GBP', 'CHF', 'RUB', 'KZT', 'UAH', 'PLN', 'TRY', 'AED']

/** All ISO 4217 currencies by code or name, the often used ones first. */
export function CurrencySelect(props: Omit<SelectProps, 'data'>): ReactNode {
  const [language] = useLanguage()
  const data = useMemo(() => {
    const names = new Intl.DisplayNames(localeOf[language], { type: 'currency' })
    const all = new Set([...oftenUsed, ...Intl.supportedValuesOf('currency')])
    return [...all].map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }))
  }, [language])
  return <Select searchable limit={maxShown} maxDropdownHeight={280} {...props} data={data} />
}
