import { CloseButton, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { type MessageMetricName, messageMetricNames } from '../../../src/contract/metric-words.ts'
import { catalogueQuery } from '../../api/queries.ts'
import { AddFilter, FilterChips, PeriodControl, useLanguage, useT, ZoneMark } from '../../ui/index.ts'
import classes from './messages-bar.module.css'

const typingPauseMs = 300

/** Period, metric, filters and search of the list; all of it stands in the address. */
export function MessagesBar(): ReactNode {
  return (
    <div className={classes['bar']}>
      <div className={classes['row']}>
        <PeriodControl />
        <ZoneMark />
        <MetricSelect />
        <AddFilter />
        <SearchInput />
      </div>
      <FilterChips />
    </div>
  )
}

/** Which number's items are listed. Metrics that count messages can be chosen; another one is shown when a link has it. */
function MetricSelect(): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  const navigate = useNavigate({ from: '/messages' })
  const { metric = 'messages.created' } = useSearch({ from: '/frame/messages' })
  const { data } = useQuery(catalogueQuery)
  const options = (data?.metrics ?? [])
    .filter(({ name, unit }) => name === metric || (unit === 'count' && name !== 'messages.segments'))
    .map(({ name, title }) => ({ value: name, label: title[language] ?? name }))
  return (
    <Select
      className={classes['metric'] ?? ''}
      aria-label={t('messages.metric')}
      data={options}
      value={metric}
      allowDeselect={false}
      maxDropdownHeight={400}
      onChange={(next) => {
        if (isMetric(next)) {
          void navigate({
            search: (before) => ({
              ...before,
              metric: next === 'messages.created' ? undefined : next,
              open: undefined,
            }),
          })
        }
      }}
    />
  )
}

function isMetric(name: string | null): name is MessageMetricName {
  return (messageMetricNames as readonly (string | null)[]).includes(name)
}

/** The text goes into the address once typing pauses; Back goes to the text before. */
function SearchInput(): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/messages' })
  const { search = '' } = useSearch({ from: '/frame/messages' })
  const [text, setText] = useState(search)
  // The address leads when someone else changed it (Back, a cleared filter), not when it echoes what was typed.
  const [sent, setSent] = useState(search)
  const [seen, setSeen] = useState(search)
  if (search !== seen) {
    setSeen(search)
    if (search !== sent) setText(search)
  }
  const settle = useDebouncedCallback((next: string) => {
    setSent(next.trim() === '' ? '' : next)
    void navigate({
      search: (before) => ({
        ...before,
        search: next.trim() === '' ? undefined : next,
        open: undefined,
        event: undefined,
      }),
      replace: search !== '' && next.trim() !== '',
    })
  }, typingPauseMs)
  const change = (next: string): void => {
    setText(next)
    settle(next)
  }
  return (
    <TextInput
      className={classes['search'] ?? ''}
      type="search"
      aria-label={t('messages.search')}
      placeholder={t('messages.search_placeholder')}
      leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
      rightSection={
        text !== '' && (
          <CloseButton size="sm" aria-label={t('messages.clear_search')} onClick={() => change('')} />
        )
      }
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}
