import { Button, Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { Card, ErrorState, useT } from '../../../ui/index.ts'
import { EmptyList } from './empty-list.tsx'
import { InvoiceRows } from './invoice-rows.tsx'
import { InvoiceTable } from './invoice-table.tsx'
import classes from './invoices.module.css'
import { useInvoices } from './use-invoices.ts'

const skeletonRows = 8

/** The documents that the address asks for, in all states of the answer. */
export function InvoiceList(): ReactNode {
  return (
    <Card flush>
      <ListOfDocuments />
    </Card>
  )
}

function ListOfDocuments(): ReactNode {
  const t = useT()
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const answer = useInvoices()
  if (answer.isPending)
    return (
      <div className={classes['skeleton']} aria-busy>
        {Array.from({ length: skeletonRows }, (_, row) => (
          <Skeleton key={row} height={16} />
        ))}
      </div>
    )
  if (answer.isError && !answer.data)
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  const documents = answer.data?.pages.flatMap(({ invoices }) => invoices) ?? []
  if (documents.length === 0) return <EmptyList />
  const n = documents.length
  return (
    <div className={classes['list']} data-stale={answer.isPlaceholderData || undefined}>
      {isNarrow ? <InvoiceRows documents={documents} /> : <InvoiceTable documents={documents} />}
      <div className={classes['foot']}>
        <span aria-live="polite">
          {answer.hasNextPage ? t('invoices.shown_so_far', { n }) : t('invoices.shown', { n })}
        </span>
        {answer.hasNextPage && (
          <Button
            variant="default"
            size="sm"
            loading={answer.isFetchingNextPage}
            onClick={() => void answer.fetchNextPage()}
          >
            {t('invoices.load_more')}
          </Button>
        )}
      </div>
    </div>
  )
}
