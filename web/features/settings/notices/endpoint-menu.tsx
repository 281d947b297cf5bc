import { ActionIcon, Menu } from '@mantine/core'
import {
  IconDots,
  IconKey,
  IconListDetails,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconSend,
  IconTrash,
} from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { WebhookEndpoint } from '../../../../src/contract/index.ts'
import { noticesApi } from '../../../api/notices-api.ts'
import { noticesQueryKey } from '../../../api/notices-queries.ts'
import { useNotify, useT } from '../../../ui/index.ts'
import { deliveriesId } from './notices-search.ts'

export type OpenDialog = 'edit' | 'secret' | 'delete'

interface EndpointMenuProps {
  readonly endpoint: WebhookEndpoint
  readonly onOpen: (dialog: OpenDialog) => void
}

/** What can be done with an endpoint. */
export function EndpointMenu({ endpoint, onOpen }: EndpointMenuProps): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const navigate = useNavigate({ from: '/settings/notices' })
  const refresh = () => queryClient.invalidateQueries({ queryKey: noticesQueryKey })
  const isOn = endpoint.state === 'on'
  const turn = useMutation({
    mutationFn: () => noticesApi.endpoints.change(endpoint.id, { state: isOn ? 'off' : 'on' }),
    onSuccess: refresh,
    onError: notify.failed,
  })
  const test = useMutation({
    mutationFn: () => noticesApi.endpoints.test(endpoint.id),
    onSuccess: async () => {
      notify.done(t('notices.test_sent'))
      await refresh()
    },
    onError: notify.failed,
  })
  const showDeliveries = async (): Promise<void> => {
    await navigate({ search: { receiver: endpoint.id }, resetScroll: false })
    document.getElementById(deliveriesId)?.scrollIntoView()
  }
  const TurnIcon = isOn ? IconPlayerPause : IconPlayerPlay
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('notices.actions_for', { url: endpoint.url })}
        >
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconSend size={16} aria-hidden />}
          onClick={() => test.mutate()}
          disabled={!isOn || test.isPending}
        >
          {t('notices.send_test')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconListDetails size={16} aria-hidden />}
          onClick={() => void showDeliveries()}
        >
          {t('notices.show_deliveries')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => onOpen('edit')}>
          {t('notices.edit_endpoint')}
        </Menu.Item>
        <Menu.Item
          leftSection={<TurnIcon size={16} aria-hidden />}
          onClick={() => turn.mutate()}
          disabled={turn.isPending}
        >
          {isOn ? t('notices.switch_off') : t('notices.switch_on')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKey size={16} aria-hidden />} onClick={() => onOpen('secret')}>
          {t('notices.change_secret')}
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
