import { ActionIcon, Badge, Menu, Text, Tooltip } from '@mantine/core'
import {
  IconDots,
  IconHelpCircle,
  IconKey,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Connection } from '../../../../src/contract/index.ts'
import { api } from '../../../api/api.ts'
import { connectionsQuery } from '../../../api/queries.ts'
import { ConfirmDialog } from '../../../ui/controls/confirm-dialog.tsx'
import { CopyField } from '../../../ui/controls/copy-field.tsx'
import { providerName, useFormat, useNotify, useT } from '../../../ui/index.ts'
import { ConnectHelpDialog } from './connect-help.tsx'
import classes from './connection-row.module.css'
import { ProviderMark } from './provider-mark.tsx'
import { RenameConnection } from './rename-connection.tsx'
import { ReplaceSecrets } from './replace-secrets.tsx'

type OpenDialog = 'rename' | 'secrets' | 'help' | 'delete' | null

/** One connection: what it is, whether it receives, its address, and what can be done with it. */
export function ConnectionRow({ connection }: { readonly connection: Connection }): ReactNode {
  const t = useT()
  const format = useFormat()
  const [dialog, setDialog] = useState<OpenDialog>(null)
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
            ` · ${t('settings.last_event', { time: format.dateTime(connection.last_event_at) })}`}
        </Text>
      </div>
      <ConnectionMenu connection={connection} onOpen={setDialog} />
      <div className={classes['address']}>
        <CopyField
          value={connection.webhook_url}
          copyLabel={t('settings.copy_webhook_url', { name: connection.name })}
        />
      </div>
      {dialog === 'rename' && <RenameConnection connection={connection} onClose={close} />}
      {dialog === 'secrets' && <ReplaceSecrets connection={connection} onClose={close} />}
      {dialog === 'help' && <ConnectHelpDialog connection={connection} onClose={close} />}
      {dialog === 'delete' && <DeleteConnection connection={connection} onClose={close} />}
    </section>
  )
}

function ConnectionState({ connection }: { readonly connection: Connection }): ReactNode {
  const t = useT()
  if (connection.paused) {
    return (
      <Tooltip label={t('settings.connection_paused_help')}>
        <Badge variant="light" color="yellow">
          {t('settings.connection_paused')}
        </Badge>
      </Tooltip>
    )
  }
  return connection.last_event_at === null ? (
    <Badge variant="light" color="gray">
      {t('settings.connection_waiting')}
    </Badge>
  ) : (
    <Badge variant="light" color="teal">
      {t('settings.connection_receiving')}
    </Badge>
  )
}

interface ConnectionMenuProps {
  readonly connection: Connection
  readonly onOpen: (dialog: OpenDialog) => void
}

function ConnectionMenu({ connection, onOpen }: ConnectionMenuProps): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const pause = useMutation({
    mutationFn: () => api.connections.change(connection.id, { paused: !connection.paused }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: connectionsQuery.queryKey }),
    onError: notify.failed,
  })
  const PauseIcon = connection.paused ? IconPlayerPlay : IconPlayerPause
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('settings.actions_for', { name: connection.name })}
        >
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconHelpCircle size={16} aria-hidden />} onClick={() => onOpen('help')}>
          {t('settings.how_to_connect')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => onOpen('rename')}>
          {t('settings.rename')}
        </Menu.Item>
        <Menu.Item
          leftSection={<PauseIcon size={16} aria-hidden />}
          onClick={() => pause.mutate()}
          disabled={pause.isPending}
        >
          {connection.paused ? t('settings.resume') : t('settings.pause')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKey size={16} aria-hidden />} onClick={() => onOpen('secrets')}>
          {t('settings.replace_secrets')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={() => onOpen('delete')}
        >
          {t('shell.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
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
      title={t('settings.delete_connection_title', { name: connection.name })}
      text={t('settings.delete_connection_text')}
      action={t('settings.delete_connection')}
      isBusy={remove.isPending}
      onConfirm={() => remove.mutate()}
      onCancel={onClose}
    />
  )
}
