import type { ReactNode } from 'react'
import { PasswordCard } from './password-card.tsx'
import { SecondFactorCard } from './second-factor-card.tsx'
import { SessionsCard } from './sessions-card.tsx'

/** How the person signs in, whatever the company. */
export function SecuritySettings(): ReactNode {
  return (
    <>
      <SecondFactorCard />
      <PasswordCard />
      <SessionsCard />
    </>
  )
}
