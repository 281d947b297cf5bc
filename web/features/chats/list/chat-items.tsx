import { Button, Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type ChatItemsQuestion, chatItemsQuery } from '../../../api/chat-queries.ts'
import { Card, ErrorState, useFormat, useT } from '../../../ui/index.ts'
import styles from './chat-list.module.css'
import { ChatRows } from './chat-rows.tsx'
import { ChatTable } from './chat-table.tsx'

interface ChatItemsProps {
  readonly question: ChatItemsQuestion
  readonly zone: string | undefined
  /** In the drawer there is room for fewer columns. */
  readonly isNarrow?: boolean
  readonly empty: ReactNode
}

const skeletonRows = 12

/** The chats behind a number: as many lines as it says. */
export function ChatItems({ question, zone, isNarrow = false, empty }: ChatItemsProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const answer = useInfiniteQuery(chatItemsQuery(question))
  const items = answer.data?.pages.flatMap((page) => page.items) ?? []
  const first = answer.data?.pages[0]
  return (
    <Card
      flush
      title={
        <span aria-live="polite">
          {first === undefined ? (
            <Skeleton height={20} width={140} />
          ) : (
            t('chat_list.total', { n: first.total })
          )}
        </span>
      }
      actions={
        first && (
          <span className={styles['asOf']}>
            {t('messages.as_of', { time: format.timeExact(first.as_of) })}
          </span>
        )
      }
    >
      {answer.isPending ? (
        <div className={styles['skeleton']} aria-busy>
          {Array.from({ length: skeletonRows }, (_, row) => (
            <Skeleton key={row} height={16} />
          ))}
        </div>
      ) : answer.isError ? (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      ) : items.length === 0 ? (
        empty
      ) : (
        <div className={styles['list']} data-stale={answer.isPlaceholderData || undefined}>
          {isPhone ? (
            <ChatRows items={items} zone={zone} />
          ) : (
            <ChatTable items={items} zone={zone} isNarrow={isNarrow} />
          )}
          <div className={styles['foot']}>
            <span>{first && t('messages.shown_of', { shown: items.length, total: first.total })}</span>
            {answer.hasNextPage && (
              <Button
                variant="default"
                size="sm"
                loading={answer.isFetchingNextPage}
                onClick={() => void answer.fetchNextPage()}
              >
                {t('messages.load_more')}
              </Button>
            )}
          </div>
        </div>
      )}
    </Card>
  )
}
