import { type PointerEvent, useRef, useState } from 'react'

/** Pixels below which a press and release is a click and not a stroke of the brush. */
const leastStrokePx = 8

export interface BrushStroke {
  readonly fromPx: number
  readonly toPx: number
}

interface Brush {
  readonly stroke: BrushStroke | undefined
  readonly handlers: {
    onPointerDown(event: PointerEvent<HTMLElement>): void
    onPointerMove(event: PointerEvent<HTMLElement>): void
    onPointerUp(event: PointerEvent<HTMLElement>): void
    onPointerCancel(): void
  }
}

interface BrushOptions {
  readonly onStroke?: ((stroke: BrushStroke) => void) | undefined
  readonly onClick?: ((atPx: number, topPx: number) => void) | undefined
}

/**
 * Tells a stroke over the chart (chooses a stretch of the axis) from a click (opens a place). Fingers only click:
 * their strokes scroll the page. Positions are pixels from the left and top edge of the element.
 */
export function useBrush({ onStroke, onClick }: BrushOptions): Brush {
  const start = useRef<number | undefined>(undefined)
  const [stroke, setStroke] = useState<BrushStroke | undefined>(undefined)

  const forget = (): void => {
    start.current = undefined
    setStroke(undefined)
  }
  return {
    stroke,
    handlers: {
      onPointerDown: (event) => {
        if (event.button !== 0) return
        start.current = place(event).x
        if (event.pointerType !== 'touch' && onStroke) event.currentTarget.setPointerCapture(event.pointerId)
      },
      onPointerMove: (event) => {
        if (start.current === undefined || !onStroke || event.pointerType === 'touch') return
        const { x } = place(event)
        const isStroke = Math.abs(x - start.current) >= leastStrokePx
        setStroke(
          isStroke ? { fromPx: Math.min(x, start.current), toPx: Math.max(x, start.current) } : undefined,
        )
      },
      onPointerUp: (event) => {
        if (start.current === undefined) return
        const { x, y } = place(event)
        if (stroke && onStroke) onStroke(stroke)
        else if (Math.abs(x - start.current) < leastStrokePx) onClick?.(x, y)
        forget()
      },
      onPointerCancel: forget,
    },
  }
}

function place(event: PointerEvent<HTMLElement>): { x: number; y: number } {
  const box = event.currentTarget.getBoundingClientRect()
  return { x: event.clientX - box.left, y: event.clientY - box.top }
}
