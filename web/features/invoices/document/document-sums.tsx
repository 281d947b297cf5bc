import type { ReactNode } from 'react'
import type { InvoiceDetail } from '../../../../src/contract/index.ts'
import type { MoneyValue, Translate } from '../../../../src/messages/index.ts'
import { useFormat, useT } from '../../../ui/index.ts'
import { useDays } from '../../../ui/invoicing/use-days.ts'
import { DocumentStatusMark } from '../document-status-mark.tsx'
import classes from './document.module.css'

interface Sum {
  readonly title: string
  readonly value: MoneyValue
  readonly note?: string | undefined
}

interface SumWords {
  readonly t: Translate
  readonly day: (day: string) => string
}

/** How the document stands: its total, what came in for it, what is open. */
export function DocumentSums({ invoice }: { readonly invoice: InvoiceDetail }): ReactNode {
  const t = useT()
  const format = useFormat()
  const { day } = useDays()
  return (
    <dl className={classes['sums']}>
      <div>
        <dt>{t('invoices.column_status')}</dt>
        <dd>
          <strong>
            <DocumentStatusMark status={invoice.status} />
          </strong>
          <small>{t(`invoices.kind_${invoice.kind}`)}</small>
        </dd>
      </div>
      {sumsOf(invoice, { t, day }).map(({ title, value, note }) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>
            <strong>{format.money(value)}</strong>
            {note !== undefined && <small>{note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function sumsOf(invoice: InvoiceDetail, { t, day }: SumWords): readonly Sum[] {
  const { gross, tax, paid, credited, outstanding, due_on, kind } = invoice
  const total: Sum = {
    title: t(kind === 'credit_note' ? 'invoices.given_back' : 'invoices.total'),
    value: gross,
    note: t(isZero(tax) ? 'invoices.total_without_tax' : 'invoices.total_with_tax'),
  }
  if (kind === 'credit_note') return [total]
  const isOpen = !isZero(outstanding)
  return [
    total,
    ...(isZero(credited) ? [] : [{ title: t('invoices.credited'), value: credited }]),
    { title: t('invoices.paid'), value: paid },
    {
      title: t('invoices.to_pay'),
      value: outstanding,
      note: isOpen ? untilText(due_on, { t, day }) : t('invoices.nothing_to_pay'),
    },
  ]
}

function untilText(due: string | null, { t, day }: Pick<SumWords, 't' | 'day'>): string | undefined {
  return due === null ? undefined : t('invoices.to_pay_by', { date: day(due) })
}

function isZero({ amount }: MoneyValue): boolean {
  return !/[1-9]/.test(amount)
}
