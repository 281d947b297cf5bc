import type { ReactNode } from 'react'

export function MessagesPage(): ReactNode {
  return null
}
