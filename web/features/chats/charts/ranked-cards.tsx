import type { ReactNode } from 'react'
import { chatClosers } from '../../../../src/contract/chat-words.ts'
import { dimensionAt, numberAt } from '../../../api/metric-rows.ts'
import { useMetrics } from '../../../api/metrics-query.ts'
import { accentColor, actorColors, otherColor, type RankedRow } from '../../../charts/index.ts'
import { useChatNames } from '../../../ui/chat-selection/use-chat-names.ts'
import { useT } from '../../../ui/index.ts'
import { notKnownValue } from '../../../ui/selection/selection-search.ts'
import { useStatisticsPage } from '../../../ui/statistics/drill-down.ts'
import { shareText } from '../../../ui/statistics/metric-text.ts'
import { RankedCard } from '../../../ui/statistics/ranked-card.tsx'
import { useChartTheme } from '../../../ui/statistics/use-chart-theme.ts'
import { closersQuestion, operatorsQuestion } from '../chat-questions.ts'
import { useChatsView } from '../chats-view.tsx'

const closersDrill = { metric: 'chats.close_events' } as const
const mostRows = 8
const closerColors = { ...actorColors, timeout: actorColors.handed_over } as const

/** By whom chats were closed. */
export function ClosersCard(): ReactNode {
  const t = useT()
  const { selected, format } = useChatsView()
  const { openItems } = useStatisticsPage()
  const { scheme } = useChartTheme()
  const { nameOf } = useChatNames()
  const question = closersQuestion(selected)
  const answer = useMetrics(question)
  const all = numberAt(answer.data?.totals, 'chats.close_events') ?? 0
  const rows = (answer.data?.rows ?? []).flatMap((row): RankedRow[] => {
    const by = dimensionAt(row, 'close_by')
    const count = numberAt(row, 'chats.close_events') ?? 0
    if (count === 0) return []
    const name = nameOf('close_by', by)
    const closer = chatClosers.find((one) => one === by)
    const detail = shareText(count, all, format)
    return [
      {
        key: by ?? notKnownValue,
        name,
        value: count,
        valueText: format.number(count),
        detail,
        color: (closer ? closerColors[closer] : otherColor)[scheme],
        title: `${name}: ${format.number(count)}, ${detail}`,
      },
    ]
  })
  return (
    <RankedCard
      title={t('chat_graphs.closers')}
      definition={t('chat_graphs.closers_definition')}
      question={question}
      answer={answer}
      rows={rows.toSorted((a, b) => b.value - a.value)}
      most={mostRows}
      valueTitle={t('chat_graphs.closings')}
      detailTitle={t('analytics.column_share')}
      emptyText={t('chat_graphs.closers_none')}
      drill={closersDrill}
      onPick={(key) => openItems({ ...closersDrill, filters: { close_by: [key] } })}
    />
  )
}

/** How many chats operators had at once, at most. */
export function ConcurrencyCard({ onAll }: { readonly onAll: () => void }): ReactNode {
  const t = useT()
  const { selected, format, search, change } = useChatsView()
  const { scheme } = useChartTheme()
  const { nameOf } = useChatNames()
  const question = operatorsQuestion(selected)
  const answer = useMetrics(question)
  const rows = (answer.data?.rows ?? []).flatMap((row): RankedRow[] => {
    const operator = dimensionAt(row, 'operator')
    const most = numberAt(row, 'chats.concurrency_max') ?? 0
    if (operator === null || most === 0) return []
    const name = nameOf('operator', operator)
    const handled = numberAt(row, 'chats.handle_n') ?? 0
    const detail = t('chat_graphs.handled_of', { n: handled })
    return [
      {
        key: operator,
        name,
        value: most,
        valueText: format.number(most),
        detail,
        color: accentColor[scheme],
        title: `${name}: ${t('chat_graphs.at_once', { n: most })}, ${detail}`,
      },
    ]
  })
  return (
    <RankedCard
      title={t('chat_graphs.concurrency')}
      definition={t('chat_graphs.concurrency_definition')}
      question={question}
      answer={answer}
      rows={rows.toSorted((a, b) => b.value - a.value)}
      most={mostRows}
      valueTitle={t('chat_graphs.at_once_most')}
      detailTitle={t('chat_graphs.handled')}
      drill={concurrencyDrill}
      onPick={(key) => {
        const isOnly = search.operator?.length === 1 && search.operator[0] === key
        change({ operator: isOnly ? undefined : [key] })
      }}
      onAll={onAll}
    />
  )
}

const concurrencyDrill = { metric: 'chats.concurrency_max' } as const
