import { Button, Group } from '@mantine/core'
import { IconFileInvoice } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { EmptyState, useSelectionView, useT } from '../../../ui/index.ts'
import type { InvoicesSearch } from '../invoices-search.ts'
import { CreateButton } from './create-button.tsx'
import { useChangeSearch } from './use-change-search.ts'

/** Before any document of Tallybook. */
const firstInstant = '2020-01-01T00:00:00Z'

/** Nothing fits: the way out depends on what was asked. */
export function EmptyList(): ReactNode {
  const t = useT()
  const change = useChangeSearch()
  const { nowMs } = useSelectionView()
  const { view, number, kind, status, period } = useSearch({ from: '/frame/invoices' })
  const button = (text: string, changes: Partial<InvoicesSearch>): ReactNode => (
    <Button variant="default" onClick={() => change(changes)}>
      {text}
    </Button>
  )
  if (number !== undefined)
    return (
      <Nothing title={t('invoices.empty_search', { number })} text={t('invoices.empty_search_text')}>
        {button(t('invoices.show_all_periods'), {
          period: undefined,
          from: firstInstant,
          to: new Date(nowMs + 86_400_000).toISOString(),
        })}
      </Nothing>
    )
  if (kind !== undefined || status !== undefined)
    return (
      <Nothing title={t('invoices.empty_filters')}>
        {button(t('invoices.drop_filters'), { kind: undefined, status: undefined })}
      </Nothing>
    )
  const isIssued = view === 'issued'
  return (
    <Nothing
      title={t(isIssued ? 'invoices.empty_issued' : 'invoices.empty')}
      text={t(isIssued ? 'invoices.empty_issued_text' : 'invoices.empty_text')}
    >
      {period !== 'this_year' &&
        button(t('invoices.show_year'), { period: 'this_year', from: undefined, to: undefined })}
      {!isIssued && <CreateButton />}
    </Nothing>
  )
}

interface NothingProps {
  readonly title: string
  readonly text?: string
  readonly children: ReactNode
}

function Nothing({ title, text, children }: NothingProps): ReactNode {
  return (
    <EmptyState
      icon={<IconFileInvoice size={28} stroke={1.5} />}
      title={title}
      {...(text !== undefined && { text })}
      action={
        <Group gap="xs" justify="center">
          {children}
        </Group>
      }
    />
  )
}
