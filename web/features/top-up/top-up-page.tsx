import { Button } from '@mantine/core'
import { IconFileInvoice } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { checkoutOptionsQuery } from '../../api/payments-queries.ts'
import { Card, EmptyState, Page, useT } from '../../ui/index.ts'
import { CheckoutOutcome } from './checkout-outcome.tsx'
import { PayByCard } from './pay-by-card.tsx'

/** How a company tops up that enters no payments itself: by card where its provider takes them, else by bank transfer. */
export function TopUpPage(): ReactNode {
  const t = useT()
  const { checkout } = useSearch({ from: '/frame/top-up' })
  const { data: options } = useQuery(checkoutOptionsQuery)
  return (
    <Page title={t('balance.top_up_title')} narrow>
      {checkout !== undefined && <CheckoutOutcome key={checkout} id={checkout} />}
      {checkout === undefined && options !== undefined && options.gateway !== null && (
        <PayByCard isTest={options.test} />
      )}
      {checkout === undefined && (
        <Card>
          <EmptyState
            icon={<IconFileInvoice size={28} stroke={1.5} />}
            title={t('balance.top_up_text')}
            text={t('balance.top_up_after')}
            action={
              <Button
                variant="default"
                renderRoot={(props) => <Link to="/invoices" search={{ enter: 'create' }} {...props} />}
              >
                {t('balance.create_invoice')}
              </Button>
            }
          />
        </Card>
      )}
    </Page>
  )
}
