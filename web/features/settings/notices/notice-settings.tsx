import { IconLock } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense } from 'react'
import { useSession } from '../../../api/use-session.ts'
import { Card, EmptyState, useT } from '../../../ui/index.ts'
import { EndpointsCard } from './endpoints-card.tsx'
import { MailCard } from './mail-card.tsx'

/** Below what one sees first. */
const DeliveriesCard = lazy(async () => ({ default: (await import('./deliveries-card.tsx')).DeliveriesCard }))
const DeliveryDrawer = lazy(async () => ({ default: (await import('./delivery-drawer.tsx')).DeliveryDrawer }))

/** Who is told of what happens, and how that went. */
export function NoticeSettings(): ReactNode {
  const t = useT()
  const { company, scopes } = useSession()
  if (!scopes.includes('company:manage'))
    return (
      <Card>
        <EmptyState
          icon={<IconLock size={28} stroke={1.5} />}
          title={t('shell.error_forbidden_title')}
          text={t('notices.no_access')}
        />
      </Card>
    )
  return (
    <>
      <EndpointsCard />
      <MailCard key={company.id} />
      <Suspense>
        <DeliveriesCard />
        <DeliveryDrawer />
      </Suspense>
    </>
  )
}
