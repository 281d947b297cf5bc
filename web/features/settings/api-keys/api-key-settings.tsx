import type { ReactNode } from 'react'

export function ApiKeySettings(): ReactNode {
  return null
}
