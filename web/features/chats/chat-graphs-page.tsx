import { useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { useMetrics } from '../../api/metrics-query.ts'
import { Card, ErrorState, Page, useT } from '../../ui/index.ts'
import bar from '../../ui/statistics/bar.module.css'
import { LiveMark } from '../../ui/statistics/live-mark.tsx'
import { QuestionsOnScreen } from '../../ui/statistics/questions-on-screen.ts'
import { useLive } from '../../ui/statistics/use-live.ts'
import { useNow } from '../../ui/statistics/use-now.ts'
import { OnScreenContext, useShown } from '../../ui/statistics/use-on-screen.ts'
import { ChatsBar } from './bar/chats-bar.tsx'
import { ChatCounters } from './chat-counters.tsx'
import { countsQuestion, qualityQuestion } from './chat-questions.ts'
import { ChatsViewProvider, useChatsView } from './chats-view.tsx'
import { EmptyChats, hasNoChats } from './empty-chats.tsx'
import { TodayRow } from './today-row.tsx'
import { useChatAxis } from './use-chat-axis.ts'

// Come beside the answers that they draw; the counters do not wait for them.
const charts = import('./chat-charts.tsx')
const ChatCharts = lazy(async () => ({ default: (await charts).ChatCharts }))
/** About the first cards, so that the page has its length from the start. */
const chartsPx = 1_200
// Loaded with the first number that is opened.
const DrillDrawer = lazy(async () => ({ default: (await import('./list/drill-drawer.tsx')).DrillDrawer }))

/** How many chats, how fast are they answered, who is overloaded, when? */
export function ChatGraphsPage(): ReactNode {
  return (
    <ChatsViewProvider nowMs={useNow()}>
      <ChatGraphs />
    </ChatsViewProvider>
  )
}

function ChatGraphs(): ReactNode {
  const t = useT()
  const { selected, granularity } = useChatsView()
  const client = useQueryClient()
  const onScreen = useMemo(() => new QuestionsOnScreen(client), [client])
  const live = useLive(onScreen)
  const questions = {
    counts: countsQuestion(selected, granularity),
    quality: qualityQuestion(selected, granularity),
  }
  const counts = useMetrics(questions.counts)
  const quality = useMetrics(questions.quality)
  const axis = useChatAxis(counts)
  // The bar says from when the counters are, and stays on the screen.
  useShown(onScreen, questions.counts, true)
  useShown(onScreen, questions.quality, true)
  const asOf = counts.data?.as_of
  return (
    <Page
      title={t('chat_graphs.title')}
      actions={
        <span className={bar['phoneOnly']}>
          <LiveMark asOf={asOf} state={live} />
        </span>
      }
      bar={<ChatsBar asOf={asOf} live={live} />}
    >
      <OnScreenContext value={onScreen}>
        <Content counts={counts} quality={quality} axis={axis} questions={questions} />
        <OpenedList />
      </OnScreenContext>
    </Page>
  )
}

/** The drawer, from the first number that is opened on. */
function OpenedList(): ReactNode {
  const { search } = useChatsView()
  const [wanted, setWanted] = useState(search.list !== undefined)
  if (search.list !== undefined && !wanted) setWanted(true)
  return <Suspense>{wanted && <DrillDrawer />}</Suspense>
}

export interface ChatAnswers {
  readonly counts: ReturnType<typeof useMetrics>
  readonly quality: ReturnType<typeof useMetrics>
  readonly axis: ReturnType<typeof useChatAxis>
  readonly questions: Readonly<Record<'counts' | 'quality', ReturnType<typeof countsQuestion>>>
}

function Content(props: ChatAnswers): ReactNode {
  const { counts, quality, axis } = props
  const isEmpty = hasNoChats(counts.data)
  // One failure is said once: where the counters cannot be had, the cards below fail for the same reason.
  if (counts.isError && !counts.data)
    return (
      <Card>
        <ErrorState error={counts.error} onRetry={() => void counts.refetch()} />
      </Card>
    )
  if (isEmpty) return <EmptyChats />
  return (
    <>
      <TodayRow />
      <ChatCounters counts={counts} quality={quality} axis={axis.axis} />
      <Suspense fallback={<div style={{ minHeight: chartsPx }} />}>
        <ChatCharts {...props} />
      </Suspense>
    </>
  )
}
