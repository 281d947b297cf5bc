import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconChevronRight, IconFileSpreadsheet } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Fragment, type ReactNode } from 'react'
import type { ApiInvoiceDocument, InvoiceDetail } from '../../../../src/contract/index.ts'
import { decimalPlaces } from '../../../../src/messages/index.ts'
import { useSession } from '../../../api/use-session.ts'
import { Card, useFormat, useT } from '../../../ui/index.ts'
import table from '../../../ui/page/data-table.module.css'
import classes from './document.module.css'
import { DocumentTotals } from './document-totals.tsx'
import { LineCharges } from './line-charges.tsx'

export type DocumentLine = ApiInvoiceDocument['lines'][number]

interface LinesProps {
  readonly invoice: InvoiceDetail
}

/** The lines with what each of them charges for, and the sums under them. */
export function LinesCard({ invoice }: LinesProps): ReactNode {
  const t = useT()
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const { notes, taxes } = invoice.document
  const exemptions = taxes.flatMap(({ exemption }) => exemption?.text ?? [])
  return (
    <Card
      flush
      title={t('invoices.lines')}
      actions={invoice.kind === 'invoice' && <ChargesReport invoice={invoice} />}
    >
      {isNarrow ? <LineRows invoice={invoice} /> : <LineTable invoice={invoice} />}
      <DocumentTotals document={invoice.document} />
      {[...exemptions, ...notes].map((text) => (
        <p key={text} className={classes['note']}>
          {text}
        </p>
      ))}
    </Card>
  )
}

/** Everything that the invoice charges for, as one file. */
function ChargesReport({ invoice }: LinesProps): ReactNode {
  const t = useT()
  const { scopes } = useSession()
  if (!scopes.includes('metrics:read')) return null
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconFileSpreadsheet size={16} stroke={1.6} aria-hidden />}
      renderRoot={(props) => (
        <Link
          to="/reports/new"
          search={{ type: 'charges', invoice: invoice.id, invoice_number: invoice.number }}
          {...props}
        />
      )}
    >
      {t('invoices.charges_report')}
    </Button>
  )
}

function LineTable({ invoice }: LinesProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const { line: opened } = useSearch({ from: '/frame/invoices/$invoiceId' })
  const { lines, currency } = invoice.document
  const columns = 5
  const places = decimalPlaces(lines.map((line) => line.unit_price))
  return (
    <table className={`${table['table']} ${classes['lines']}`}>
      <thead>
        <tr>
          <th scope="col">{t('invoices.description')}</th>
          <th scope="col" data-align="right">
            {t('invoices.quantity')}
          </th>
          <th scope="col" data-align="right">
            {t('invoices.unit_price')}
          </th>
          <th scope="col" data-align="right">
            {t('invoices.tax')}
          </th>
          <th scope="col" data-align="right">
            {t('invoices.net')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Fragment key={line.position}>
            <tr data-open={line.position === opened || undefined}>
              <td className={classes['what']}>
                <LineName invoice={invoice} line={line} />
              </td>
              <td data-align="right">
                <Quantity line={line} />
              </td>
              <td data-align="right">{format.moneyExact({ amount: line.unit_price, currency }, places)}</td>
              <td data-align="right">
                <Rate percent={line.tax_rate_percent} />
              </td>
              <td data-align="right">{format.money({ amount: line.net, currency })}</td>
            </tr>
            {line.position === opened && invoice.kind === 'invoice' && (
              <tr className={classes['openedRow']}>
                <td colSpan={columns}>
                  <LineCharges invoice={invoice} line={line} />
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

/** The lines on a phone: what, and under it how much of it at which price. */
function LineRows({ invoice }: LinesProps): ReactNode {
  const format = useFormat()
  const { line: opened } = useSearch({ from: '/frame/invoices/$invoiceId' })
  const { lines, currency } = invoice.document
  return (
    <ul className={classes['lineRows']}>
      {lines.map((line) => (
        <li key={line.position}>
          <div className={classes['lineRow']}>
            <LineName invoice={invoice} line={line} />
            <span>{format.money({ amount: line.net, currency })}</span>
            <span className={classes['muted']}>
              <Quantity line={line} /> × {format.moneyExact({ amount: line.unit_price, currency })}
            </span>
            <span className={classes['muted']}>
              <Rate percent={line.tax_rate_percent} />
            </span>
          </div>
          {line.position === opened && invoice.kind === 'invoice' && (
            <LineCharges invoice={invoice} line={line} />
          )}
        </li>
      ))}
    </ul>
  )
}

interface LineProps extends LinesProps {
  readonly line: DocumentLine
}

/** Of an invoice, the name opens what is charged for. */
function LineName({ invoice, line }: LineProps): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/invoices/$invoiceId' })
  const { line: opened } = useSearch({ from: '/frame/invoices/$invoiceId' })
  const { position, description, detail } = line
  const isOpen = position === opened
  const name = (
    <span className={classes['lineName']}>
      {description}
      {detail !== null && <small>{detail}</small>}
    </span>
  )
  if (invoice.kind !== 'invoice') return name
  return (
    <button
      type="button"
      className={classes['opens']}
      aria-expanded={isOpen}
      aria-label={t('invoices.open_charges', { n: position, description })}
      onClick={() =>
        void navigate({
          search: (before) => ({ ...before, line: isOpen ? undefined : position }),
          state: true,
          replace: true,
          resetScroll: false,
        })
      }
    >
      <IconChevronRight size={16} stroke={1.6} aria-hidden />
      {name}
    </button>
  )
}

function Quantity({ line }: { readonly line: DocumentLine }): ReactNode {
  const t = useT()
  const n = Number(line.quantity)
  return t(`invoices.unit_${line.unit}`, { n })
}

function Rate({ percent }: { readonly percent: string }): ReactNode {
  return useFormat().percent(Number(percent) / 100)
}
