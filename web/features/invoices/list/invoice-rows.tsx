import { Link, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Invoice } from '../../../../src/contract/index.ts'
import { CopyButton } from '../../../ui/controls/copy-button.tsx'
import { useSelectionView, useT } from '../../../ui/index.ts'
import { useDays } from '../../../ui/invoicing/use-days.ts'
import rows from '../../../ui/page/phone-rows.module.css'
import { DocumentStatusMark } from '../document-status-mark.tsx'
import { FileIcon } from './invoice-table.tsx'
import classes from './invoices.module.css'

/** The list on a phone: three short lines a document, with its two acts beside them. */
export function InvoiceRows({ documents }: { readonly documents: readonly Invoice[] }): ReactNode {
  const t = useT()
  return (
    <ul className={rows['rows']} aria-label={t('invoices.title')}>
      {documents.map((invoice) => (
        <li key={invoice.id} className={classes['phoneRow']}>
          <RowLink invoice={invoice} />
          <span className={classes['phoneActs']}>
            <CopyButton
              value={invoice.number}
              label={t('invoices.copy_number', { number: invoice.number })}
            />
            <FileIcon invoice={invoice} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function RowLink({ invoice }: { readonly invoice: Invoice }): ReactNode {
  const t = useT()
  const days = useDays()
  const { format } = useSelectionView()
  const documentList = useSearch({ from: '/frame/invoices' })
  const kind = t(`invoices.kind_${invoice.kind}`)
  return (
    <Link
      to="/invoices/$invoiceId"
      params={{ invoiceId: invoice.id }}
      state={{ documentList }}
      className={rows['row'] ?? ''}
    >
      <span className={rows['main']}>{invoice.number}</span>
      <span className={classes['amount']}>{format.money(invoice.gross)}</span>
      <span className={rows['muted']}>
        {invoice.period === null ? kind : `${kind} · ${days.period(invoice.period)}`}
      </span>
      <span className={rows['muted']}>{format.date(invoice.created_at)}</span>
      <span className={rows['muted']}>{documentList.view === 'issued' ? invoice.company.name : ''}</span>
      <span className={rows['muted']}>
        <DocumentStatusMark status={invoice.status} />
      </span>
    </Link>
  )
}
