import { Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { DetailsRole } from '../../../../src/contract/index.ts'
import { detailsQuery } from '../../../api/billing-queries.ts'
import { Card, ErrorState, useT } from '../../../ui/index.ts'

/** The page is there before it: it is large, and wanted only with the details. */
const DetailsForm = lazy(async () => ({ default: (await import('./details-form.tsx')).DetailsForm }))

interface DetailsCardProps {
  readonly of: DetailsRole
  readonly mayChange: boolean
  /** The address to offer after saving. */
  readonly returnTo: string | undefined
}

const skeletonHeight = 640

/** Who a company is on documents: loaded once, then edited until it is saved. */
export function DetailsCard({ of, mayChange, returnTo }: DetailsCardProps): ReactNode {
  const t = useT()
  const { data, error, refetch } = useQuery(detailsQuery(of))
  // Loading anew begins the form anew.
  const [round, setRound] = useState(0)
  const reload = () => void refetch().then(() => setRound((last) => last + 1))
  return (
    <Card title={t(of === 'company' ? 'details.title' : 'details.provider_title')}>
      <Text size="sm" c="dimmed" mb="md">
        {t(of === 'company' ? 'details.text' : 'details.provider_text')}
      </Text>
      {error && !data && <ErrorState error={error} onRetry={reload} />}
      {!error && !data && <Skeleton h={skeletonHeight} />}
      {data && (
        <Suspense fallback={<Skeleton h={skeletonHeight} />}>
          <DetailsForm
            key={`${of} ${round}`}
            of={of}
            stored={data}
            mayChange={mayChange}
            returnTo={returnTo}
            onReload={reload}
          />
        </Suspense>
      )}
    </Card>
  )
}
