import { useQuery } from '@tanstack/react-query'
import { pricedCompaniesQuery } from './billing-queries.ts'
import { useSession } from './use-session.ts'

interface MayEnter {
  /** Companies whose money the reader may enter: those that the own company sells to. */
  readonly companies: readonly { readonly id: string; readonly name: string; readonly currency: string }[]
  /** Not known yet: neither show nor deny. */
  readonly isPending: boolean
}

const nobody: MayEnter = { companies: [], isPending: false }

/** For whom deposits, corrections and refunds may be entered. The scope alone is not enough: a seller has to be one's own. */
export function useMayEnter(): MayEnter {
  const { scopes } = useSession()
  const mayManage = scopes.includes('billing:manage')
  const { data, isPending } = useQuery({ ...pricedCompaniesQuery, enabled: mayManage })
  if (!mayManage) return nobody
  return { companies: data ?? [], isPending }
}
