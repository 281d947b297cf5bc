import type { ReactNode } from 'react'
import type { Reports } from '../../../../src/contract/index.ts'
import { useFormat, useT } from '../../../ui/index.ts'
import { useReportsView } from '../reports-view.tsx'
import classes from './reports.module.css'

const choices = ['generated', 'generating', 'error', 'all'] as const

/** Reports of one status or all of them, each with how many there are. */
export function StateButtons({ counts }: { readonly counts: Reports['counts'] | undefined }): ReactNode {
  const t = useT()
  const format = useFormat()
  const { search, change } = useReportsView()
  const chosen = search.state ?? 'all'
  return (
    <fieldset className={classes['states']} aria-label={t('report_page.states')}>
      {choices.map((state) => (
        <button
          key={state}
          type="button"
          aria-pressed={state === chosen}
          data-state={state}
          onClick={() => change({ state: state === 'all' ? undefined : state })}
        >
          {t(`report_page.state_${state}`)}
          <span className={classes['count']}>{counts === undefined ? '' : format.number(counts[state])}</span>
        </button>
      ))}
    </fieldset>
  )
}
