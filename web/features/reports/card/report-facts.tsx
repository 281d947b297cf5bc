import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Fragment, type ReactNode } from 'react'
import type { Report } from '../../../../src/contract/index.ts'
import { languageNames } from '../../../../src/messages/index.ts'
import { reportTypesQuery } from '../../../api/report-queries.ts'
import { CopyButton } from '../../../ui/controls/copy-button.tsx'
import { useLanguage, useT } from '../../../ui/index.ts'
import { bytesText } from '../bytes-text.ts'
import { PeriodOfReport } from '../period-of-report.tsx'
import { useReportsView } from '../reports-view.tsx'
import { useFilterTexts } from '../use-filter-texts.ts'
import classes from './report-card.module.css'

type Fact = readonly [label: string, value: ReactNode]

/** What a report is of, its file, and where it came from. */
export function ReportFacts({ report }: { readonly report: Report }): ReactNode {
  const t = useT()
  const sections = [
    { title: t('report_page.about'), facts: useContentFacts(report) },
    { title: t('report_page.file'), facts: useFileFacts(report) },
    { title: t('report_page.history'), facts: useHistoryFacts(report) },
  ]
  return (
    <div className={classes['sections']}>
      {sections.map(({ title, facts }) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          <dl className={classes['facts']}>
            {facts.map(([label, value]) => (
              <Fragment key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </Fragment>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}

function useContentFacts(report: Report): readonly Fact[] {
  const t = useT()
  const textsOf = useFilterTexts()
  const { columns, groups } = useTitles(report)
  const filters = textsOf(report.filters)
  return [
    [t('report_page.service'), t(`reports.service_${report.service}`)],
    [t('report_page.type'), t(`reports.type_${report.type}`)],
    [t('report_page.period'), <PeriodOfReport key="period" report={report} />],
    ...(report.period === null ? [] : [[t('report_page.zone'), report.period.time_zone] as const]),
    ...(groups === null ? [] : [[t('report_page.group_by'), groups] as const]),
    ...(filters.length === 0
      ? [[t('report_page.filters'), t('report_page.no_filters')] as const]
      : filters.map(({ label, text }): Fact => [label, text])),
    [t('report_page.columns'), columns ?? t('report_page.columns_default')],
  ]
}

/** What chosen columns and divisions are called. */
function useTitles({ type, columns, group_by }: Report) {
  const [language] = useLanguage()
  const { data } = useQuery(reportTypesQuery)
  const definition = data?.types.find((one) => one.type === type)
  const named = (
    keys: readonly string[] | null,
    choices: readonly { readonly key: string; readonly title: Readonly<Record<string, string>> }[] = [],
  ): string | null =>
    keys?.map((key) => choices.find((one) => one.key === key)?.title[language] ?? key).join(', ') ?? null
  return { columns: named(columns, definition?.columns), groups: named(group_by, definition?.group_by) }
}

function useFileFacts({ format: kind, language, file }: Report): readonly Fact[] {
  const t = useT()
  const [readersLanguage] = useLanguage()
  return [
    [t('report_page.format'), t(`reports.format_${kind}`)],
    [t('report_page.language'), languageNames[language]],
    ...(file === null
      ? []
      : ([
          [t('report_page.file_name'), file.name],
          [
            t('report_page.column_size'),
            `${bytesText(file.bytes, readersLanguage)}, ${t('report_page.rows', { n: file.rows })}`,
          ],
          [
            t('report_page.fingerprint'),
            <span key="fingerprint" className={classes['fingerprint']}>
              <code>{file.sha256}</code>
              <CopyButton value={file.sha256} label={t('report_page.copy_fingerprint')} />
            </span>,
          ],
        ] as const)),
  ]
}

function useHistoryFacts(report: Report): readonly Fact[] {
  const t = useT()
  const { format } = useReportsView()
  const { created_at, created_by, formed_at, kept_until, schedule_id } = report
  return [
    [t('report_page.column_added'), format.dateTimeExact(created_at)],
    [
      t('report_page.added_by'),
      created_by ??
        (schedule_id === null ? (
          t('report_page.schedule_automatic')
        ) : (
          <Link to="/reports" search={{ tab: 'recurring' }}>
            {t('report_page.by_schedule')}
          </Link>
        )),
    ],
    ...(formed_at === null ? [] : [[t('report_page.formed'), format.dateTimeExact(formed_at)] as const]),
    ...(kept_until === null ? [] : [[t('report_page.kept'), format.date(kept_until)] as const]),
  ]
}
