import type { ReactNode } from 'react'

export function SettingsFrame(): ReactNode {
  return null
}
