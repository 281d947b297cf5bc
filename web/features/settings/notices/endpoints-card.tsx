import { Button, Skeleton, Text } from '@mantine/core'
import { IconPlus, IconWebhook } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { WebhookEndpoint } from '../../../../src/contract/index.ts'
import { maxWebhookEndpoints } from '../../../../src/contract/notice-words.ts'
import { endpointsQuery } from '../../../api/notices-queries.ts'
import { Card, EmptyState, ErrorState, useT } from '../../../ui/index.ts'
import { EndpointRow } from './endpoint-row.tsx'

const EndpointDialog = lazy(async () => ({
  default: (await import('./endpoint-dialog.tsx')).EndpointDialog,
}))

/** The company's own programs that are told. */
export function EndpointsCard(): ReactNode {
  const t = useT()
  const [isAdding, setAdding] = useState(false)
  const endpoints = useQuery(endpointsQuery)
  const count = endpoints.data?.length ?? 0
  const add = (): void => setAdding(true)
  return (
    <Card
      title={t('notices.webhooks')}
      flush
      actions={
        count > 0 &&
        count < maxWebhookEndpoints && (
          <Button size="xs" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
            {t('notices.add_endpoint')}
          </Button>
        )
      }
    >
      {endpoints.isPending ? (
        <div style={{ padding: 16 }} aria-busy>
          <Skeleton height={20} width="60%" mb={16} />
          <Skeleton height={88} />
        </div>
      ) : endpoints.isError && !endpoints.data ? (
        <ErrorState error={endpoints.error} onRetry={() => void endpoints.refetch()} />
      ) : (
        <EndpointList endpoints={endpoints.data} onAdd={add} />
      )}
      <Suspense>{isAdding && <EndpointDialog onClose={() => setAdding(false)} />}</Suspense>
    </Card>
  )
}

interface EndpointListProps {
  readonly endpoints: readonly WebhookEndpoint[]
  readonly onAdd: () => void
}

function EndpointList({ endpoints, onAdd }: EndpointListProps): ReactNode {
  const t = useT()
  if (endpoints.length === 0)
    return (
      <EmptyState
        icon={<IconWebhook size={28} stroke={1.5} />}
        title={t('notices.no_endpoints_title')}
        text={t('notices.no_endpoints_text')}
        action={
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onAdd}>
            {t('notices.add_endpoint')}
          </Button>
        }
      />
    )
  return (
    <>
      <Text size="sm" c="dimmed" px="md" pb="sm">
        {t('notices.webhooks_text')}
      </Text>
      {endpoints.map((endpoint) => (
        <EndpointRow key={endpoint.id} endpoint={endpoint} />
      ))}
    </>
  )
}
