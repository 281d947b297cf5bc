import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type MessageMetricName, messageMetricNames } from '../../../src/contract/metric-words.ts'
import { catalogueQuery } from '../../api/queries.ts'
import { SearchInput } from '../../ui/controls/search-input.tsx'
import { AddFilter, FilterChips, PeriodControl, useLanguage, useT, ZoneMark } from '../../ui/index.ts'
import classes from './messages-bar.module.css'

/** Period, metric, filters and search of the list; all of it stands in the address. */
export function MessagesBar(): ReactNode {
  return (
    <div className={classes['bar']}>
      <div className={classes['row']}>
        <PeriodControl />
        <ZoneMark />
        <MetricSelect />
        <AddFilter />
        <MessageSearch />
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
function MessageSearch(): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/messages' })
  const { search = '' } = useSearch({ from: '/frame/messages' })
  return (
    <SearchInput
      className={classes['search']}
      label={t('messages.search')}
      placeholder={t('messages.search_placeholder')}
      clearLabel={t('messages.clear_search')}
      value={search}
      onSearch={(next, isGoingOn) =>
        void navigate({
          search: (before) => ({ ...before, search: next, open: undefined, event: undefined }),
          replace: isGoingOn,
        })
      }
    />
  )
}
