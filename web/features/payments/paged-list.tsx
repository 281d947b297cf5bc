import { Button, Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { ErrorState, useT } from '../../ui/index.ts'
import classes from './payments.module.css'

interface PagedAnswer {
  readonly isPending: boolean
  readonly error: Error | null
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly refetch: () => unknown
  readonly fetchNextPage: () => unknown
}

interface PagedListProps<Row> {
  readonly answer: PagedAnswer
  /** Undefined until the first page is there. */
  readonly rows: readonly Row[] | undefined
  readonly empty: ReactNode
  readonly children: (rows: readonly Row[]) => ReactNode
}

const skeletonRows = 6

/** A list that is fetched page by page, with its states: loading, failed, empty, more to load. */
export function PagedList<Row>({ answer, rows, empty, children }: PagedListProps<Row>): ReactNode {
  const t = useT()
  if (rows === undefined)
    return answer.error === null ? (
      <div className={classes['skeleton']} aria-busy>
        {Array.from({ length: skeletonRows }, (_, row) => (
          <Skeleton key={row} height={20} />
        ))}
      </div>
    ) : (
      <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
    )
  if (rows.length === 0) return empty
  return (
    <>
      {children(rows)}
      {answer.hasNextPage && (
        <div className={classes['more']}>
          <Button
            variant="default"
            size="sm"
            loading={answer.isFetchingNextPage}
            onClick={() => void answer.fetchNextPage()}
          >
            {t('payments.load_more')}
          </Button>
        </div>
      )}
    </>
  )
}
