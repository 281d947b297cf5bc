import { Button, Skeleton } from '@mantine/core'
import { IconCircleCheck, IconCircleX, IconClock, IconCreditCard } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import type { ApiCheckout, CheckoutState } from '../../../src/contract/index.ts'
import { refreshMoney } from '../../api/billing-queries.ts'
import { checkoutQuery } from '../../api/payments-queries.ts'
import { Card, EmptyState, ErrorState, useFormat, useT } from '../../ui/index.ts'

const icons = {
  open: IconCreditCard,
  pending: IconClock,
  failed: IconCircleX,
  paid: IconCircleCheck,
} as const satisfies Record<CheckoutState, typeof IconClock>

/** What became of a payment by card. Coming back proves nothing: the word of the payment service is waited for. */
export function CheckoutOutcome({ id }: { readonly id: string }): ReactNode {
  const queryClient = useQueryClient()
  const checkout = useQuery(checkoutQuery(id))
  const isPaid = checkout.data?.state === 'paid'
  useEffect(() => {
    if (isPaid) void refreshMoney(queryClient)
  }, [isPaid, queryClient])
  return (
    <Card>
      <div aria-live="polite">
        {checkout.data ? (
          <Outcome checkout={checkout.data} />
        ) : checkout.isError ? (
          <ErrorState error={checkout.error} onRetry={() => void checkout.refetch()} />
        ) : (
          <Skeleton height={160} />
        )}
      </div>
    </Card>
  )
}

function Outcome({ checkout }: { readonly checkout: ApiCheckout }): ReactNode {
  const t = useT()
  const format = useFormat()
  const { state, url } = checkout
  const StateIcon = icons[state]
  return (
    <EmptyState
      icon={<StateIcon size={28} stroke={1.5} />}
      title={
        state === 'paid'
          ? t('payments.checkout_paid', { amount: format.money(checkout.amount) })
          : t(`payments.checkout_${state}`)
      }
      text={t(`payments.checkout_${state}_text`)}
      action={
        state === 'failed' ? (
          <Button renderRoot={(props) => <Link to="/top-up" {...props} />}>
            {t('payments.checkout_again')}
          </Button>
        ) : state === 'open' && url !== null ? (
          <Button component="a" href={url}>
            {t('payments.checkout_continue')}
          </Button>
        ) : (
          <Button variant="default" renderRoot={(props) => <Link to="/transactions" {...props} />}>
            {t('balance.to_transactions')}
          </Button>
        )
      }
    />
  )
}
