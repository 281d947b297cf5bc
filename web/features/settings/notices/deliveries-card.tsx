import { Button, Select, Skeleton, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconSendOff } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { deliveryStates } from '../../../../src/contract/notice-words.ts'
import type { DeliveriesQuestion } from '../../../api/notices-api.ts'
import { deliveriesQuery, endpointsQuery } from '../../../api/notices-queries.ts'
import { Card, EmptyState, ErrorState, useT } from '../../../ui/index.ts'
import { oneOf } from '../../../ui/selection/search-values.ts'
import { DeliveryRows, DeliveryTable } from './delivery-table.tsx'
import classes from './notices.module.css'
import { deliveriesId, mailReceiver, type NoticesSearch } from './notices-search.ts'

/** What was sent or waits, by receiver and state, the newest first. */
export function DeliveriesCard(): ReactNode {
  const t = useT()
  return (
    <div id={deliveriesId} style={{ scrollMarginTop: 72 }}>
      <Card title={t('notices.log')} flush>
        <Text size="sm" c="dimmed" px="md" pb="sm">
          {t('notices.log_text')}
        </Text>
        <DeliveryList />
      </Card>
    </div>
  )
}

function Filters(): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/settings/notices' })
  const { receiver, state } = useSearch({ from: '/frame/settings/notices' })
  const endpoints = useQuery(endpointsQuery)
  const show = (change: NoticesSearch): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), resetScroll: false })
  return (
    <div className={classes['filters']}>
      <Select
        aria-label={t('notices.filter_endpoint')}
        placeholder={t('notices.filter_all')}
        value={receiver ?? null}
        onChange={(value) => show({ receiver: value ?? undefined })}
        data={[
          { value: mailReceiver, label: t('notices.filter_mail') },
          ...(endpoints.data ?? []).map(({ id, url }) => ({ value: id, label: url })),
        ]}
        clearable
        clearButtonProps={{ 'aria-label': t('notices.filter_all') }}
      />
      <Select
        aria-label={t('notices.filter_state')}
        placeholder={t('notices.filter_any_state')}
        value={state ?? null}
        onChange={(value) => show({ state: oneOf(deliveryStates, value) })}
        data={deliveryStates.map((value) => ({ value, label: t(`notices.state_${value}`) }))}
        clearable
        clearButtonProps={{ 'aria-label': t('notices.filter_any_state') }}
      />
    </div>
  )
}

function DeliveryList(): ReactNode {
  const t = useT()
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const search = useSearch({ from: '/frame/settings/notices' })
  const answer = useInfiniteQuery(deliveriesQuery(questionOf(search)))
  const isFiltered = search.receiver !== undefined || search.state !== undefined
  if (answer.isPending)
    return (
      <div style={{ padding: '0 16px 16px' }} aria-busy>
        <Skeleton height={160} />
      </div>
    )
  if (answer.isError && !answer.data)
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  const deliveries = answer.data?.pages.flatMap((page) => page.deliveries) ?? []
  if (deliveries.length === 0)
    return (
      <>
        {isFiltered && <Filters />}
        <NoDeliveries isFiltered={isFiltered} />
      </>
    )
  return (
    <>
      <Filters />
      {isNarrow ? <DeliveryRows deliveries={deliveries} /> : <DeliveryTable deliveries={deliveries} />}
      {answer.hasNextPage && (
        <div className={classes['foot']}>
          <Button
            variant="default"
            size="sm"
            loading={answer.isFetchingNextPage}
            onClick={() => void answer.fetchNextPage()}
          >
            {t('notices.load_more')}
          </Button>
        </div>
      )}
    </>
  )
}

function NoDeliveries({ isFiltered }: { readonly isFiltered: boolean }): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/settings/notices' })
  if (!isFiltered)
    return (
      <EmptyState
        icon={<IconSendOff size={28} stroke={1.5} />}
        title={t('notices.no_deliveries_title')}
        text={t('notices.no_deliveries_text')}
      />
    )
  return (
    <EmptyState
      icon={<IconSendOff size={28} stroke={1.5} />}
      title={t('notices.nothing_fits')}
      action={
        <Button variant="default" onClick={() => void navigate({ search: {}, resetScroll: false })}>
          {t('notices.show_all')}
        </Button>
      }
    />
  )
}

function questionOf({ receiver, state }: NoticesSearch): DeliveriesQuestion {
  return {
    ...(receiver === mailReceiver
      ? { kind: 'email' as const }
      : receiver !== undefined && { endpoint_id: receiver }),
    ...(state !== undefined && { state }),
  }
}
