import type { ReactNode } from 'react'
import type { Report } from '../../../../src/contract/index.ts'
import { useLanguage, useT } from '../../../ui/index.ts'
import { bytesText } from '../bytes-text.ts'
import { PeriodOfReport } from '../period-of-report.tsx'
import { useReportsView } from '../reports-view.tsx'
import { ReportActs } from './report-acts.tsx'
import { ReportState } from './report-state.tsx'
import { ReportLink } from './report-table.tsx'
import classes from './reports.module.css'

/** The list on a phone: a card a report, with all that the table says of it. */
export function ReportRows({ reports }: { readonly reports: readonly Report[] }): ReactNode {
  const t = useT()
  return (
    <ul className={classes['cards']} aria-label={t('reports.title')}>
      {reports.map((report) => (
        <li key={report.id} className={classes['card']}>
          <ReportLink report={report} />
          <span className={classes['muted']}>
            <KindText report={report} />
          </span>
          <span className={classes['muted']}>
            <PeriodOfReport report={report} />
          </span>
          <ReportState report={report} />
          <FileLine report={report} />
          <ReportActs report={report} />
        </li>
      ))}
    </ul>
  )
}

/** Some services have but one type, of the same name. */
function KindText({ report }: { readonly report: Report }): ReactNode {
  const t = useT()
  const service = t(`reports.service_${report.service}`)
  const type = t(`reports.type_${report.type}`)
  return service === type ? type : `${service} · ${type}`
}

function FileLine({ report }: { readonly report: Report }): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  const { format } = useReportsView()
  const { file, formed_at, kept_until, created_at } = report
  const parts = [
    `${t('report_page.column_added')} ${format.dateTime(created_at)}`,
    ...(formed_at === null ? [] : [`${t('report_page.column_formed')} ${format.dateTime(formed_at)}`]),
    ...(file === null
      ? []
      : [
          `${t(`reports.format_${report.format}`)}, ${bytesText(file.bytes, language)}, ${t('report_page.rows', { n: file.rows })}`,
        ]),
    ...(kept_until === null ? [] : [t('report_page.kept_until', { date: format.date(kept_until) })]),
  ]
  return (
    <span className={classes['facts']}>
      {parts.map((part) => (
        <span key={part}>{part}</span>
      ))}
    </span>
  )
}
