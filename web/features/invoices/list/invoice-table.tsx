import { ActionIcon, Anchor, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconDownload } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { DocumentOrder, Invoice } from '../../../../src/contract/index.ts'
import { noValue } from '../../../../src/messages/index.ts'
import { CopyButton } from '../../../ui/controls/copy-button.tsx'
import { useSelectionView, useT } from '../../../ui/index.ts'
import { useDays } from '../../../ui/invoicing/use-days.ts'
import table from '../../../ui/page/data-table.module.css'
import { DocumentStatusMark } from '../document-status-mark.tsx'
import { useDownload } from '../use-download.ts'
import classes from './invoices.module.css'
import { useChangeSearch } from './use-change-search.ts'

interface InvoiceTableProps {
  readonly documents: readonly Invoice[]
}

/** One line a document; a row opens it, and its number is the link that keyboards reach. */
export function InvoiceTable({ documents }: InvoiceTableProps): ReactNode {
  const t = useT()
  const { view } = useSearch({ from: '/frame/invoices' })
  const isIssued = view === 'issued'
  return (
    <div className={classes['wide']}>
      <table
        className={`${table['table']} ${classes['table']}`}
        data-clickable
        aria-label={t('invoices.title')}
      >
        <thead>
          <tr>
            <SortedHead order="number" title={t('invoices.column_number')} />
            <th scope="col">{t('invoices.column_file')}</th>
            <th scope="col">{t('invoices.column_kind')}</th>
            {isIssued && <th scope="col">{t('invoices.column_customer')}</th>}
            <th scope="col">{t('invoices.column_period')}</th>
            <SortedHead order="amount" title={t('invoices.column_amount')} align="right" />
            <th scope="col">{t('invoices.column_status')}</th>
            <SortedHead order="created" title={t('invoices.column_created')} align="right" />
          </tr>
        </thead>
        <tbody>
          {documents.map((invoice) => (
            <Row key={invoice.id} invoice={invoice} isIssued={isIssued} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface SortedHeadProps {
  readonly order: DocumentOrder
  readonly title: string
  readonly align?: 'right'
}

/** A title that sorts: by its column, then the other way round. */
function SortedHead({ order, title, align }: SortedHeadProps): ReactNode {
  const change = useChangeSearch()
  const { sort = 'created', direction } = useSearch({ from: '/frame/invoices' })
  const isSorted = sort === order
  const Arrow = direction === 'asc' ? IconArrowUp : IconArrowDown
  const next = {
    sort: order === 'created' ? undefined : order,
    direction: isSorted && direction === undefined ? ('asc' as const) : undefined,
  }
  return (
    <th
      scope="col"
      data-align={align}
      aria-sort={isSorted ? (direction === 'asc' ? 'ascending' : 'descending') : undefined}
    >
      <button type="button" className={classes['sort']} onClick={() => change(next)}>
        {title}
        <Arrow size={14} stroke={1.8} aria-hidden data-sorted={isSorted || undefined} />
      </button>
    </th>
  )
}

function Row({ invoice, isIssued }: { readonly invoice: Invoice; readonly isIssued: boolean }): ReactNode {
  const t = useT()
  const { format } = useSelectionView()
  const days = useDays()
  const navigate = useNavigate()
  const documentList = useSearch({ from: '/frame/invoices' })
  const params = { invoiceId: invoice.id }
  const place = { to: '/invoices/$invoiceId', params, state: { documentList } } as const
  const open = (): void => {
    // Text that is being selected in a row is not a click on it.
    if (window.getSelection()?.type !== 'Range') void navigate(place)
  }
  return (
    <tr onClick={open} data-void={invoice.status === 'void' || undefined}>
      <td>
        <span className={classes['number']}>
          <Link {...place} className={classes['name'] ?? ''} onClick={(event) => event.stopPropagation()}>
            {invoice.number}
          </Link>
          <span className={classes['copy']}>
            <CopyButton
              value={invoice.number}
              label={t('invoices.copy_number', { number: invoice.number })}
              size={28}
            />
          </span>
        </span>
      </td>
      <td>
        <FileLink invoice={invoice} />
      </td>
      <td>{t(`invoices.kind_${invoice.kind}`)}</td>
      {isIssued && (
        <td className={classes['customer']} title={invoice.company.name}>
          {invoice.company.name}
        </td>
      )}
      <td>{invoice.period === null ? noValue : days.period(invoice.period)}</td>
      <td data-align="right" className={classes['amount']}>
        {format.money(invoice.gross)}
      </td>
      <td>
        <DocumentStatusMark status={invoice.status} />
      </td>
      <td data-align="right" title={format.dateTimeExact(invoice.created_at)}>
        {format.date(invoice.created_at)}
      </td>
    </tr>
  )
}

/** The name of the file downloads it. */
function FileLink({ invoice }: { readonly invoice: Invoice }): ReactNode {
  const t = useT()
  const download = useDownload()
  return (
    <Anchor
      component="button"
      type="button"
      className={classes['file'] ?? ''}
      aria-label={t('invoices.download_named', { name: invoice.file_name })}
      aria-busy={download.isPending}
      onClick={(event) => {
        event.stopPropagation()
        if (!download.isPending) download.mutate(invoice)
      }}
    >
      <IconDownload size={16} stroke={1.6} aria-hidden />
      {invoice.file_name}
    </Anchor>
  )
}

/** The same where there is room for a sign only. */
export function FileIcon({ invoice }: { readonly invoice: Invoice }): ReactNode {
  const t = useT()
  const download = useDownload()
  const label = t('invoices.download_named', { name: invoice.file_name })
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        aria-label={label}
        loading={download.isPending}
        onClick={() => download.mutate(invoice)}
      >
        <IconDownload size={18} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  )
}
