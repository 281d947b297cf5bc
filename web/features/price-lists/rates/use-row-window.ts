import { type RefObject, useLayoutEffect, useState } from 'react'

const extraRows = 8

interface RowWindow {
  /** Rows `[first, last)` are to be drawn. */
  readonly first: number
  readonly last: number
  readonly beforePx: number
  readonly afterPx: number
}

/** Which rows of equal height are in sight of a scrolling element, with a few on either side. */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowPx: number,
): RowWindow {
  const [view, setView] = useState({ topPx: 0, heightPx: 600 })
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const look = (): void => setView({ topPx: element.scrollTop, heightPx: element.clientHeight })
    look()
    element.addEventListener('scroll', look, { passive: true })
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', look)
      observer.disconnect()
    }
  }, [scroller])
  return rowWindow(view, count, rowPx)
}

export function rowWindow(
  view: { readonly topPx: number; readonly heightPx: number },
  count: number,
  rowPx: number,
): RowWindow {
  const wanted = Math.ceil(view.heightPx / rowPx) + 2 * extraRows
  const first = Math.max(0, Math.min(Math.floor(view.topPx / rowPx) - extraRows, count - wanted))
  const last = Math.min(count, first + wanted)
  return { first, last, beforePx: first * rowPx, afterPx: (count - last) * rowPx }
}
