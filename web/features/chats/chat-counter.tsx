import { UnstyledButton } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import type { ChatMetricName, MetricsResult } from '../../../src/contract/index.ts'
import { numberAt, valueAt } from '../../api/metric-rows.ts'
import { accentColor } from '../../charts/palette.ts'
import { useT } from '../../ui/index.ts'
import { ChangeMark } from '../../ui/statistics/change-mark.tsx'
import { changeOf } from '../../ui/statistics/comparison.ts'
import { CounterFace, CounterSkeleton, CounterTooltip } from '../../ui/statistics/counter-face.tsx'
import styles from '../../ui/statistics/counters.module.css'
import { useStatisticsPage } from '../../ui/statistics/drill-down.ts'
import { FactList } from '../../ui/statistics/fact-list.tsx'
import { exactText, shareText, shortText, unitOf } from '../../ui/statistics/metric-text.ts'
import { type TimeAxis, untilNow } from '../../ui/statistics/time-axis.ts'
import { useChartTheme } from '../../ui/statistics/use-chart-theme.ts'
import { useChatsView } from './chats-view.tsx'
import type { ChatCounterDefinition } from './counter-groups.ts'
import type { PreviousTotals } from './use-previous-chats.ts'

interface ChatCounterProps {
  readonly definition: ChatCounterDefinition
  readonly result: MetricsResult | undefined
  /** The answer with all new chats, for shares of them. */
  readonly whole: MetricsResult | undefined
  readonly before: PreviousTotals
  readonly axis: TimeAxis
}

/** One number with its change, course and definition; opens the chats that it counts. */
export function ChatCounter(props: ChatCounterProps): ReactNode {
  const { definition, result, before, axis } = props
  const t = useT()
  const { format, compare } = useChatsView()
  const { openItems } = useStatisticsPage()
  const { scheme } = useChartTheme()
  const { metric, goodWhen, color = accentColor } = definition
  const unit = unitOf(metric)
  const course = useMemo(
    () => untilNow(result?.rows.map((row) => numberAt(row, metric)) ?? [], axis),
    [result, metric, axis],
  )
  const name = t(`chat_graphs.${counterKey(metric)}`)
  if (!result) return <CounterSkeleton name={name} />
  const value = valueAt(result.totals, metric)
  return (
    <CounterTooltip facts={<ChatFacts {...props} result={result} name={name} />}>
      <UnstyledButton className={styles['counter'] ?? ''} onClick={() => openItems({ metric })}>
        <CounterFace
          name={name}
          value={shortText(value, unit, format)}
          course={course}
          color={color[scheme]}
          under={
            <>
              {compare && before.totals && (
                <ChangeMark
                  change={changeOf(
                    numberAt(result.totals, metric),
                    numberAt(before.totals, metric),
                    unit,
                    goodWhen,
                  )}
                />
              )}
              <Beside {...props} result={result} />
            </>
          }
        />
      </UnstyledButton>
    </CounterTooltip>
  )
}

/** The words of a counter are keyed by the metric's name. */
function counterKey<M extends ChatCounterDefinition['metric']>(metric: M) {
  return metric.replace('chats.', 'counter_') as M extends `chats.${infer Rest}` ? `counter_${Rest}` : never
}

type WithResult = ChatCounterProps & { readonly result: MetricsResult }

function Beside({ definition, result, whole }: WithResult): ReactNode {
  const t = useT()
  const { format, search } = useChatsView()
  const { metric, beside, duration } = definition
  if (duration) {
    const n = result.basis[metric]?.denominator ?? null
    const p90 = numberAt(result.totals, `chats.${duration}_p90_ms`)
    const pending = numberAt(result.totals, `chats.${duration}_pending`) ?? 0
    return (
      <>
        {p90 !== null && <span>{t('chat_graphs.p90', { duration: format.duration(p90) })}</span>}
        <span>{t('analytics.counter_n', { count: format.number(n) })}</span>
        {pending > 0 && <span>{t('chat_graphs.pending', { n: pending })}</span>}
      </>
    )
  }
  if (beside === 'n') {
    const n = result.basis[metric]?.denominator ?? null
    return n === null ? null : <span>{t('analytics.counter_n', { count: format.number(n) })}</span>
  }
  // Under the clock of events what is counted need not be among the new chats: no share of them.
  if (beside === 'share_of_new' && search.clock === undefined) {
    const all = numberAt(whole?.totals, 'chats.new') ?? 0
    return <span>{shareText(numberAt(result.totals, metric), all, format)}</span>
  }
  return null
}

function ChatFacts({ definition, result, before, name }: WithResult & { readonly name: string }): ReactNode {
  const t = useT()
  const { format } = useChatsView()
  const { metric, duration } = definition
  const text = (of: ChatMetricName, row = result.totals): string =>
    exactText(valueAt(row, of), unitOf(of), format)
  const basis = result.basis[metric]
  const facts: [string, string][] = [[t('analytics.fact_value'), text(metric)]]
  if (duration)
    facts.push(
      [t('chat_graphs.fact_p90'), text(`chats.${duration}_p90_ms`)],
      [t('chat_graphs.fact_mean'), text(`chats.${duration}_mean_ms`)],
      [t('chat_graphs.fact_pending'), text(`chats.${duration}_pending`)],
    )
  if (basis && basis.denominator !== null)
    facts.push([t('analytics.fact_denominator'), format.number(basis.denominator)])
  if (basis && basis.left_out > 0) facts.push([t('analytics.fact_left_out'), format.number(basis.left_out)])
  if (before.totals) facts.push([t('analytics.fact_previous'), text(metric, before.totals)])
  return (
    <FactList
      metric={metric}
      title={name}
      facts={facts}
      reason={valueAt(result.totals, metric) === null ? t(reasonOf(metric)) : undefined}
      note={before.partial && before.totals ? t('analytics.change_same_part') : undefined}
    />
  )
}

/** Why there is no value. */
function reasonOf(metric: ChatMetricName) {
  const isTarget = metric === 'chats.within_sl1' || metric === 'chats.within_sl2'
  return isTarget ? 'chat_graphs.no_target_help' : 'analytics.no_sample'
}
