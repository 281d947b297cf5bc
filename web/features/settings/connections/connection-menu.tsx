import { ActionIcon, Menu } from '@mantine/core'
import {
  IconDots,
  IconHelpCircle,
  IconHistory,
  IconKey,
  IconMailX,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlugConnected,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Connection } from '../../../../src/contract/index.ts'
import { api } from '../../../api/api.ts'
import { connectionsQuery } from '../../../api/queries.ts'
import { useFormat, useNotify, useT } from '../../../ui/index.ts'

export type ConnectionDialog = 'rename' | 'secrets' | 'help' | 'refused' | 'replay' | 'delete'

interface ConnectionMenuProps {
  readonly connection: Connection
  readonly onOpen: (dialog: ConnectionDialog) => void
}

/** What can be done with a connection. */
export function ConnectionMenu({ connection, onOpen }: ConnectionMenuProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const pause = useMutation({
    mutationFn: () => api.connections.change(connection.id, { paused: !connection.paused }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: connectionsQuery.queryKey }),
    onError: notify.failed,
  })
  const reconcile = useMutation({
    mutationFn: () => api.connections.reconcile(connection.id),
    onSuccess: ({ conversations, events, is_complete: isComplete }) =>
      notify.done(
        t(isComplete ? 'connections.reconciled' : 'connections.reconciled_partly', {
          conversations: format.number(conversations),
          events: format.number(events),
        }),
      ),
    onError: notify.failed,
  })
  const test = useMutation({
    mutationFn: () => api.connections.test(connection.id),
    onSuccess: ({ reached, duration_ms: durationMs, detail }) =>
      reached
        ? notify.done(t('connections.test_reached', { time: format.duration(durationMs) }))
        : notify.wrong(t('connections.test_failed', { detail: detail ?? '' })),
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
          {t('connections.how_to_connect')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconPlugConnected size={16} aria-hidden />}
          onClick={() => test.mutate()}
          disabled={test.isPending}
        >
          {t('connections.test')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => onOpen('rename')}>
          {t('settings.rename')}
        </Menu.Item>
        <Menu.Item
          leftSection={<PauseIcon size={16} aria-hidden />}
          onClick={() => pause.mutate()}
          disabled={pause.isPending}
        >
          {connection.paused ? t('connections.resume') : t('connections.pause')}
        </Menu.Item>
        {connection.provider === 'chatwoot' && (
          <Menu.Item
            leftSection={<IconRefresh size={16} aria-hidden />}
            onClick={() => reconcile.mutate()}
            disabled={reconcile.isPending}
          >
            {t('connections.reconcile')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconMailX size={16} aria-hidden />} onClick={() => onOpen('refused')}>
          {t('connections.refused')}
        </Menu.Item>
        <Menu.Item leftSection={<IconHistory size={16} aria-hidden />} onClick={() => onOpen('replay')}>
          {t('connections.replay')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKey size={16} aria-hidden />} onClick={() => onOpen('secrets')}>
          {t('connections.replace_secrets')}
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
