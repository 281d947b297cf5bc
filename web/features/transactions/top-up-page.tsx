import { Button } from '@mantine/core'
import { IconFileInvoice } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Card, EmptyState, Page, useT } from '../../ui/index.ts'

/** How a company tops up that enters no payments itself. */
export function TopUpPage(): ReactNode {
  const t = useT()
  return (
    <Page title={t('balance.top_up_title')} narrow>
      <Card>
        <EmptyState
          icon={<IconFileInvoice size={28} stroke={1.5} />}
          title={t('balance.top_up_text')}
          text={t('balance.top_up_after')}
          action={
            <Button variant="default" renderRoot={(props) => <Link to="/transactions" {...props} />}>
              {t('balance.to_transactions')}
            </Button>
          }
        />
      </Card>
    </Page>
  )
}
