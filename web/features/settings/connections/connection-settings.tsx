import type { ReactNode } from 'react'

export function ConnectionSettings(): ReactNode {
  return null
}
