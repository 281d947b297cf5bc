import type { ReactNode } from 'react'

export function CompanySettings(): ReactNode {
  return null
}
