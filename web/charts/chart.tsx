import { type KeyboardEvent, type ReactElement, type RefObject, useEffect, useRef, useState } from 'react'
import { type ChartPlace, nearestIndex, nextPlace, placeAtPixel, placeOfTooltip } from './chart-places.ts'
import styles from './charts.module.css'
import { type TooltipContent, tooltipElement, tooltipText } from './tooltip-element.ts'
import { useBrush } from './use-brush.ts'
import { type ChartInstance, type EngineState, useChartInstance } from './use-chart-instance.ts'

export interface ChartProps {
  /** Made by one of the option builders of this room. */
  readonly option: Record<string, unknown>
  /** What the chart shows, in a sentence or two, for those who do not see it. */
  readonly label: string
  readonly heightPx: number
  /** Number of places along the axis, and of rows where there are any; arrow keys walk over them. */
  readonly columns: number
  readonly rows?: number
  readonly tooltip: (place: ChartPlace) => TooltipContent | undefined
  readonly failedText: string
  readonly retryText: string
  readonly group?: string
  /** A place was clicked, or Enter pressed on it. */
  readonly onPick?: (place: ChartPlace) => void
  /** A stretch of the axis was chosen, both ends included. */
  readonly onBrush?: (fromIndex: number, toIndex: number) => void
}

/** Draws an option. Pointer, fingers and keyboard reach the same things; motion stops where the reader asks for it. */
export function Chart(props: ChartProps): ReactElement {
  const [attempt, setAttempt] = useState(0)
  return <DrawnChart key={attempt} {...props} onRetry={() => setAttempt(attempt + 1)} />
}

function DrawnChart(props: ChartProps & { readonly onRetry: () => void }): ReactElement {
  const { option, label, heightPx, columns, rows, tooltip, group, onPick, onBrush } = props
  const element = useRef<HTMLDivElement>(null)
  const hovered = useRef(false)
  const walked = useRef<ChartPlace | undefined>(undefined)
  const [spoken, setSpoken] = useState('')
  const { instance, state } = useChartInstance(element, group)
  useOption(instance, state, option, tooltip, hovered)

  const brush = useBrush({
    onClick: (x, y) => {
      const place = instance.current && placeAtPixel(instance.current, x, y, columns)
      if (place) onPick?.(place)
    },
    onStroke:
      onBrush &&
      (({ fromPx, toPx }) => {
        const from = instance.current && nearestIndex(instance.current, fromPx, columns)
        const to = instance.current && nearestIndex(instance.current, toPx, columns)
        if (from !== undefined && to !== undefined) onBrush(from, to)
      }),
  })

  const walk = (event: KeyboardEvent): void => {
    const next = nextPlace(event.key, walked.current, columns, rows)
    if (next === undefined) return
    event.preventDefault()
    walked.current = next
    hovered.current = true
    const dataIndex = rows === undefined ? next.index : (next.row ?? 0) * columns + next.index
    instance.current?.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex })
    const content = tooltip(next)
    if (content) setSpoken(tooltipText(content))
  }
  const leave = (): void => {
    walked.current = undefined
    hovered.current = false
    instance.current?.dispatchAction({ type: 'hideTip' })
  }

  if (state === 'failed') return <FailedChart {...props} />
  return (
    <div className={styles['chart']} style={{ height: heightPx }}>
      <div
        className={onPick ? styles['canvasPickable'] : styles['canvas']}
        ref={element}
        aria-hidden="true"
        onPointerEnter={() => {
          hovered.current = true
        }}
        onPointerLeave={() => {
          hovered.current = false
        }}
        {...brush.handlers}
      />
      {/* Lies over the picture, lets the pointer through, and gives the keyboard something to hold. */}
      <button
        type="button"
        className={styles['walker']}
        aria-label={label}
        onKeyDown={walk}
        onBlur={leave}
        onClick={() => walked.current && onPick?.(walked.current)}
      />
      {brush.stroke && (
        <div
          className={styles['stroke']}
          style={{ left: brush.stroke.fromPx, width: brush.stroke.toPx - brush.stroke.fromPx }}
        />
      )}
      <output className={styles['spoken']}>{spoken}</output>
    </div>
  )
}

function FailedChart(props: ChartProps & { readonly onRetry: () => void }): ReactElement {
  return (
    <div className={styles['failed']} style={{ height: props.heightPx }} role="alert">
      <span>{props.failedText}</span>
      <button type="button" className={styles['textButton']} onClick={props.onRetry}>
        {props.retryText}
      </button>
    </div>
  )
}

/** Hands the option to the instance, with a tooltip of our own elements. */
function useOption(
  instance: RefObject<ChartInstance | undefined>,
  state: EngineState,
  option: Record<string, unknown>,
  tooltip: (place: ChartPlace) => TooltipContent | undefined,
  hovered: RefObject<boolean>,
): void {
  const latestTooltip = useRef(tooltip)
  useEffect(() => {
    latestTooltip.current = tooltip
  }, [tooltip])

  useEffect(() => {
    if (state !== 'ready') return
    const show = (params: unknown): HTMLElement | string => {
      // In a group every chart is told to show its tooltip; only the one under the pointer does.
      if (!hovered.current) return ''
      const place = placeOfTooltip(params)
      const content = place && latestTooltip.current(place)
      return content ? tooltipElement(content) : ''
    }
    const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)').matches
    instance.current?.setOption(
      { ...option, tooltip: tooltipOption(option, show), ...(reducedMotion ? { animation: false } : {}) },
      { replaceMerge: ['series'] },
    )
  }, [option, state, instance, hovered])
}

function tooltipOption(
  option: Record<string, unknown>,
  show: (params: unknown) => HTMLElement | string,
): Record<string, unknown> {
  return {
    trigger: 'visualMap' in option ? 'item' : 'axis',
    appendTo: 'body',
    confine: true,
    transitionDuration: 0,
    padding: 0,
    borderWidth: 0,
    backgroundColor: 'transparent',
    extraCssText: 'box-shadow:none;z-index:400',
    formatter: show,
  }
}
