import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ErrorState } from '../ui/index.ts'

/** A page that could not start: its code or its first question failed. */
export function PageError({
  error,
  reset,
}: {
  readonly error: unknown
  readonly reset: () => void
}): ReactNode {
  const router = useRouter()
  const retry = (): void => {
    reset()
    void router.invalidate()
  }
  return <ErrorState error={error} onRetry={retry} />
}
