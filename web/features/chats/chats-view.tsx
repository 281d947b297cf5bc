import { useNavigate, useSearch } from '@tanstack/react-router'
import { createContext, type ReactNode, use, useCallback, useMemo } from 'react'
import type { Granularity } from '../../../src/contract/index.ts'
import { autoGranularity } from '../../../src/core/time/index.ts'
import type { MetricsQuestion } from '../../api/metrics-query.ts'
import { type ChatSelected, chatSelected } from '../../ui/chat-selection/chat-selected.ts'
import { parseChatSelection } from '../../ui/chat-selection/chat-selection-search.ts'
import { SelectionContext, useT, useWorkedOutSelection, type WorkedOutSelection } from '../../ui/index.ts'
import { type DrillDown, StatisticsPageContext } from '../../ui/statistics/drill-down.ts'
import { type ChatGraphsSearch, parseChatGraphsSearch } from './chats-search.ts'
import { drillSearch } from './drilled-list.ts'
import { useSelectionText } from './use-selection-text.ts'

/** What the page is set to, worked out from its address. */
export interface ChatsView extends Omit<WorkedOutSelection, 'selected'> {
  readonly search: ChatGraphsSearch
  readonly selected: ChatSelected
  readonly granularity: Granularity
  readonly compare: boolean
  /**
   * Changes the address; the step is kept for Back unless `replace` is set. Another period chooses its own granularity
   * unless one is named with it.
   */
  readonly change: (changes: Partial<ChatGraphsSearch>, options?: { replace?: boolean }) => void
}

const ViewContext = createContext<ChatsView | null>(null)

export function useChatsView(): ChatsView {
  const view = use(ViewContext)
  if (view === null) throw new Error('useChatsView needs a ChatsViewProvider above it')
  return view
}

interface ChatsViewProviderProps {
  readonly nowMs: number
  readonly children: ReactNode
}

export function ChatsViewProvider({ nowMs, children }: ChatsViewProviderProps): ReactNode {
  const written = useSearch({ from: '/frame/chat-graphs' })
  const search = useMemo(() => parseChatGraphsSearch(written), [written])
  const navigate = useNavigate({ from: '/chat-graphs' })
  const selection = useWorkedOutSelection(search, nowMs)
  const change = useCallback<ChatsView['change']>(
    (changes, options) => {
      const otherPeriod = 'period' in changes || 'from' in changes
      void navigate({
        search: (before) => ({ ...before, ...(otherPeriod && { granularity: undefined }), ...changes }),
        replace: options?.replace ?? false,
        resetScroll: false,
      })
    },
    [navigate],
  )
  const view = useMemo<ChatsView>(
    () => ({
      ...selection,
      search,
      selected: chatSelected(selection.selected, search),
      granularity: search.granularity ?? autoGranularity(selection.period, selection.zone),
      compare: search.compare !== 'none',
      change,
    }),
    [selection, search, change],
  )
  const controls = useMemo(() => ({ ...selection, change }), [selection, change])
  return (
    <ViewContext value={view}>
      <SelectionContext value={controls}>
        <CardsOfChats>{children}</CardsOfChats>
      </SelectionContext>
    </ViewContext>
  )
}

/** What cards do on this page: their items are chats, listed in a drawer. */
function CardsOfChats({ children }: { readonly children: ReactNode }): ReactNode {
  const t = useT()
  const view = useChatsView()
  const { change, zone, search } = view
  const selectionText = useSelectionText(view)
  const page = useMemo(
    () => ({
      openItems: (drill: DrillDown) => change(drillSearch(drill, zone)),
      reportSearch: ({ by }: MetricsQuestion) =>
        by?.length === 1 && by[0] === 'operator'
          ? { ...parseChatSelection({ ...search }), type: 'chat_operators' }
          : undefined,
      itemsLabel: t('chat_graphs.open_chats'),
      selectionText,
    }),
    [change, zone, search, selectionText, t],
  )
  return <StatisticsPageContext value={page}>{children}</StatisticsPageContext>
}
