import { Button, Group } from '@mantine/core'
import { IconMessageOff } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { EmptyState, useT } from '../../ui/index.ts'
import { filterNames } from '../../ui/selection/selection-search.ts'

/** Nothing fits: the way out depends on what was asked. */
export function MessagesEmpty(): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/messages' })
  const search = useSearch({ from: '/frame/messages' })
  const isFiltered =
    filterNames.some((name) => search[name]?.length) ||
    Boolean(search.search) ||
    search.metric !== undefined ||
    search.weekday !== undefined ||
    search.hour !== undefined
  const isWide = search.period === 'this_year' || search.period === 'last_year'

  return (
    <EmptyState
      icon={<IconMessageOff size={28} stroke={1.5} />}
      title={isFiltered ? t('messages.empty_title') : t('messages.empty_first_title')}
      text={isFiltered ? t('messages.empty_text') : t('messages.empty_first_text')}
      action={
        <Group gap="xs" justify="center">
          {isFiltered && (
            <Button
              variant="default"
              onClick={() =>
                void navigate({ search: ({ period, from, to, zone }) => ({ period, from, to, zone }) })
              }
            >
              {t('messages.clear_filters')}
            </Button>
          )}
          {!isWide && (
            <Button
              variant="default"
              onClick={() =>
                void navigate({
                  search: (before) => ({ ...before, period: 'this_year', from: undefined, to: undefined }),
                })
              }
            >
              {t('messages.widen_period')}
            </Button>
          )}
          {!isFiltered && (
            <Button renderRoot={(props) => <Link to="/settings/connections" {...props} />}>
              {t('messages.connect_provider')}
            </Button>
          )}
        </Group>
      }
    />
  )
}
