import { Button, Select } from '@mantine/core'
import { IconMessageOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import { chatMetricNames } from '../../../../src/contract/chat-words.ts'
import { catalogueQuery } from '../../../api/queries.ts'
import { ChatChips } from '../../../ui/chat-selection/chat-chips.tsx'
import { ChatFiltersRow } from '../../../ui/chat-selection/chat-filters-row.tsx'
import { chatSelected } from '../../../ui/chat-selection/chat-selected.ts'
import { SearchInput } from '../../../ui/controls/search-input.tsx'
import {
  EmptyState,
  Page,
  PeriodControl,
  SelectionContext,
  type SelectionView,
  useLanguage,
  useT,
  useWorkedOutSelection,
  ZoneMark,
} from '../../../ui/index.ts'
import { oneOf } from '../../../ui/selection/search-values.ts'
import bar from '../../../ui/statistics/bar.module.css'
import { type ChatListSearch, parseChatListSearch } from '../chats-search.ts'
import { ChatItems } from './chat-items.tsx'
import styles from './chat-list.module.css'
import { ExportChats } from './export-chats.tsx'

/** The chats behind a number, or those found by the id of the chat or of its customer. */
export function ChatListPage(): ReactNode {
  const t = useT()
  // Taken once: a list that is being read does not slide away under its reader.
  const [nowMs] = useState(() => Date.now())
  const written = useSearch({ from: '/frame/chats' })
  const search = useMemo(() => parseChatListSearch(written), [written])
  const navigate = useNavigate({ from: '/chats' })
  const selection = useWorkedOutSelection(search, nowMs)
  const view = useMemo<SelectionView>(
    () => ({
      ...selection,
      change: (changes, options) =>
        void navigate({
          search: (before) => ({ ...before, ...changes }),
          replace: options?.replace ?? false,
          resetScroll: false,
        }),
    }),
    [selection, navigate],
  )
  const change = (changes: Partial<ChatListSearch>): void =>
    void navigate({ search: (before) => ({ ...before, ...changes }), resetScroll: false })
  const selected = chatSelected(selection.selected, search)
  const text = search.search?.trim()
  const question = {
    metric: oneOf(chatMetricNames, search.metric) ?? ('chats.new' as const),
    ...selected,
    ...(text ? { search: text } : {}),
  }
  return (
    <SelectionContext value={view}>
      <Page
        title={t('chat_list.title')}
        actions={<ExportChats question={question} search={search} />}
        bar={
          <div className={bar['bar']}>
            <div className={bar['row']}>
              <PeriodControl />
              <ZoneMark />
              <ChatFiltersRow search={search} selected={selected} change={change} />
            </div>
            <div className={bar['row']}>
              <MetricSelect value={question.metric} onChange={(metric) => change({ metric })} />
              <SearchInput
                className={styles['search']}
                label={t('chat_list.search')}
                placeholder={t('chat_list.search_placeholder')}
                clearLabel={t('messages.clear_search')}
                value={search.search ?? ''}
                onSearch={(next, isGoingOn) =>
                  void navigate({ search: (before) => ({ ...before, search: next }), replace: isGoingOn })
                }
              />
            </div>
            <ChatChips search={search} change={change} />
          </div>
        }
      >
        <ChatItems question={question} zone={search.zone} empty={<NothingFound />} />
      </Page>
    </SelectionContext>
  )
}

interface MetricSelectProps {
  readonly value: ChatListSearch['metric']
  readonly onChange: (metric: ChatListSearch['metric']) => void
}

/** Which number's items are listed. */
function MetricSelect({ value, onChange }: MetricSelectProps): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  const { data } = useQuery(catalogueQuery)
  const options = (data?.metrics ?? [])
    .filter(({ name, unit }) => name === value || (name.startsWith('chats.') && unit === 'count'))
    .map(({ name, title }) => ({ value: name, label: title[language] ?? name }))
  return (
    <Select
      className={styles['metric'] ?? ''}
      aria-label={t('chat_list.metric')}
      data={options}
      value={value ?? null}
      allowDeselect={false}
      maxDropdownHeight={400}
      onChange={(next) => {
        const metric = oneOf(chatMetricNames, next)
        onChange(metric === 'chats.new' ? undefined : metric)
      }}
    />
  )
}

function NothingFound(): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/chats' })
  return (
    <EmptyState
      icon={<IconMessageOff size={28} stroke={1.5} />}
      title={t('chat_list.empty_title')}
      text={t('chat_list.empty_text')}
      action={
        <Button
          variant="default"
          onClick={() => void navigate({ search: ({ zone }) => ({ zone, period: 'this_year' }) })}
        >
          {t('chat_list.show_all')}
        </Button>
      }
    />
  )
}
