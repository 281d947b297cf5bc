import { Badge, Button } from '@mantine/core'
import { IconMessages, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { ChatChannel } from '../../../../../src/contract/index.ts'
import { chatSettingsApi } from '../../../../api/chat-settings-api.ts'
import { connectionsQuery } from '../../../../api/queries.ts'
import { EmptyState, useT } from '../../../../ui/index.ts'
import { ConfirmRemoval } from '../confirm-removal.tsx'
import { EntryRow } from '../entry-row.tsx'
import { FoundEntries } from '../found-entries.tsx'
import { messengerName } from '../messenger-name.ts'
import { SeenRows } from '../seen-rows.tsx'
import { TabHead } from '../tab-head.tsx'
import type { TabProps } from '../tab-props.ts'

// Loaded when opened.
const ChannelDialog = lazy(async () => ({ default: (await import('./channel-dialog.tsx')).ChannelDialog }))

type Edited = { readonly channel: ChatChannel; readonly isNew: boolean }
const blank: Edited = { channel: { id: '', name: '', messenger: '', connection_id: null }, isNew: true }

/** Configured chats: websites' widgets and linked accounts. */
export function ChannelsTab(props: TabProps): ReactNode {
  const t = useT()
  const { settings, mayManage } = props
  const [edited, setEdited] = useState<Edited | null>(null)
  const [removed, setRemoved] = useState<ChatChannel | null>(null)
  const connections = useQuery(connectionsQuery)
  const names = new Map(connections.data?.map(({ id, name }) => [id, name]))
  const { channels, seen } = settings
  const isEmpty = channels.length === 0 && !seen.some(({ kind }) => kind === 'channel')
  const add = (): void => setEdited(blank)
  return (
    <>
      {isEmpty ? (
        <EmptyState
          icon={<IconMessages size={28} stroke={1.5} />}
          title={t('chat_settings.no_channels_title')}
          text={t('chat_settings.no_channels_text')}
          action={
            mayManage && (
              <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
                {t('chat_settings.add_channel')}
              </Button>
            )
          }
        />
      ) : (
        <TabHead
          text={t('chat_settings.channels_text')}
          action={t('chat_settings.add_channel')}
          onAct={mayManage ? add : undefined}
        />
      )}
      <FoundEntries
        entries={channels}
        render={(channel) => (
          <EntryRow
            key={channel.id}
            name={channel.name}
            marks={
              <Badge variant="light" color="gray">
                {messengerName(t, channel.messenger)}
              </Badge>
            }
            facts={[
              channel.id,
              channel.connection_id === null ? '' : (names.get(channel.connection_id) ?? ''),
            ]
              .filter((text) => text !== '')
              .join(' · ')}
            acts={
              mayManage
                ? [
                    {
                      label: t('chat_settings.edit'),
                      icon: <IconPencil size={16} aria-hidden />,
                      run: () => setEdited({ channel, isNew: false }),
                    },
                    {
                      label: t('chat_settings.remove'),
                      icon: <IconTrash size={16} aria-hidden />,
                      run: () => setRemoved(channel),
                      isDestructive: true,
                    },
                  ]
                : []
            }
          />
        )}
      />
      <SeenRows
        {...props}
        kind="channel"
        onName={({ id, name, messenger }) =>
          setEdited({ channel: { id, name, messenger, connection_id: null }, isNew: true })
        }
      />
      <Suspense>
        {edited !== null && <ChannelDialog {...edited} settings={settings} onClose={() => setEdited(null)} />}
      </Suspense>
      {removed !== null && (
        <ConfirmRemoval
          title={t('chat_settings.remove_channel_title', { name: removed.name })}
          text={t('chat_settings.remove_channel_text')}
          action={t('chat_settings.remove_channel')}
          remove={() => chatSettingsApi.deleteChannel(removed.id)}
          onClose={() => setRemoved(null)}
        />
      )}
    </>
  )
}
