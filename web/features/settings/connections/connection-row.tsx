import { Badge, Text, Tooltip } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { Connection, ConnectionHealth } from '../../../../src/contract/index.ts'
import { api } from '../../../api/api.ts'
import { connectionsQuery } from '../../../api/queries.ts'
import { ConfirmDialog } from '../../../ui/controls/confirm-dialog.tsx'
import { CopyField } from '../../../ui/controls/copy-field.tsx'
import { providerName, useFormat, useNotify, useT } from '../../../ui/index.ts'
import { ConnectionHealthLine } from './connection-health-line.tsx'
import { type ConnectionDialog, ConnectionMenu } from './connection-menu.tsx'
import classes from './connection-row.module.css'
import { ProviderMark } from './provider-mark.tsx'

// What the page does not begin with: dialogs come when they are asked for.
const ConnectHelpDialog = lazy(async () => ({
  default: (await import('./connect-help.tsx')).ConnectHelpDialog,
}))
const RefusedDialog = lazy(async () => ({ default: (await import('./refused-dialog.tsx')).RefusedDialog }))
const ReplayDialog = lazy(async () => ({ default: (await import('./replay-dialog.tsx')).ReplayDialog }))
const RenameConnection = lazy(async () => ({
  default: (await import('./rename-connection.tsx')).RenameConnection,
}))
const ReplaceSecrets = lazy(async () => ({ default: (await import('./replace-secrets.tsx')).ReplaceSecrets }))

interface ConnectionRowProps {
  readonly connection: Connection
  /** Not known while it is asked for. */
  readonly health: ConnectionHealth | undefined
}

/** One connection: what it is, whether it receives, its address, and what can be done with it. */
export function ConnectionRow({ connection, health }: ConnectionRowProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const [dialog, setDialog] = useState<ConnectionDialog | null>(null)
  const close = (): void => setDialog(null)
  return (
    <section className={classes['row']} aria-label={connection.name}>
      <ProviderMark provider={connection.provider} />
      <div className={classes['facts']}>
        <div className={classes['name']}>
          <Text fw={600} size="sm" truncate>
            {connection.name}
          </Text>
          <ConnectionState connection={connection} />
        </div>
        <Text size="xs" c="dimmed">
          {providerName(t, connection.provider)}
          {connection.last_event_at !== null &&
            ` · ${t('connections.last_event', { time: format.dateTime(connection.last_event_at) })}`}
        </Text>
        {health && <ConnectionHealthLine health={health} onRefused={() => setDialog('refused')} />}
        {connection.previous_secret_until !== null && (
          <Text size="xs" c="dimmed">
            {t('connections.previous_secret_until', {
              time: format.dateTime(connection.previous_secret_until),
            })}
          </Text>
        )}
      </div>
      <ConnectionMenu connection={connection} onOpen={setDialog} />
      <div className={classes['address']}>
        <CopyField
          value={connection.webhook_url}
          copyLabel={t('connections.copy_webhook_url', { name: connection.name })}
        />
      </div>
      <Suspense>
        {dialog === 'rename' && <RenameConnection connection={connection} onClose={close} />}
        {dialog === 'secrets' && <ReplaceSecrets connection={connection} onClose={close} />}
        {dialog === 'help' && <ConnectHelpDialog connection={connection} onClose={close} />}
        {dialog === 'refused' && <RefusedDialog connection={connection} onClose={close} />}
        {dialog === 'replay' && <ReplayDialog connection={connection} onClose={close} />}
        {dialog === 'delete' && <DeleteConnection connection={connection} onClose={close} />}
      </Suspense>
    </section>
  )
}

function ConnectionState({ connection }: { readonly connection: Connection }): ReactNode {
  const t = useT()
  if (connection.paused) {
    return (
      <Tooltip label={t('connections.connection_paused_help')}>
        <Badge variant="light" color="yellow">
          {t('connections.connection_paused')}
        </Badge>
      </Tooltip>
    )
  }
  return connection.last_event_at === null ? (
    <Badge variant="light" color="gray">
      {t('connections.connection_waiting')}
    </Badge>
  ) : (
    <Badge variant="light" color="teal">
      {t('connections.connection_receiving')}
    </Badge>
  )
}

interface DeleteConnectionProps {
  readonly connection: Connection
  readonly onClose: () => void
}

function DeleteConnection({ connection, onClose }: DeleteConnectionProps): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const remove = useMutation({
    mutationFn: () => api.connections.delete(connection.id),
    onSuccess: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: connectionsQuery.queryKey })
    },
    onError: notify.failed,
  })
  return (
    <ConfirmDialog
      opened
      title={t('connections.delete_connection_title', { name: connection.name })}
      text={t('connections.delete_connection_text')}
      action={t('connections.delete_connection')}
      isBusy={remove.isPending}
      onConfirm={() => remove.mutate()}
      onCancel={onClose}
    />
  )
}
