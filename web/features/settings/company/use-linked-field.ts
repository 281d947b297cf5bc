import { useLocation } from '@tanstack/react-router'
import { type RefObject, useEffect } from 'react'
import { fieldOf } from './details-values.ts'

/** Puts the focus on the field that the address names behind its hash, as messages about missing details link to it. */
export function useLinkedField(form: RefObject<HTMLFormElement | null>): void {
  const hash = useLocation({ select: (location) => location.hash })
  useEffect(() => {
    if (hash === '') return
    const path = CSS.escape(fieldOf(hash))
    const field = form.current?.querySelector<HTMLElement>(`[data-path="${path}"]`)
    field?.focus({ preventScroll: true })
    field?.scrollIntoView({ block: 'center' })
  }, [hash, form])
}
