import { Skeleton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconTableOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import type { ReportPreview } from '../../../../src/contract/index.ts'
import { maxReportRows } from '../../../../src/contract/report-words.ts'
import { createFormats, noValue } from '../../../../src/messages/index.ts'
import { reportPreviewQuery } from '../../../api/report-queries.ts'
import { Card, Caution, EmptyState, ErrorState, useFormat, useLanguage, useT } from '../../../ui/index.ts'
import { periodText } from '../period-of-report.tsx'
import classes from './form.module.css'
import { useFormView } from './form-view.tsx'
import { PreviewTable } from './preview-table.tsx'

const settleMs = 250

/** The first rows, and what stands beside them, as they would be now. */
export function PreviewCard(): ReactNode {
  const t = useT()
  const { content } = useFormView()
  // Rows are the same in every kind of file.
  const { format: _format, csv_bom: _bom, ...rows } = content
  const [question] = useDebouncedValue(JSON.stringify(rows), settleMs)
  const asked = useMemo(() => JSON.parse(question) as typeof rows, [question])
  const answer = useQuery(reportPreviewQuery(asked))
  return (
    <Card title={t('report_form.preview')} flush>
      <div className={classes['preview']} data-stale={answer.isPlaceholderData || undefined}>
        {answer.isError ? (
          <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
        ) : answer.data ? (
          <Preview preview={answer.data} />
        ) : (
          <div className={classes['previewSkeleton']} aria-busy>
            {[1, 2, 3, 4, 5, 6].map((row) => (
              <Skeleton key={row} height={20} />
            ))}
          </div>
        )}
      </div>
    </Card>
  )
}

function Preview({ preview }: { readonly preview: ReportPreview }): ReactNode {
  const t = useT()
  const format = useFormat()
  const { rows, total_rows: total } = preview
  return (
    <>
      <ExampleNote />
      {total !== null && total > maxReportRows && (
        <div className={classes['previewNote']}>
          <Caution>{t('report_form.preview_too_many', { max: format.number(maxReportRows) })}</Caution>
        </div>
      )}
      {rows.length === 0 ? (
        <EmptyState icon={<IconTableOff size={28} stroke={1.5} />} title={t('report_form.preview_empty')} />
      ) : (
        <>
          <p className={classes['previewText']} aria-live="polite">
            {total !== rows.length && `${t('report_form.preview_first', { n: rows.length })} · `}
            {total === null ? t('report_form.preview_unknown') : t('report_form.preview_rows', { n: total })}
          </p>
          <PreviewTable preview={preview} />
        </>
      )}
      <section className={classes['about']} aria-label={t('report_form.preview_about')}>
        <h3>{t('report_form.preview_about')}</h3>
        <dl>
          {preview.about.map(({ label, value }) => (
            <div key={`${label} ${value}`}>
              <dt>{label}</dt>
              <dd>{value === '' ? noValue : value}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  )
}

/** A recurring report is shown as it would have been last. */
function ExampleNote(): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  const { search, content, zone } = useFormView()
  const { from, to } = content
  if (search.repeat === undefined || from === undefined || to === undefined) return null
  const period = periodText({ from, to }, createFormats({ language, timeZone: zone }))
  return <p className={classes['previewText']}>{t('report_form.preview_of', { period })}</p>
}
