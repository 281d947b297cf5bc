import { useQuery } from '@tanstack/react-query'
import { pricedCompaniesQuery } from '../../api/billing-queries.ts'
import { useSession } from '../../api/use-session.ts'

interface Customer {
  readonly id: string
  readonly name: string
  readonly currency: string
}

interface Customers {
  /** Other companies that buy from the own one. */
  readonly customers: readonly Customer[]
  /** It depends on no other: the reader enters who sells to it. */
  readonly sellsToItself: boolean
  /** Not known yet: neither show nor deny. */
  readonly isPending: boolean
}

/** To whom the reader's company sells, as far as the reader may know. */
export function useCustomers(): Customers {
  const { company, scopes } = useSession()
  const mayManage = scopes.includes('billing:manage')
  const { data = [], isPending } = useQuery({ ...pricedCompaniesQuery, enabled: mayManage })
  return {
    customers: data.filter(({ id }) => id !== company.id),
    sellsToItself: data.some(({ id }) => id === company.id),
    isPending: mayManage && isPending,
  }
}
