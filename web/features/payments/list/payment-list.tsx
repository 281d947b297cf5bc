import { Badge, Text, Tooltip } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconCash } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Payment, PaymentState } from '../../../../src/contract/index.ts'
import { paymentsQuery } from '../../../api/payments-queries.ts'
import { useMayEnter } from '../../../api/use-may-enter.ts'
import { EmptyState, useFormat, useT } from '../../../ui/index.ts'
import table from '../../../ui/page/data-table.module.css'
import rowClasses from '../../../ui/page/phone-rows.module.css'
import { PagedList } from '../paged-list.tsx'
import classes from '../payments.module.css'

/** What was credited, the last received first; what went back stands beside it. */
export function PaymentList(): ReactNode {
  const t = useT()
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const answer = useInfiniteQuery(paymentsQuery)
  return (
    <PagedList
      answer={answer}
      rows={answer.data?.pages.flatMap((page) => page.payments)}
      empty={
        <EmptyState
          icon={<IconCash size={28} stroke={1.5} />}
          title={t('payments.none')}
          text={t('payments.none_text')}
        />
      }
    >
      {(payments) => (isNarrow ? <PaymentRows payments={payments} /> : <PaymentTable payments={payments} />)}
    </PagedList>
  )
}

interface PaymentsProps {
  readonly payments: readonly Payment[]
}

function PaymentTable({ payments }: PaymentsProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const sourceOf = useSourceText()
  const sells = useMayEnter().companies.length > 0
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className={classes['scroll']} tabIndex={0} aria-label={t('payments.tab_payments')}>
      <table className={`${table['table']} ${classes['table']}`}>
        <thead>
          <tr>
            <th scope="col">{t('payments.column_received')}</th>
            {sells && <th scope="col">{t('payments.column_company')}</th>}
            <th scope="col">{t('payments.column_document')}</th>
            <th scope="col" data-grows>
              {t('payments.column_reference')}
            </th>
            <th scope="col">{t('payments.column_source')}</th>
            <th scope="col">{t('payments.column_state')}</th>
            <th scope="col" data-align="right">
              {t('payments.column_amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {payments.map((payment) => (
            <tr key={payment.id}>
              <td>{format.date(payment.received_at)}</td>
              {sells && <td>{payment.company_name}</td>}
              <td>{payment.document?.number ?? '–'}</td>
              <td data-grows title={referenceOf(payment)}>
                {referenceOf(payment)}
              </td>
              <td>{sourceOf(payment)}</td>
              <td>
                <StateMark payment={payment} />
              </td>
              <td data-align="right">
                <strong>{format.money(payment.amount)}</strong>
                <BesideAmount payment={payment} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function PaymentRows({ payments }: PaymentsProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const sourceOf = useSourceText()
  return (
    <ul className={rowClasses['rows']} aria-label={t('payments.tab_payments')}>
      {payments.map((payment) => (
        <li key={payment.id} className={rowClasses['row']}>
          <span className={rowClasses['main']}>{payment.document?.number ?? nameOf(payment, sourceOf)}</span>
          <strong>{format.money(payment.amount)}</strong>
          <span className={rowClasses['muted']}>
            {format.date(payment.received_at)} · {payment.company_name}
          </span>
          <StateMark payment={payment} />
        </li>
      ))}
    </ul>
  )
}

function referenceOf({ reference, payer }: Payment): string {
  return [payer, reference].filter((text) => text !== null).join(' · ')
}

/** What a gateway calls a payment says nothing to a reader. */
function nameOf(payment: Payment, sourceOf: (payment: Payment) => string): string {
  return payment.source === 'gateway' ? sourceOf(payment) : referenceOf(payment) || sourceOf(payment)
}

function useSourceText(): (payment: Payment) => string {
  const t = useT()
  return ({ source, created_by }) => {
    if (source !== 'staff') return t(`payments.source_${source}`)
    return created_by === null
      ? t('payments.source_staff_unnamed')
      : t('payments.source_staff', { name: created_by })
  }
}

const stateColors = {
  credited: 'teal',
  refunded: 'violet',
  charged_back: 'red',
} as const satisfies Record<PaymentState, string>

function StateMark({ payment }: { readonly payment: Payment }): ReactNode {
  const t = useT()
  return (
    <span className={classes['marks']}>
      <Badge variant="light" color={stateColors[payment.state]} tt="none" fw={500}>
        {t(`payments.payment_${payment.state}`)}
      </Badge>
      {payment.test && (
        <Tooltip label={t('payments.test_help')} events={{ hover: true, focus: true, touch: true }}>
          <Badge variant="outline" color="gray" tt="none" fw={500} tabIndex={0}>
            {t('payments.test')}
          </Badge>
        </Tooltip>
      )}
    </span>
  )
}

/** What does not fit the plain amount: a part that went back, or another sum than the document's. */
function BesideAmount({ payment }: { readonly payment: Payment }): ReactNode {
  const t = useT()
  const format = useFormat()
  const { amount, expected, refunded, charged_back: chargedBack } = payment
  const notes = [
    ...[refunded, chargedBack]
      .filter((money) => /[1-9]/.test(money.amount))
      .map((money) => t('payments.returned', { amount: format.money(money) })),
    ...(expected !== null && expected.amount !== amount.amount
      ? [t('payments.expected', { amount: format.money(expected) })]
      : []),
  ]
  return notes.map((note) => (
    <Text key={note} size="xs" c="dimmed">
      {note}
    </Text>
  ))
}
