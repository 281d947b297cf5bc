import { UnstyledButton } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import type { MetricsResult } from '../../../src/contract/index.ts'
import { numberAt, valueAt } from '../../api/metric-rows.ts'
import { accentColor, backlogColors, chatStateColors } from '../../charts/palette.ts'
import { Sparkline } from '../../charts/sparkline.tsx'
import { useT } from '../../ui/index.ts'
import { ChangeMark } from '../../ui/statistics/change-mark.tsx'
import { changeOf } from '../../ui/statistics/comparison.ts'
import { CounterTooltip } from '../../ui/statistics/counter-face.tsx'
import { useStatisticsPage } from '../../ui/statistics/drill-down.ts'
import { FactList } from '../../ui/statistics/fact-list.tsx'
import { exactText, shortText, unitOf } from '../../ui/statistics/metric-text.ts'
import { untilNow } from '../../ui/statistics/time-axis.ts'
import { useChartTheme } from '../../ui/statistics/use-chart-theme.ts'
import { useChatsView } from './chats-view.tsx'
import styles from './today.module.css'
import type { TodayCounter } from './today-counters.ts'
import type { Today } from './use-today.ts'
import { type Usual, usualOf } from './usual-range.ts'

const colors = { ...backlogColors, ...chatStateColors, accent: accentColor } as const

interface TodayCounterTileProps {
  readonly counter: TodayCounter
  readonly today: Today
}

/** One number of today, with what is usual for this weekday at this time; opens its chats. */
export function TodayCounterTile({ counter, today }: TodayCounterTileProps): ReactNode {
  const t = useT()
  const { format, compare } = useChatsView()
  const { openItems } = useStatisticsPage()
  const { scheme } = useChartTheme()
  const { metric, goodWhen } = counter
  const result = today.answer.data
  const unit = unitOf(metric)
  const course = useMemo(
    () => untilNow(result?.rows.map((row) => numberAt(row, metric)) ?? [], today.axis),
    [result, metric, today.axis],
  )
  const name = t(`chat_graphs.${counter.title}`)
  if (!result)
    return (
      <div className={styles['tile']}>
        <span className={styles['name']}>{name}</span>
        <span className={styles['skeleton']} aria-hidden="true" />
      </div>
    )
  const value = numberAt(result.totals, metric)
  const usual = usualOf(metric, value, today.before)
  const lastWeek = today.before[0]
  return (
    <CounterTooltip facts={<TodayFacts counter={counter} today={today} />}>
      <UnstyledButton
        className={styles['tile'] ?? ''}
        data-tone={toneOf(usual, goodWhen)}
        onClick={() => openItems({ metric, ...today.period })}
      >
        <span className={styles['name']}>{name}</span>
        <span className={styles['value']}>{shortText(value, unit, format)}</span>
        <span className={styles['beside']}>
          <Beside counter={counter} today={today} />
        </span>
        <Sparkline values={course} color={colors[counter.color][scheme]} heightPx={28} />
        <span className={styles['usual']}>
          {usual ? (
            <>
              <strong>{t(`chat_graphs.verdict_${usual.verdict}`)}</strong>{' '}
              {t('chat_graphs.usual_range', {
                least: shortText(usual.least, unit, format),
                most: shortText(usual.most, unit, format),
              })}
            </>
          ) : (
            t('chat_graphs.usual_unknown')
          )}
        </span>
        <span className={styles['change']}>
          {compare && lastWeek && (
            <>
              <ChangeMark change={changeOf(value, numberAt(lastWeek, metric), unit, goodWhen)} />{' '}
              {t('chat_graphs.to_last_week')}
            </>
          )}
        </span>
      </UnstyledButton>
    </CounterTooltip>
  )
}

function toneOf(
  usual: Usual | undefined,
  goodWhen: TodayCounter['goodWhen'],
): 'good' | 'bad' | 'neutral' | undefined {
  if (usual === undefined) return undefined
  if (usual.verdict === 'usual') return 'good'
  if (goodWhen === 'neutral') return 'neutral'
  return (usual.verdict === 'above') === (goodWhen === 'up') ? 'good' : 'bad'
}

/** A second number of the same thing: who waited longest, how many responses, how many still wait for one. */
function Beside({ counter, today }: TodayCounterTileProps): ReactNode {
  const t = useT()
  const { format } = useChatsView()
  const result = today.answer.data
  if (!result) return null
  const n = result.basis[counter.metric]?.denominator ?? null
  switch (counter.metric) {
    case 'chats.waiting': {
      const oldestMs = numberAt(result.totals, 'chats.oldest_waiting_ms')
      return oldestMs === null
        ? t('chat_graphs.nobody_waits')
        : t('chat_graphs.oldest', { duration: format.duration(oldestMs) })
    }
    case 'chats.first_response_p50_ms': {
      const pending = numberAt(result.totals, 'chats.first_response_pending') ?? 0
      const responses = t('analytics.counter_n', { count: format.number(n) })
      return pending > 0 ? `${responses} · ${t('chat_graphs.pending', { n: pending })}` : responses
    }
    case 'chats.within_sl1':
      return n === 0 || n === null
        ? t('chat_graphs.no_target')
        : t('analytics.counter_n', { count: format.number(n) })
    default:
      return null
  }
}

const nothing: Pick<MetricsResult, 'totals' | 'basis'> = { totals: {}, basis: {} }

function TodayFacts({ counter, today }: TodayCounterTileProps): ReactNode {
  const t = useT()
  const { format } = useChatsView()
  const { metric } = counter
  const unit = unitOf(metric)
  const { totals, basis } = today.answer.data ?? nothing
  const facts: [string, string][] = [
    [t('analytics.fact_value'), exactText(valueAt(totals, metric), unit, format)],
  ]
  const of = basis[metric]
  if (of && of.denominator !== null)
    facts.push([t('analytics.fact_denominator'), format.number(of.denominator)])
  if (of && of.left_out > 0) facts.push([t('analytics.fact_left_out'), format.number(of.left_out)])
  const lastWeek = today.before[0]
  if (lastWeek) facts.push([t('chat_graphs.week_ago'), exactText(valueAt(lastWeek, metric), unit, format)])
  return (
    <FactList
      metric={metric}
      title={t(`chat_graphs.${counter.title}`)}
      facts={facts}
      reason={valueAt(totals, metric) === null ? t('analytics.no_sample') : undefined}
      note={t('chat_graphs.usual_note')}
    />
  )
}
