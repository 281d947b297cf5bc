import { Button, Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { InvoiceCharge, InvoiceCharges, InvoiceDetail } from '../../../../src/contract/index.ts'
import { decimalPlaces, noValue } from '../../../../src/messages/index.ts'
import { invoiceApi } from '../../../api/invoice-api.ts'
import { invoicesQueryKey } from '../../../api/invoice-queries.ts'
import { useSession } from '../../../api/use-session.ts'
import { ErrorState, useFormat, useT } from '../../../ui/index.ts'
import { chargesAgreement } from './charges-agreement.ts'
import classes from './document.module.css'
import type { DocumentLine } from './lines-card.tsx'

interface LineChargesProps {
  readonly invoice: InvoiceDetail
  readonly line: DocumentLine
}

const pageSize = 50
const maxPages = 200

/** The messages that a line charges for, with their sum beside the line's. They never change. */
export function LineCharges({ invoice, line }: LineChargesProps): ReactNode {
  const t = useT()
  const { id } = invoice
  const { position } = line
  const answer = useInfiniteQuery({
    queryKey: [...invoicesQueryKey, 'charges', id, position],
    queryFn: ({ pageParam, signal }) =>
      invoiceApi.charges(
        id,
        { line: position, limit: pageSize, ...(pageParam !== null && { cursor: pageParam }) },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last, pages) => (pages.length < maxPages ? last.next_cursor : null),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const [first] = answer.data?.pages ?? []
  if (answer.isError && !first)
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (!first) return <Skeleton height={120} m={16} aria-busy />
  const charges = answer.data?.pages.flatMap((page) => page.charges) ?? []
  return (
    <section className={classes['charges']} aria-label={t('invoices.charges', { n: position })}>
      <p className={classes['agreement']}>
        <Agreement answer={first} line={line} currency={invoice.document.currency} />
      </p>
      {charges.length > 0 && <Charges charges={charges} />}
      {charges.length > 0 && (
        <div className={classes['chargesFoot']}>
          <span aria-live="polite">
            {t('invoices.charges_shown', { shown: charges.length, total: first.count })}
          </span>
          {answer.hasNextPage && (
            <Button
              variant="default"
              size="xs"
              loading={answer.isFetchingNextPage}
              onClick={() => void answer.fetchNextPage()}
            >
              {t('invoices.load_more')}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

interface AgreementProps {
  readonly answer: InvoiceCharges
  readonly line: DocumentLine
  readonly currency: string
}

const agreementKeys = {
  exactly: 'invoices.charges_agree',
  rounded: 'invoices.charges_rounded',
  differs: 'invoices.charges_differ',
} as const

/** What the charges come to, and whether that is the line. */
function Agreement({ answer, line, currency }: AgreementProps): ReactNode {
  const t = useT()
  const format = useFormat()
  if (answer.count === 0) return t('invoices.no_charges')
  const net = { amount: line.net, currency }
  const agreement = chargesAgreement(answer.total, net)
  return t(agreementKeys[agreement], {
    n: answer.count,
    total: format.moneyExact(answer.total),
    net: format.money(net),
  })
}

/** Instants are written as the charges have them: in the zone of the company that the document is for. */
function Charges({ charges }: { readonly charges: readonly InvoiceCharge[] }): ReactNode {
  const t = useT()
  const format = useFormat()
  const { company } = useSession()
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const hasOthers = charges.some((charge) => charge.company.id !== company.id)
  if (isNarrow)
    return (
      <ul className={classes['chargeRows']}>
        {charges.map((charge, place) => (
          <li key={keyOf(charge, place)}>
            <MessageLink charge={charge} />
            <span>{format.moneyExact(charge.amount)}</span>
            <span className={classes['muted']}>{format.dateTime(charge.created_at)}</span>
            <span className={classes['muted']}>{charge.recipient ?? charge.company.name}</span>
          </li>
        ))}
      </ul>
    )
  const pricePlaces = decimalPlaces(charges.map(({ price }) => price.amount))
  const amountPlaces = decimalPlaces(charges.map(({ amount }) => amount.amount))
  return (
    <table className={classes['chargeTable']}>
      <thead>
        <tr>
          <th scope="col">{t('invoices.charge_time')}</th>
          <th scope="col">{t('invoices.charge_message')}</th>
          <th scope="col">{t('invoices.charge_recipient')}</th>
          {hasOthers && <th scope="col">{t('invoices.charge_company')}</th>}
          <th scope="col">{t('invoices.charge_country')}</th>
          <th scope="col" data-align="right">
            {t('invoices.charge_quantity')}
          </th>
          <th scope="col" data-align="right">
            {t('invoices.charge_price')}
          </th>
          <th scope="col" data-align="right">
            {t('invoices.charge_amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {charges.map((charge, place) => (
          <tr key={keyOf(charge, place)}>
            <td>{format.dateTimeExact(charge.created_at)}</td>
            <td>
              <MessageLink charge={charge} />
            </td>
            <td>{charge.recipient || noValue}</td>
            {hasOthers && <td>{charge.company.name}</td>}
            <td>{format.country(charge.country || null)}</td>
            <td data-align="right">{format.number(Number(charge.quantity))}</td>
            <td data-align="right">{format.moneyExact(charge.price, pricePlaces)}</td>
            <td data-align="right">{format.moneyExact(charge.amount, amountPlaces)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** One message can be charged at several prices. */
function keyOf(charge: InvoiceCharge, place: number): string {
  return `${charge.message_id} ${place}`
}

/** To the card of the message, with nothing but it in the list behind. */
function MessageLink({ charge }: { readonly charge: InvoiceCharge }): ReactNode {
  const t = useT()
  const { id, message_id, created_at } = charge
  if (message_id === '') return t('invoices.charge_gone')
  if (id === null) return message_id
  const to = new Date(Date.parse(created_at) + 1).toISOString()
  return (
    <Link
      to="/messages"
      search={{ from: created_at, to, search: message_id, open: id }}
      className={classes['link'] ?? ''}
    >
      {message_id}
    </Link>
  )
}
