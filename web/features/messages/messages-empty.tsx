import { Button, Group } from '@mantine/core'
import { IconMessageOff } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { EmptyState, useT } from '../../ui/index.ts'
import { isFiltered } from '../../ui/selection/selection-search.ts'

/** Nothing fits: the way out depends on what was asked. */
export function MessagesEmpty(): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/messages' })
  const search = useSearch({ from: '/frame/messages' })
  const isNarrowed = isFiltered(search) || Boolean(search.search) || search.metric !== undefined
  const isWide = search.period === 'this_year' || search.period === 'last_year'

  return (
    <EmptyState
      icon={<IconMessageOff size={28} stroke={1.5} />}
      title={isNarrowed ? t('messages.empty_title') : t('messages.empty_first_title')}
      text={isNarrowed ? t('messages.empty_text') : t('messages.empty_first_text')}
      action={
        <Group gap="xs" justify="center">
          {isNarrowed && (
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
          {!isNarrowed && (
            <Button renderRoot={(props) => <Link to="/settings/connections" {...props} />}>
              {t('messages.connect_provider')}
            </Button>
          )}
        </Group>
      }
    />
  )
}
