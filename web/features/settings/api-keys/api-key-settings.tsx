import { Button, Skeleton, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { ApiKey } from '../../../../src/contract/index.ts'
import { apiKeysQuery } from '../../../api/queries.ts'
import { Card, EmptyState, ErrorState, useT } from '../../../ui/index.ts'
import { FirstEventCard } from '../first-event-card.tsx'
import { ApiKeyTable } from './api-key-table.tsx'
import { CreateApiKey } from './create-api-key.tsx'

export function ApiKeySettings(): ReactNode {
  const t = useT()
  const [creating, create] = useDisclosure(false)
  // A dialog that is opened again starts afresh: the key of the last time must not be seen twice.
  const [round, setRound] = useState(0)
  const openCreate = (): void => {
    setRound((count) => count + 1)
    create.open()
  }
  const keys = useQuery(apiKeysQuery)
  return (
    <>
      <Card
        title={t('settings.api_keys')}
        flush
        actions={
          (keys.data?.length ?? 0) > 0 && (
            <Button size="xs" leftSection={<IconPlus size={16} aria-hidden />} onClick={openCreate}>
              {t('settings.create_key')}
            </Button>
          )
        }
      >
        {keys.isPending ? (
          <div style={{ padding: 16 }} aria-busy>
            <Skeleton height={20} width="60%" mb={16} />
            <Skeleton height={120} />
          </div>
        ) : keys.isError ? (
          <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />
        ) : (
          <ApiKeyList apiKeys={keys.data} onCreate={openCreate} />
        )}
      </Card>
      <FirstEventCard />
      <CreateApiKey key={round} opened={creating} onClose={create.close} />
    </>
  )
}

interface ApiKeyListProps {
  readonly apiKeys: readonly ApiKey[]
  readonly onCreate: () => void
}

function ApiKeyList({ apiKeys, onCreate }: ApiKeyListProps): ReactNode {
  const t = useT()
  if (apiKeys.length === 0) {
    return (
      <EmptyState
        icon={<IconKey size={28} stroke={1.5} />}
        title={t('settings.no_keys_title')}
        text={t('settings.no_keys_text')}
        action={
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onCreate}>
            {t('settings.create_key')}
          </Button>
        }
      />
    )
  }
  return (
    <>
      <Text size="sm" c="dimmed" px="md" pb="sm">
        {t('settings.api_keys_text')}
      </Text>
      <ApiKeyTable apiKeys={apiKeys} />
    </>
  )
}
