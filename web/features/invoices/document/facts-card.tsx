import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ApiInvoiceDocument, InvoiceDetail } from '../../../../src/contract/index.ts'
import { CopyButton } from '../../../ui/controls/copy-button.tsx'
import { Card, useFormat, useT } from '../../../ui/index.ts'
import { useDays } from '../../../ui/invoicing/use-days.ts'
import classes from './document.module.css'

/** Days, period, how to pay, where it came from. */
export function FactsCard({ invoice }: { readonly invoice: InvoiceDetail }): ReactNode {
  const t = useT()
  const format = useFormat()
  const days = useDays()
  const { document, corrects } = invoice
  const { due_on, period, payment } = document
  const created = { time: format.dateTime(invoice.created_at) }
  const isToPay = document.kind !== 'credit_note'
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('invoices.issued_on'), days.day(document.issued_on)],
    [t('invoices.due_on'), due_on && days.day(due_on)],
    [
      t('invoices.period'),
      period &&
        t('invoices.period_days', { days: days.days(period.from, period.to), zone: period.time_zone }),
    ],
    [
      t('invoices.corrects'),
      corrects && (
        <Link
          to="/invoices/$invoiceId"
          params={{ invoiceId: corrects.id }}
          state={true}
          className={classes['link'] ?? ''}
        >
          {corrects.number}
        </Link>
      ),
    ],
    [
      t('invoices.created'),
      invoice.by === null
        ? t('invoices.created_by_itself', created)
        : t('invoices.created_by', { ...created, name: invoice.by }),
    ],
    [t('invoices.reference'), isToPay && <Reference reference={payment.reference} />],
    [t('invoices.account'), isToPay && payment.account && <Account account={payment.account} />],
  ]
  return (
    <Card>
      <dl className={classes['facts']}>
        {facts.map(
          ([name, value]) =>
            value !== null &&
            value !== false && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {payment.qr !== null && <p className={classes['hint']}>{t('invoices.qr_in_file')}</p>}
    </Card>
  )
}

function Reference({ reference }: { readonly reference: string }): ReactNode {
  const t = useT()
  return (
    <span className={classes['copyable']}>
      {reference}
      <CopyButton value={reference} label={t('invoices.copy_reference')} size={28} />
    </span>
  )
}

function Account({
  account,
}: {
  readonly account: NonNullable<ApiInvoiceDocument['payment']['account']>
}): ReactNode {
  const { iban, account_number, bic, bank_name, correspondent_account } = account
  const lines = [inGroups(iban) ?? account_number, bic, bank_name, correspondent_account]
  return (
    <span className={classes['account']}>
      {lines.map((line) => line !== null && <span key={line}>{line}</span>)}
    </span>
  )
}

/** An IBAN as it is written on paper. */
function inGroups(iban: string | null): string | null {
  return iban && iban.replace(/(.{4})(?=.)/g, '$1\u00a0')
}
