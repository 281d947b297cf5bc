import { VisuallyHidden } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'
import type { Report } from '../../../../src/contract/index.ts'
import { noValue } from '../../../../src/messages/index.ts'
import { useLanguage, useT } from '../../../ui/index.ts'
import table from '../../../ui/page/data-table.module.css'
import { bytesText } from '../bytes-text.ts'
import { PeriodOfReport } from '../period-of-report.tsx'
import { useReportsView } from '../reports-view.tsx'
import { ReportActs } from './report-acts.tsx'
import { ReportState } from './report-state.tsx'
import classes from './reports.module.css'

interface ReportTableProps {
  readonly reports: readonly Report[]
}

/** One line a report; a row opens it, and its name is the link that keyboards reach. */
export function ReportTable({ reports }: ReportTableProps): ReactNode {
  const t = useT()
  return (
    <div className={classes['wide']}>
      <table
        className={`${table['table']} ${classes['table']}`}
        data-clickable
        aria-label={t('reports.title')}
      >
        <thead>
          <tr>
            <th scope="col">{t('report_page.column_name')}</th>
            <th scope="col">{t('report_page.column_service')}</th>
            <th scope="col">{t('report_page.column_type')}</th>
            <th scope="col">{t('report_page.column_status')}</th>
            <th scope="col" data-align="right">
              {t('report_page.column_size')}
            </th>
            <th scope="col">{t('report_page.column_added')}</th>
            <th scope="col">{t('report_page.column_formed')}</th>
            <th scope="col">
              <VisuallyHidden>{t('report_page.column_acts')}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {reports.map((report) => (
            <Row key={report.id} report={report} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ report }: { readonly report: Report }): ReactNode {
  const t = useT()
  const { format, search, change } = useReportsView()
  const { id, service, type, created_at, created_by, formed_at, kept_until } = report
  const open = (event: MouseEvent): void => {
    const isAct = event.target instanceof Element && event.target.closest('button, a') !== null
    // Text that is being selected in a row is not a click on it.
    if (!isAct && window.getSelection()?.type !== 'Range') change({ open: id })
  }
  return (
    <tr onClick={open} data-open={search.open === id || undefined}>
      <td className={classes['nameCell']}>
        <ReportLink report={report} />
        <span className={classes['muted']}>
          <PeriodOfReport report={report} />
        </span>
      </td>
      <td className={classes['wordCell']}>{t(`reports.service_${service}`)}</td>
      <td className={classes['wordCell']} data-wide>
        {t(`reports.type_${type}`)}
      </td>
      <td className={classes['stateCell']}>
        <ReportState report={report} />
      </td>
      <td data-align="right">
        <Size report={report} />
      </td>
      <td title={format.dateTimeExact(created_at)}>
        {format.dateTime(created_at)}
        <span className={classes['muted']} title={created_by ?? undefined}>
          {created_by ?? t('report_page.by_schedule')}
        </span>
      </td>
      <td title={formed_at === null ? undefined : format.dateTimeExact(formed_at)}>
        {formed_at === null ? noValue : format.dateTime(formed_at)}
        {kept_until !== null && (
          <span className={classes['muted']}>
            {t('report_page.kept_until', { date: format.date(kept_until) })}
          </span>
        )}
      </td>
      <td className={classes['actsCell']}>
        <ReportActs report={report} />
      </td>
    </tr>
  )
}

/** The name, which opens the report beside the list. */
export function ReportLink({ report }: { readonly report: Report }): ReactNode {
  const search = useSearch({ from: '/frame/reports' })
  return (
    <Link
      to="/reports"
      search={{ ...search, open: report.id }}
      resetScroll={false}
      className={classes['name'] ?? ''}
      title={report.name}
    >
      {report.name}
    </Link>
  )
}

function Size({ report }: { readonly report: Report }): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  const { file, format } = report
  const kind = t(`reports.format_${format}`)
  if (file === null) return <span className={classes['dimmed']}>{kind}</span>
  return (
    <>
      {kind}, {bytesText(file.bytes, language)}
      <span className={classes['muted']}>{t('report_page.rows', { n: file.rows })}</span>
    </>
  )
}
