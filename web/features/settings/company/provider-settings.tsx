import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSession } from '../../../api/use-session.ts'
import { DetailsCard } from './details-card.tsx'

/** Who sells to a company that depends on no other: entered by those who enter its money. */
export function ProviderSettings(): ReactNode {
  const { company, scopes } = useSession()
  const { return: returnTo } = useSearch({ from: '/frame/settings/provider' })
  const mayChange = scopes.includes('billing:manage')
  return <DetailsCard key={company.id} of="provider" mayChange={mayChange} returnTo={returnTo} />
}
