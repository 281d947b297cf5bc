import { useDebouncedValue } from '@mantine/hooks'
import '@mantine/spotlight/styles.layer.css'
import { Spotlight, spotlight } from '@mantine/spotlight'
import {
  type Icon,
  IconBell,
  IconBuilding,
  IconBuildingBank,
  IconBuildingCommunity,
  IconCalendarCheck,
  IconChartBar,
  IconFileInvoice,
  IconFileSettings,
  IconFileSpreadsheet,
  IconKey,
  IconMessageChatbot,
  IconMessages,
  IconPlugConnected,
  IconReceipt2,
  IconSearch,
  IconTags,
} from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type LinkProps, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { maySeePage, type PageAddress } from '../../../src/contract/page-rules.ts'
import { type MessageKey, wordOf } from '../../../src/messages/index.ts'
import { api } from '../../api/api.ts'
import { useSession } from '../../api/use-session.ts'
import { statusName, toApiPeriod, useFormat, useT } from '../../ui/index.ts'

const minSearchLength = 3
const maxFound = 6
/** How far back messages are looked for by id: beyond it, the message list with its own period is the place. */
const searchBackMs = 400 * 86_400_000

interface FoundPage {
  readonly to: PageAddress & NonNullable<LinkProps['to']>
  readonly key: PageKey
  readonly icon: Icon
}
type PageKey = Extract<
  MessageKey,
  `shell.${'analytics' | 'companies' | 'messages' | 'chat_graphs' | 'reports' | 'company' | 'connections' | 'api_keys' | 'transactions' | 'invoices' | 'month_closes' | 'invoicing' | 'payments' | 'prices' | 'price_lists' | 'notices'}`
>

const pages: readonly FoundPage[] = [
  { to: '/analytics', key: 'shell.analytics', icon: IconChartBar },
  { to: '/messages', key: 'shell.messages', icon: IconMessages },
  { to: '/reports', key: 'shell.reports', icon: IconFileSpreadsheet },
  { to: '/chat-graphs', key: 'shell.chat_graphs', icon: IconMessageChatbot },
  { to: '/invoices', key: 'shell.invoices', icon: IconFileInvoice },
  { to: '/transactions', key: 'shell.transactions', icon: IconReceipt2 },
  { to: '/payments', key: 'shell.payments', icon: IconBuildingBank },
  { to: '/price-lists', key: 'shell.price_lists', icon: IconTags },
  { to: '/prices', key: 'shell.prices', icon: IconTags },
  { to: '/month-closes', key: 'shell.month_closes', icon: IconCalendarCheck },
  { to: '/companies', key: 'shell.companies', icon: IconBuildingCommunity },
  { to: '/settings/company', key: 'shell.company', icon: IconBuilding },
  { to: '/settings/invoicing', key: 'shell.invoicing', icon: IconFileSettings },
  { to: '/settings/connections', key: 'shell.connections', icon: IconPlugConnected },
  { to: '/settings/api-keys', key: 'shell.api_keys', icon: IconKey },
  { to: '/settings/notices', key: 'shell.notices', icon: IconBell },
]

interface SearchDialogProps {
  /** How often the search was asked for; each time it opens. */
  readonly asked: number
}

/** Ctrl/⌘ K: go to a page, or to a message by its id. */
export function SearchDialog({ asked }: SearchDialogProps): ReactNode {
  const t = useT()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  useEffect(() => {
    if (asked > 0) spotlight.open()
  }, [asked])
  const wanted = text.trim()
  const { scopes } = useSession()
  const found = pages
    .filter(
      ({ to }) => maySeePage(to, scopes) && (to !== '/price-lists' || scopes.includes('billing:manage')),
    )
    .filter(({ key }) => t(key).toLocaleLowerCase().includes(wanted.toLocaleLowerCase()))

  return (
    <Spotlight.Root
      query={text}
      onQueryChange={setText}
      shortcut={null}
      scrollable
      maxHeight={440}
      closeOnActionTrigger
    >
      <Spotlight.Search
        placeholder={t('shell.search_placeholder')}
        aria-label={t('shell.search')}
        leftSection={<IconSearch size={20} stroke={1.6} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {found.length > 0 && (
          <Spotlight.ActionsGroup label={t('shell.search_pages')}>
            {found.map(({ to, key, icon: PageIcon }) => (
              <Spotlight.Action
                key={to}
                label={t(key)}
                leftSection={<PageIcon size={20} stroke={1.6} aria-hidden />}
                onClick={() => void navigate({ to })}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {wanted.length >= minSearchLength && <MessageActions text={wanted} />}
        {found.length === 0 && wanted.length < minSearchLength && (
          <Spotlight.Empty>{t('shell.search_nothing')}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

/** Messages that fit the text, and the way to the whole list of them. */
function MessageActions({ text }: { readonly text: string }): ReactNode {
  const t = useT()
  const format = useFormat()
  const navigate = useNavigate()
  const timeZone = useSession().company.time_zone
  const [settled] = useDebouncedValue(text, 250)
  const { data } = useQuery({
    queryKey: ['search', settled],
    queryFn: ({ signal }) => {
      const nowMs = Date.now()
      const period = toApiPeriod({ fromMs: nowMs - searchBackMs, toMs: nowMs + 86_400_000 }, timeZone)
      return api.items.list(
        { metric: 'messages.created', ...period, search: settled, limit: maxFound },
        signal,
      )
    },
    placeholderData: keepPreviousData,
  })
  return (
    <Spotlight.ActionsGroup label={t('shell.search_messages')}>
      <Spotlight.Action
        label={t('shell.search_find_message', { text })}
        description={t('shell.search_find_message_help')}
        leftSection={<IconSearch size={20} stroke={1.6} aria-hidden />}
        onClick={() => void navigate({ to: '/messages', search: { search: text, period: 'this_year' } })}
      />
      {data?.items.map((item) => (
        <Spotlight.Action
          key={item.id}
          label={item.message_id}
          description={`${wordOf(t, 'channel', item.channel)} · ${statusName(t, item.status)} · ${format.dateTime(item.created_at)}`}
          onClick={() =>
            void navigate({ to: '/messages', search: { search: item.message_id, open: item.id } })
          }
        />
      ))}
    </Spotlight.ActionsGroup>
  )
}
