import { Skeleton, Tabs } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense } from 'react'
import type { ChatSettingsAnswer } from '../../../../src/contract/index.ts'
import { chatSettingsQuery } from '../../../api/chat-settings-queries.ts'
import { useSession } from '../../../api/use-session.ts'
import { Card, Caution, ErrorState, useFormat, useT } from '../../../ui/index.ts'
import { ChannelsTab } from './channels/channels-tab.tsx'
import { chatSettingTabs } from './chat-settings-search.ts'
import classes from './chats.module.css'
import type { TabProps } from './tab-props.ts'

// Loaded when first opened.
const GroupsTab = lazy(async () => ({ default: (await import('./groups/groups-tab.tsx')).GroupsTab }))
const OperatorsTab = lazy(async () => ({
  default: (await import('./operators/operators-tab.tsx')).OperatorsTab,
}))
const CalendarsTab = lazy(async () => ({
  default: (await import('./calendars/calendars-tab.tsx')).CalendarsTab,
}))

/** What the company says about its chats: names, groups with targets, calendars. */
export function ChatSettings(): ReactNode {
  const { scopes } = useSession()
  const settings = useQuery(chatSettingsQuery)
  if (settings.data)
    return (
      <>
        <Refolding refold={settings.data.refold} />
        <Card flush>
          <OpenTabs settings={settings.data} mayManage={scopes.includes('chats:manage')} />
        </Card>
      </>
    )
  return (
    <Card>
      {settings.isError ? (
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      ) : (
        <Skeleton height={320} aria-busy />
      )}
    </Card>
  )
}

function OpenTabs(props: TabProps): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/settings/chats' })
  const { tab = 'chats' } = useSearch({ from: '/frame/settings/chats' })
  const choose = (next: string | null): void => {
    const chosen = chatSettingTabs.find((name) => name === next)
    void navigate({ search: { tab: chosen === 'chats' ? undefined : chosen }, resetScroll: false })
  }
  return (
    <Tabs value={tab} onChange={choose}>
      <Tabs.List px="xs" aria-label={t('chat_settings.tabs')}>
        {chatSettingTabs.map((name) => (
          <Tabs.Tab key={name} value={name} className={classes['tab'] ?? ''}>
            {t(`chat_settings.tab_${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={tab}>
        <Suspense fallback={<Skeleton height={240} m="md" aria-busy />}>
          {tab === 'chats' && <ChannelsTab {...props} />}
          {tab === 'groups' && <GroupsTab {...props} />}
          {tab === 'operators' && <OperatorsTab {...props} />}
          {tab === 'calendars' && <CalendarsTab {...props} />}
        </Suspense>
      </Tabs.Panel>
    </Tabs>
  )
}

function Refolding({ refold }: Pick<ChatSettingsAnswer, 'refold'>): ReactNode {
  const t = useT()
  const format = useFormat()
  if (refold === null) return null
  return (
    <Caution icon={<IconRefresh size={18} stroke={1.7} />}>
      {refold.from === null
        ? t('chat_settings.refolding_all')
        : t('chat_settings.refolding', { date: format.date(refold.from) })}
    </Caution>
  )
}
