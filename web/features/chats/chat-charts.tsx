import { type ReactNode, useRef } from 'react'
import { useMetrics } from '../../api/metrics-query.ts'
import { useChatNames } from '../../ui/chat-selection/use-chat-names.ts'
import { useT } from '../../ui/index.ts'
import { HeatmapCard } from '../../ui/statistics/heatmap-card.tsx'
import styles from '../../ui/statistics/statistics.module.css'
import { WhenNear } from '../../ui/statistics/when-near.tsx'
import { BacklogCard, OldestCard } from './charts/backlog-cards.tsx'
import { HistogramCard } from './charts/histogram-card.tsx'
import { AuthorsCard, ContainmentCard } from './charts/people-cards.tsx'
import { RatingCard, ResponseCard, TargetsCard } from './charts/quality-cards.tsx'
import { ClosersCard, ConcurrencyCard } from './charts/ranked-cards.tsx'
import { SpeedCard } from './charts/speed-card.tsx'
import { PartsCard, SplitCard } from './charts/split-cards.tsx'
import { StatesCard } from './charts/states-card.tsx'
import type { ChatAnswers } from './chat-graphs-page.tsx'
import { arrivalsQuestion } from './chat-questions.ts'
import { useChatsView } from './chats-view.tsx'
import { GroupsCard, OperatorsCard } from './tables/table-cards.tsx'

const cardPx = 350
const tablePx = 420

/** What happened over time, how it splits, how fast and how well, who did it. Cards below the screen ask when they come near. */
export function ChatCharts({ counts, quality, axis: { axis, times }, questions }: ChatAnswers): ReactNode {
  const counted = { question: questions.counts, answer: counts, axis }
  const measured = { question: questions.quality, answer: quality, axis }
  const operators = useRef<HTMLDivElement>(null)
  const showOperators = (): void => operators.current?.scrollIntoView({ block: 'start' })
  const { names } = useChatNames()
  return (
    <div className={styles['grid']}>
      <Place span="span12">{() => <StatesCard {...counted} />}</Place>
      <Place span="span6">{() => <BacklogCard {...counted} />}</Place>
      <Place span="span6">{() => <OldestCard {...counted} />}</Place>
      <Place span="span8">{() => <SplitCard axis={axis} times={times} />}</Place>
      <Place span="span4">{() => <PartsCard />}</Place>
      <Place span="span6">{() => <ResponseCard {...measured} />}</Place>
      <Place span="span6">{() => <HistogramCard />}</Place>
      <Place span="span6">{() => <SpeedCard axis={axis} times={times} />}</Place>
      <Place span="span6">{() => <TargetsCard {...measured} />}</Place>
      <Place span="span6">{() => <AuthorsCard {...counted} />}</Place>
      <Place span="span6">{() => <ContainmentCard {...counted} />}</Place>
      <Place span="span12">{() => <ArrivalsCard />}</Place>
      <Place span="span4">{() => <RatingCard {...measured} />}</Place>
      <Place span="span4">{() => <ClosersCard />}</Place>
      <Place span="span4">{() => <ConcurrencyCard onAll={showOperators} />}</Place>
      <Place span="span12" heightPx={tablePx}>
        {() => <OperatorsCard card={operators} />}
      </Place>
      {names && names.groups.length > 0 && (
        <Place span="span12" heightPx={tablePx}>
          {() => <GroupsCard />}
        </Place>
      )}
    </div>
  )
}

interface PlaceProps {
  readonly span: 'span4' | 'span6' | 'span8' | 'span12'
  readonly heightPx?: number
  readonly children: () => ReactNode
}

function Place({ span, heightPx = cardPx, children }: PlaceProps): ReactNode {
  return (
    <div className={styles[span]}>
      <WhenNear heightPx={heightPx}>{children}</WhenNear>
    </div>
  )
}

/** When chats come in. */
function ArrivalsCard(): ReactNode {
  const t = useT()
  const { selected } = useChatsView()
  const question = arrivalsQuestion(selected)
  return (
    <HeatmapCard
      definition={t('chat_graphs.arrivals_definition')}
      question={question}
      answer={useMetrics(question)}
      metric="chats.new"
      valueName={t('chat_graphs.counter_new')}
    />
  )
}
