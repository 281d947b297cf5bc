import { useLocation } from '@tanstack/react-router'
import { type RefObject, useEffect } from 'react'
import type { DetailsRole } from '../../../../src/contract/index.ts'

/**
 * Puts the focus on the form of the role that the address names behind its hash, as messages about missing settings link to it:
 * `#provider`, or on one field of it: `#provider/payment_days`.
 */
export function useLinkedForm(form: RefObject<HTMLFormElement | null>, role: DetailsRole): void {
  const hash = useLocation({ select: (location) => location.hash })
  useEffect(() => {
    const [named, path] = hash.split('/')
    if (named !== role) return
    const selector = path === undefined ? 'input' : `[data-path="${CSS.escape(path)}"]`
    const field = form.current?.querySelector<HTMLElement>(selector)
    field?.focus({ preventScroll: true })
    field?.scrollIntoView({ block: 'center' })
  }, [hash, form, role])
}
