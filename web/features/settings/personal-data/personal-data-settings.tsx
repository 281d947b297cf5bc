import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { personalDataQuery } from '../../../api/access-queries.ts'
import { Card, ErrorState, useT } from '../../../ui/index.ts'
import { ErasureRows } from './erasure-rows.tsx'
import { PersonCard } from './person-card.tsx'
import { RulesCard } from './rules-card.tsx'

/** What people ask about themselves, and how long they are remembered. */
export function PersonalDataSettings(): ReactNode {
  const t = useT()
  const { data, error, refetch } = useQuery(personalDataQuery)
  if (error && !data)
    return (
      <Card title={t('personal_data.title')}>
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Card>
    )
  return (
    <>
      <PersonCard />
      {data ? (
        <>
          <RulesCard stored={data.rules} />
          <ErasureRows erasures={data.erasures} />
        </>
      ) : (
        <Card title={t('personal_data.rules')}>
          <Skeleton height={220} aria-busy />
        </Card>
      )}
    </>
  )
}
