import type { ReactNode } from 'react'
import type { MonthCloseState } from '../../../src/contract/month-close-words.ts'
import { useT } from '../../ui/index.ts'
import classes from './month-closes.module.css'

/** How far a month is, in words, with a dot that makes columns of them quick to scan. */
export function StateMark({ state }: { readonly state: MonthCloseState }): ReactNode {
  const t = useT()
  return (
    <span className={classes['mark']} data-state={state}>
      {t(`month_closes.state_${state}`)}
    </span>
  )
}
