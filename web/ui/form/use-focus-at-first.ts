import { type RefObject, useEffect, useRef } from 'react'

/** For the one field of a step that somebody has just come to: it has the focus once, and keeps it from nobody later. */
export function useFocusAtFirst(): RefObject<HTMLInputElement | null> {
  const ref = useRef<HTMLInputElement>(null)
  useEffect(() => ref.current?.focus(), [])
  return ref
}
