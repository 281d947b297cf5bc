import { Skeleton } from '@mantine/core'
import { IconFileSettings } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { DetailsRole } from '../../../../src/contract/index.ts'
import { supplierSettingsQuery } from '../../../api/invoice-queries.ts'
import { useSession } from '../../../api/use-session.ts'
import { Card, EmptyState, ErrorState, useT } from '../../../ui/index.ts'
import { useCustomers } from '../../../ui/invoicing/use-customers.ts'

/** The page is there before it: it is wanted only with the settings. */
const SupplierForm = lazy(async () => ({ default: (await import('./supplier-form.tsx')).SupplierForm }))

/** What is settled about documents: of the provider, and of the own company where others buy from it. */
export function InvoicingSettings(): ReactNode {
  const t = useT()
  const { company } = useSession()
  const { customers, sellsToItself, isPending } = useCustomers()
  if (isPending) return <Skeleton h={480} aria-busy />
  if (customers.length === 0 && !sellsToItself)
    return (
      <Card>
        <EmptyState
          icon={<IconFileSettings size={28} stroke={1.5} />}
          title={t('supplier_settings.nothing_title')}
          text={t('supplier_settings.nothing_text')}
        />
      </Card>
    )
  return (
    <>
      {sellsToItself && <SettingsCard key={`${company.id} provider`} of="provider" />}
      {customers.length > 0 && <SettingsCard key={`${company.id} company`} of="company" />}
    </>
  )
}

const skeletonHeight = 420

/** Loaded once, then edited until it is saved. */
function SettingsCard({ of }: { readonly of: DetailsRole }): ReactNode {
  const t = useT()
  const { return: returnTo } = useSearch({ from: '/frame/settings/invoicing' })
  const { data, error, refetch } = useQuery(supplierSettingsQuery(of))
  // Loading anew begins the form anew.
  const [round, setRound] = useState(0)
  const reload = () => void refetch().then(() => setRound((last) => last + 1))
  return (
    <Card title={t(`supplier_settings.${of}_title`)}>
      {error && !data && <ErrorState error={error} onRetry={reload} />}
      {!error && !data && <Skeleton h={skeletonHeight} aria-busy />}
      {data && (
        <Suspense fallback={<Skeleton h={skeletonHeight} aria-busy />}>
          <SupplierForm key={`${of} ${round}`} of={of} stored={data} returnTo={returnTo} onReload={reload} />
        </Suspense>
      )}
    </Card>
  )
}
