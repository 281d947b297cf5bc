import { Skeleton, Stack } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import { chatCardQuery } from '../../../api/chat-queries.ts'
import { Card, ErrorState, Page, SelectionContext, useT, useWorkedOutSelection } from '../../../ui/index.ts'
import { parseChatCardSearch } from '../chats-search.ts'
import styles from './chat-card.module.css'
import { ChatCardView } from './chat-card-view.tsx'

/** Everything that is known about one chat. */
export function ChatCardPage(): ReactNode {
  const t = useT()
  const { chatId } = useParams({ from: '/frame/chats/$chatId' })
  const written = useSearch({ from: '/frame/chats/$chatId' })
  const search = useMemo(() => parseChatCardSearch(written), [written])
  const [nowMs] = useState(() => Date.now())
  const selection = useWorkedOutSelection(search, nowMs)
  const view = useMemo(() => ({ ...selection, change: () => undefined }), [selection])
  const card = useQuery(chatCardQuery(chatId))
  return (
    <SelectionContext value={view}>
      <Page title={t('chat_list.card_title')} actions={<WayBack zone={search.zone} />}>
        {card.isPending ? (
          <Stack gap="md" aria-busy>
            <Skeleton height={132} radius="lg" />
            <Skeleton height={420} radius="lg" />
          </Stack>
        ) : card.isError ? (
          <Card>
            <ErrorState error={card.error} onRetry={() => void card.refetch()} />
          </Card>
        ) : (
          <ChatCardView chat={card.data} />
        )}
      </Page>
    </SelectionContext>
  )
}

/** To where the reader came from; to the list for who opened the address itself. */
function WayBack({ zone }: { readonly zone: string | undefined }): ReactNode {
  const t = useT()
  const router = useRouter()
  return (
    <Link
      to="/chats"
      search={{ zone }}
      className={styles['back'] ?? ''}
      onClick={(event) => {
        if (!router.history.canGoBack()) return
        event.preventDefault()
        router.history.back()
      }}
    >
      <IconArrowLeft size={16} stroke={1.6} aria-hidden />
      {t('chat_list.back')}
    </Link>
  )
}
