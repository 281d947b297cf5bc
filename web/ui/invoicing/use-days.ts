import { useMemo } from 'react'
import { createFormats } from '../../../src/messages/index.ts'
import { useLanguage } from '../i18n/i18n-provider.tsx'
import { documentPeriod } from './document-period.ts'

interface Days {
  /** @param day `2026-10-16` */
  readonly day: (day: string) => string
  readonly days: (firstDay: string, lastDay: string) => string
  /** @param month `2026-10` */
  readonly month: (month: string) => string
  /** A half-open period: its month, or its days. */
  readonly period: (period: { readonly from: string; readonly to: string }) => string
}

/** Writes days of the calendar, which are the same in every zone. */
export function useDays(): Days {
  const [language] = useLanguage()
  return useMemo(() => {
    const format = createFormats({ language, timeZone: 'UTC' })
    const at = (day: string): string => `${day}T00:00:00Z`
    const day = (text: string): string => format.date(at(text))
    const days = (firstDay: string, lastDay: string): string => {
      if (firstDay === lastDay) return day(firstDay)
      const isOneYear = firstDay.slice(0, 4) === lastDay.slice(0, 4)
      return `${isOneYear ? format.dayMonth(at(firstDay)) : day(firstDay)} – ${day(lastDay)}`
    }
    const month = (text: string): string => format.month(at(`${text}-01`))
    return {
      day,
      days,
      month,
      period: (period) => {
        const known = documentPeriod(period)
        return 'month' in known ? month(known.month) : days(known.firstDay, known.lastDay)
      },
    }
  }, [language])
}
