import { Progress } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type MonthCloseState, monthCloseStates } from '../../../src/contract/month-close-words.ts'
import { useFormat, useT } from '../../ui/index.ts'
import classes from './month-closes.module.css'
import { useMonths } from './use-months.ts'

/** How many months are how far; a click leaves those of one state in the list. */
export function StateCounts(): ReactNode {
  const t = useT()
  const counts = useMonths().data?.pages[0]?.counts
  if (!counts) return null
  const total = monthCloseStates.reduce((sum, state) => sum + counts[state], 0)
  if (total === 0) return null
  return (
    <section className={classes['counts']} aria-label={t('month_closes.states')}>
      <div className={classes['tiles']}>
        {monthCloseStates.map((state) => (
          <StateTile key={state} state={state} count={counts[state]} />
        ))}
      </div>
      <div className={classes['progress']}>
        <Progress
          value={(100 * counts.closed) / total}
          color="teal"
          aria-label={t('month_closes.progress', { closed: counts.closed, total })}
        />
        <span aria-live="polite">{t('month_closes.progress', { closed: counts.closed, total })}</span>
      </div>
    </section>
  )
}

interface StateTileProps {
  readonly state: MonthCloseState
  readonly count: number
}

function StateTile({ state, count }: StateTileProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const navigate = useNavigate({ from: '/month-closes' })
  const { state: chosen } = useSearch({ from: '/frame/month-closes' })
  const isChosen = chosen === state
  return (
    <button
      type="button"
      className={classes['tile']}
      aria-pressed={isChosen}
      data-alarm={(state === 'set_aside' && count > 0) || undefined}
      onClick={() =>
        void navigate({
          search: (before) => ({ ...before, state: isChosen ? undefined : state }),
          resetScroll: false,
        })
      }
    >
      <span className={classes['mark']} data-state={state}>
        {t(`month_closes.state_${state}`)}
      </span>
      <strong>{format.number(count)}</strong>
    </button>
  )
}
