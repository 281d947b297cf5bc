import type { ReactNode } from 'react'
import type { ApiInvoiceDocument } from '../../../../src/contract/index.ts'
import type { Formats } from '../../../../src/messages/index.ts'
import { useFormat, useT } from '../../../ui/index.ts'
import classes from './document.module.css'

/** The sums as they stand at the end of the document. */
export function DocumentTotals({ document }: { readonly document: ApiInvoiceDocument }): ReactNode {
  const t = useT()
  const format = useFormat()
  const { totals, taxes, currency, kind } = document
  const money = (amount: string): string => format.money({ amount, currency })
  const isSettled = kind === 'invoice'
  const rows: readonly (readonly [string, string, boolean])[] = [
    [t('invoices.net_total'), money(totals.net), false],
    ...taxes.map(({ rate_percent, tax }) => {
      return [t('invoices.tax_total', { rate: rateText(rate_percent, format) }), money(tax), false] as const
    }),
    [t('invoices.gross_total'), money(totals.gross), true],
    ...(isSettled
      ? ([
          [t('invoices.prepaid'), money(totals.prepaid), false],
          [t('invoices.due_total'), money(totals.due), true],
        ] as const)
      : []),
  ]
  return (
    <dl className={classes['totals']}>
      {rows.map(([name, value, isMain]) => (
        <div key={name} data-main={isMain || undefined}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function rateText(percent: string, format: Formats): string {
  return format.percent(Number(percent) / 100)
}
