import { Button, Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { Card, ErrorState, useFormat, useT } from '../../ui/index.ts'
import { ColumnChooser } from './column-chooser.tsx'
import classes from './message-list.module.css'
import { MessageRows } from './message-rows.tsx'
import { MessageTable } from './message-table.tsx'
import { MessagesEmpty } from './messages-empty.tsx'
import { useItemsQuestion, useMessageItems } from './use-message-items.ts'
import { useShownColumns } from './use-shown-columns.ts'

const skeletonRows = 12

export function MessageList(): ReactNode {
  const t = useT()
  const format = useFormat()
  const columns = useShownColumns()
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const answer = useMessageItems(useItemsQuestion())
  const items = answer.data?.pages.flatMap((page) => page.items) ?? []
  const first = answer.data?.pages[0]
  const total = first?.total

  return (
    <Card
      flush
      title={
        <span aria-live="polite">
          {total === undefined ? <Skeleton height={20} width={140} /> : t('messages.total', { n: total })}
        </span>
      }
      actions={
        <>
          {first && (
            <span className={classes['asOf']}>
              {t('messages.as_of', { time: format.timeExact(first.as_of) })}
            </span>
          )}
          {!isNarrow && <ColumnChooser columns={columns} />}
        </>
      }
    >
      {answer.isPending ? (
        <ListSkeleton />
      ) : answer.isError ? (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      ) : items.length === 0 ? (
        <MessagesEmpty />
      ) : (
        <div className={classes['list']} data-stale={answer.isPlaceholderData || undefined}>
          {isNarrow ? <MessageRows items={items} /> : <MessageTable items={items} columns={columns.shown} />}
          <div className={classes['foot']}>
            <span>{total !== undefined && t('messages.shown_of', { shown: items.length, total })}</span>
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

function ListSkeleton(): ReactNode {
  return (
    <div className={classes['skeleton']} aria-busy>
      {Array.from({ length: skeletonRows }, (_, row) => (
        <Skeleton key={row} height={16} />
      ))}
    </div>
  )
}
