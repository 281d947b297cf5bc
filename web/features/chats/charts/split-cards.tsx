import { Tabs } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import type { MetricRow } from '../../../../src/contract/index.ts'
import { dimensionAt, numberAt } from '../../../api/metric-rows.ts'
import { useMetrics } from '../../../api/metrics-query.ts'
import {
  accentColor,
  type ChartSeries,
  otherColor,
  partColors,
  type RankedRow,
} from '../../../charts/index.ts'
import { useChatNames } from '../../../ui/chat-selection/use-chat-names.ts'
import { useT } from '../../../ui/index.ts'
import { notKnownValue } from '../../../ui/selection/selection-search.ts'
import { shareText } from '../../../ui/statistics/metric-text.ts'
import { RankedCard } from '../../../ui/statistics/ranked-card.tsx'
import { StackedCard } from '../../../ui/statistics/stacked-card.tsx'
import { type TimeAxis, untilNow } from '../../../ui/statistics/time-axis.ts'
import { useChartTheme } from '../../../ui/statistics/use-chart-theme.ts'
import { partsQuestion, splitQuestion } from '../chat-questions.ts'
import { type Split, splits } from '../chats-search.ts'
import { useChatsView } from '../chats-view.tsx'
import styles from './split.module.css'
import { splitParts } from './split-model.ts'

const drill = { metric: 'chats.new' } as const
const overTimePx = 236
const mostRanked = 6
const rankedRowPx = 50

interface SplitCardProps {
  readonly axis: TimeAxis
  readonly times: readonly number[]
}

/** New chats over time by messenger, configured chat or group. */
export function SplitCard({ axis, times }: SplitCardProps): ReactNode {
  const t = useT()
  const { selected, granularity, search } = useChatsView()
  const { scheme } = useChartTheme()
  const { nameOf } = useChatNames()
  const split = search.split ?? 'messenger'
  const question = splitQuestion(selected, split, granularity)
  const answer = useMetrics(question)
  const series = useMemo<readonly ChartSeries[]>(() => {
    const { parts, counts, hasOther } = splitParts(answer.data, split, times)
    const known = parts.map((part, index) => ({
      key: part ?? notKnownValue,
      name: nameOf(split, part),
      color: partColors[index]?.[scheme] ?? otherColor[scheme],
      values: untilNow(counts[index] ?? [], axis),
    }))
    const other = {
      key: 'other',
      name: t('chat_graphs.other'),
      color: otherColor[scheme],
      values: untilNow(counts[parts.length] ?? [], axis),
    }
    return hasOther ? [...known, other] : known
  }, [answer.data, split, times, axis, scheme, nameOf, t])
  return (
    <StackedCard
      title={t('chat_graphs.split')}
      definition={t('chat_graphs.split_definition')}
      question={question}
      answer={answer}
      axis={axis}
      series={series}
      drill={drill}
      drillOf={(key) => (key === 'other' ? undefined : { filters: { [split]: [key] } })}
      heightPx={overTimePx}
      head={<SplitTabs />}
    />
  )
}

function SplitTabs(): ReactNode {
  const t = useT()
  const { search, change } = useChatsView()
  return (
    <Tabs
      value={search.split ?? 'messenger'}
      onChange={(next) => {
        const split = splits.find((one) => one === next)
        change({ split: split === 'messenger' ? undefined : split }, { replace: true })
      }}
      className={styles['tabs'] ?? ''}
    >
      <Tabs.List aria-label={t('chat_graphs.split_by')}>
        {splits.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`words.dimension_${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  )
}

/** The same parts for the whole period; a click narrows the page down to one, another widens it again. */
export function PartsCard(): ReactNode {
  const t = useT()
  const { selected, search, format, change } = useChatsView()
  const { scheme } = useChartTheme()
  const { nameOf } = useChatNames()
  const split: Split = search.split ?? 'messenger'
  const question = partsQuestion(selected, split)
  const answer = useMetrics(question)
  const all = numberAt(answer.data?.totals, 'chats.new') ?? 0
  const toRow = (row: MetricRow, index: number): RankedRow => {
    const part = dimensionAt(row, split)
    const name = nameOf(split, part)
    const created = numberAt(row, 'chats.new') ?? 0
    const detail = shareText(created, all, format)
    const note = t('chat_graphs.part_note', {
      response: format.duration(numberAt(row, 'chats.first_response_p50_ms')),
      unanswered: format.number(numberAt(row, 'chats.unanswered')),
    })
    return {
      key: part ?? notKnownValue,
      name,
      value: created,
      valueText: format.number(created),
      detail,
      color: (index < partColors.length ? (partColors[index] ?? accentColor) : otherColor)[scheme],
      note,
      title: `${name}: ${format.number(created)}, ${detail}. ${note}`,
    }
  }
  const rows = (answer.data?.rows ?? [])
    .filter((row) => (numberAt(row, 'chats.new') ?? 0) > 0)
    .toSorted((a, b) => (numberAt(b, 'chats.new') ?? 0) - (numberAt(a, 'chats.new') ?? 0))
    .map(toRow)
  return (
    <RankedCard
      title={t(`chat_graphs.by_${split}`)}
      definition={t('chat_graphs.parts_definition')}
      question={question}
      answer={answer}
      rows={rows}
      most={mostRanked}
      rowPx={rankedRowPx}
      valueTitle={t('chat_graphs.counter_new')}
      detailTitle={t('analytics.column_share')}
      drill={drill}
      onPick={(key) => {
        const isOnly = search[split]?.length === 1 && search[split][0] === key
        change({ [split]: isOnly ? undefined : [key] })
      }}
    />
  )
}
