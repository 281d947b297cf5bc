import { useMemo } from 'react'
import { createFormats } from '../../../src/messages/index.ts'
import { useLanguage } from './i18n-provider.tsx'

/** Writes calendar days, `2026-10-02`: they are the same day in every zone. */
export function useDayFormat(): (day: string) => string {
  const [language] = useLanguage()
  return useMemo(() => {
    const { date } = createFormats({ language, timeZone: 'UTC' })
    return (day) => date(`${day}T00:00:00Z`)
  }, [language])
}
