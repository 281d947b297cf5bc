import { Button, Code, Table, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { ApiKey } from '../../../../src/contract/index.ts'
import { api } from '../../../api/api.ts'
import { apiKeysQuery } from '../../../api/queries.ts'
import { ConfirmDialog } from '../../../ui/controls/confirm-dialog.tsx'
import { scopeName, useFormat, useNotify, useT } from '../../../ui/index.ts'
import { RotateApiKey } from './rotate-api-key.tsx'

export function ApiKeyTable({ apiKeys }: { readonly apiKeys: readonly ApiKey[] }): ReactNode {
  const t = useT()
  const format = useFormat()
  const [revoking, setRevoking] = useState<ApiKey | null>(null)
  const [rotating, setRotating] = useState<ApiKey | null>(null)
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table verticalSpacing="sm" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('settings.key_name')}</Table.Th>
            <Table.Th>{t('settings.scopes')}</Table.Th>
            <Table.Th>{t('settings.created')}</Table.Th>
            <Table.Th>{t('settings.expires')}</Table.Th>
            <Table.Th>{t('settings.last_used')}</Table.Th>
            <Table.Th aria-label={t('settings.revoke')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {apiKeys.map((key) => (
            <Table.Tr key={key.id}>
              <Table.Td>
                <Text size="sm" fw={600}>
                  {key.name}
                </Text>
                <Code>{key.prefix}…</Code>
              </Table.Td>
              <Table.Td>
                {key.scopes.map((scope) => (
                  <Text key={scope} size="sm">
                    {scopeName(t, scope)}
                  </Text>
                ))}
              </Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{format.date(key.created_at)}</Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>
                <Term apiKey={key} />
              </Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>
                {key.last_used_at === null ? (
                  <Text size="sm" c="dimmed">
                    {t('settings.never_used')}
                  </Text>
                ) : (
                  format.dateTime(key.last_used_at)
                )}
              </Table.Td>
              <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                <Button
                  size="xs"
                  variant="subtle"
                  onClick={() => setRotating(key)}
                  aria-label={t('settings.rotate_named', { name: key.name })}
                >
                  {t('settings.rotate')}
                </Button>
                <Button
                  size="xs"
                  variant="subtle"
                  color="red"
                  onClick={() => setRevoking(key)}
                  aria-label={t('settings.revoke_named', { name: key.name })}
                >
                  {t('settings.revoke')}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {rotating !== null && <RotateApiKey apiKey={rotating} onClose={() => setRotating(null)} />}
      {revoking !== null && <RevokeApiKey apiKey={revoking} onClose={() => setRevoking(null)} />}
    </Table.ScrollContainer>
  )
}

/** How long it is good, and how often it may ask. */
function Term({ apiKey }: { readonly apiKey: ApiKey }): ReactNode {
  const t = useT()
  const format = useFormat()
  const [nowMs] = useState(() => Date.now())
  const { expires_at: expiresAt, previous_valid_until: until } = apiKey
  const isOver = expiresAt !== null && Date.parse(expiresAt) <= nowMs
  return (
    <>
      <Text size="sm" {...(isOver && { c: 'red' })}>
        {expiresAt === null
          ? t('settings.expires_never')
          : isOver
            ? t('settings.key_expired')
            : t('settings.expires_on', { date: format.date(expiresAt) })}
      </Text>
      <Text size="xs" c="dimmed">
        {t('settings.limit_of_key', { n: apiKey.requests_per_minute })}
      </Text>
      {until !== null && (
        <Text size="xs" c="dimmed">
          {t('settings.key_before_until', { date: format.dateTime(until) })}
        </Text>
      )}
    </>
  )
}

interface RevokeApiKeyProps {
  readonly apiKey: ApiKey
  readonly onClose: () => void
}

function RevokeApiKey({ apiKey, onClose }: RevokeApiKeyProps): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => api.apiKeys.revoke(apiKey.id),
    onSuccess: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: apiKeysQuery.queryKey })
    },
    onError: notify.failed,
  })
  return (
    <ConfirmDialog
      opened
      title={t('settings.revoke_title', { name: apiKey.name })}
      text={t('settings.revoke_text')}
      action={t('settings.revoke_key')}
      isBusy={revoke.isPending}
      onConfirm={() => revoke.mutate()}
      onCancel={onClose}
    />
  )
}
