import { type ReactNode, useEffect, useRef, useState } from 'react'
import styles from './statistics.module.css'

interface WhenNearProps {
  /** Of what will stand here, so that nothing jumps when it does. */
  readonly heightPx: number
  readonly children: () => ReactNode
}

/** A screen further down than this nothing is asked for yet. */
const margin = '500px'

/** Puts its content on the page, and so asks its questions, once the reader comes near; it then stays. */
export function WhenNear({ heightPx, children }: WhenNearProps): ReactNode {
  const place = useRef<HTMLDivElement>(null)
  const [isNear, setNear] = useState(false)
  useEffect(() => {
    if (isNear || place.current === null) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true)
      },
      { rootMargin: margin },
    )
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [isNear])
  if (isNear) return children()
  return (
    <div ref={place} className={styles['placeholder']} style={{ minHeight: heightPx }} aria-hidden="true" />
  )
}
