import { Button, Skeleton, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlugConnected, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { Connection } from '../../../../src/contract/index.ts'
import { connectionHealthQuery, connectionsQuery } from '../../../api/queries.ts'
import { Card, EmptyState, ErrorState, useT } from '../../../ui/index.ts'
import { FirstEventCard } from '../first-event-card.tsx'
import { ConnectionRow } from './connection-row.tsx'

const AddConnection = lazy(async () => ({ default: (await import('./add-connection.tsx')).AddConnection }))

const refreshMs = 10_000
const healthRefreshMs = 30_000

export function ConnectionSettings(): ReactNode {
  const t = useT()
  const [adding, add] = useDisclosure(false)
  // A dialog that is opened again starts afresh.
  const [round, setRound] = useState(0)
  const openAdd = (): void => {
    setRound((count) => count + 1)
    add.open()
  }
  // Whoever has just pasted an address waits here for the first event.
  const connections = useQuery({ ...connectionsQuery, refetchInterval: refreshMs })
  const hasSome = (connections.data?.length ?? 0) > 0

  return (
    <>
      <Card
        title={t('settings.connections')}
        flush
        actions={
          hasSome && (
            <Button size="xs" leftSection={<IconPlus size={16} aria-hidden />} onClick={openAdd}>
              {t('connections.add_connection')}
            </Button>
          )
        }
      >
        {connections.isPending ? (
          <ConnectionsSkeleton />
        ) : connections.isError ? (
          <ErrorState error={connections.error} onRetry={() => void connections.refetch()} />
        ) : (
          <ConnectionList connections={connections.data} onAdd={openAdd} />
        )}
      </Card>
      <FirstEventCard />
      {round > 0 && (
        <Suspense>
          <AddConnection key={round} opened={adding} onClose={add.close} />
        </Suspense>
      )}
    </>
  )
}

interface ConnectionListProps {
  readonly connections: readonly Connection[]
  readonly onAdd: () => void
}

function ConnectionList({ connections, onAdd }: ConnectionListProps): ReactNode {
  const t = useT()
  const hasSome = connections.length > 0
  const health = useQuery({ ...connectionHealthQuery, enabled: hasSome, refetchInterval: healthRefreshMs })
  const healthById = new Map(health.data?.map((each) => [each.connection_id, each]))
  if (!hasSome) {
    return (
      <EmptyState
        icon={<IconPlugConnected size={28} stroke={1.5} />}
        title={t('connections.no_connections_title')}
        text={t('connections.no_connections_text')}
        action={
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onAdd}>
            {t('connections.add_connection')}
          </Button>
        }
      />
    )
  }
  return (
    <>
      <Text size="sm" c="dimmed" px="md" pb="sm">
        {t('connections.connections_text')}
      </Text>
      {connections.map((connection) => (
        <ConnectionRow key={connection.id} connection={connection} health={healthById.get(connection.id)} />
      ))}
    </>
  )
}

function ConnectionsSkeleton(): ReactNode {
  return (
    <div style={{ padding: 16 }} aria-busy>
      <Skeleton height={20} width="60%" mb={16} />
      <Skeleton height={72} mb={8} />
      <Skeleton height={72} />
    </div>
  )
}
