import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Invoice } from '../../../../src/contract/index.ts'
import { Card, useFormat, useT } from '../../../ui/index.ts'
import rows from '../../../ui/page/phone-rows.module.css'

/** What corrected the invoice since. */
export function CreditNotesCard({ notes }: { readonly notes: readonly Invoice[] }): ReactNode {
  const t = useT()
  const format = useFormat()
  if (notes.length === 0) return null
  return (
    <Card flush title={t('invoices.credit_notes')}>
      <ul className={rows['rows']}>
        {notes.map((note) => (
          <li key={note.id}>
            <Link
              to="/invoices/$invoiceId"
              params={{ invoiceId: note.id }}
              state={true}
              className={rows['row'] ?? ''}
            >
              <span className={rows['main']}>{note.number}</span>
              <span>{format.money(note.gross)}</span>
              <span className={rows['muted']}>{format.dateTime(note.created_at)}</span>
              <span className={rows['muted']}>{t(`invoices.status_${note.status}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
