import { type ReactNode, type RefObject, useMemo } from 'react'
import { useMetrics } from '../../../api/metrics-query.ts'
import { useT } from '../../../ui/index.ts'
import { ChartCard } from '../../../ui/statistics/chart-card.tsx'
import styles from '../../../ui/statistics/tables.module.css'
import { groupMetrics, groupsQuestion, operatorMetrics, operatorsQuestion } from '../chat-questions.ts'
import { useChatsView } from '../chats-view.tsx'
import { columnTitles } from './column-titles.ts'
import { PeopleTable } from './people-table.tsx'

const heightPx = 280
const handledDrill = { metric: 'chats.handle_n' } as const
const newDrill = { metric: 'chats.new' } as const

/** Who did how much, how fast and how well. */
export function OperatorsCard({ card }: { readonly card: RefObject<HTMLDivElement | null> }): ReactNode {
  const t = useT()
  const { selected } = useChatsView()
  const question = operatorsQuestion(selected)
  const answer = useMetrics(question)
  const columns = useMemo(
    () => operatorMetrics.map((metric) => ({ metric, title: t(columnTitles[metric]) })),
    [t],
  )
  return (
    <div ref={card} className={styles['anchor']}>
      <ChartCard
        title={t('chat_graphs.operators')}
        definition={t('chat_graphs.operators_definition')}
        question={question}
        answer={answer}
        heightPx={heightPx}
        drill={handledDrill}
        isEmpty={answer.data?.rows.length === 0}
      >
        {() => answer.data && <PeopleTable dimension="operator" result={answer.data} columns={columns} />}
      </ChartCard>
    </div>
  )
}

/** The same by the groups that chats stood under when it happened. */
export function GroupsCard(): ReactNode {
  const t = useT()
  const { selected } = useChatsView()
  const question = groupsQuestion(selected)
  const answer = useMetrics(question)
  const columns = useMemo(
    () => groupMetrics.map((metric) => ({ metric, title: t(columnTitles[metric]) })),
    [t],
  )
  return (
    <ChartCard
      title={t('chat_graphs.groups')}
      definition={t('chat_graphs.groups_definition')}
      question={question}
      answer={answer}
      heightPx={heightPx}
      drill={newDrill}
      isEmpty={answer.data?.rows.length === 0}
    >
      {() => answer.data && <PeopleTable dimension="group" result={answer.data} columns={columns} />}
    </ChartCard>
  )
}
