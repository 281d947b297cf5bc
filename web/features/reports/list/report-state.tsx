import { Progress } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Report } from '../../../../src/contract/index.ts'
import { useFormat, useT } from '../../../ui/index.ts'
import classes from './reports.module.css'

/** How a report stands: how far it is, or why there is none. */
export function ReportState({ report }: { readonly report: Report }): ReactNode {
  const t = useT()
  const { state, error } = report
  return (
    <div className={classes['state']}>
      <span className={classes['mark']} data-state={state}>
        {t(`reports.state_${state}`)}
      </span>
      {state === 'generating' && <HowFar report={report} />}
      {error !== null && (
        <span className={classes['reason']} title={t(`reports.error_${error.code}`)}>
          {t(`reports.error_${error.code}`)}
        </span>
      )}
    </div>
  )
}

function HowFar({ report }: { readonly report: Report }): ReactNode {
  const t = useT()
  const format = useFormat()
  const { name, percent, rows } = report
  return (
    <>
      <Progress
        value={percent}
        size={4}
        color="indigo"
        aria-label={t('report_page.progress', { name })}
        classNames={{ root: classes['progress'] ?? '' }}
      />
      <span className={classes['muted']}>
        {rows === 0
          ? t('report_page.waiting')
          : `${format.percent(percent / 100)} · ${t('report_page.rows_so_far', { n: rows })}`}
      </span>
    </>
  )
}
