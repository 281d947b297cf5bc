import type { ReactNode } from 'react'
import type { Report } from '../../../src/contract/index.ts'
import { createFormats, type Formats } from '../../../src/messages/index.ts'
import { useLanguage, useT } from '../../ui/index.ts'

/** The period that a report is of, in its own zone: whole days as days. */
export function PeriodOfReport({ report }: { readonly report: Pick<Report, 'period'> }): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  const { period } = report
  if (period === null) return t('report_page.of_invoice')
  return periodText(period, createFormats({ language, timeZone: period.time_zone }))
}

/** `1 Nov 2026 – 30 Nov 2026`, or with times where days are not whole; the end itself is not part of it. */
export function periodText(
  { from, to }: { readonly from: string; readonly to: string },
  format: Formats,
): string {
  if (format.time(from) !== '00:00' || format.time(to) !== '00:00')
    return `${format.dateTime(from)} – ${format.dateTime(to)}`
  const first = format.date(from)
  const last = format.date(Date.parse(to) - 1)
  return first === last ? first : `${first} – ${last}`
}
