import type { ReactElement } from 'react'
import styles from './charts.module.css'

interface SparklineProps {
  readonly values: readonly (number | null)[]
  readonly color: string
  readonly heightPx?: number
}

const widthUnits = 100

/** The course of a number, without axes or words; the number beside it says what it is. Gaps stay gaps. */
export function Sparkline({ values, color, heightPx = 28 }: SparklineProps): ReactElement {
  return (
    <svg
      className={styles['sparkline']}
      height={heightPx}
      viewBox={`0 0 ${widthUnits} ${heightPx}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path
        d={sparklinePath(values, widthUnits, heightPx)}
        fill="none"
        stroke={color}
        strokeWidth={1.5}
        strokeLinejoin="round"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}

/** SVG path over the values from 0 at the bottom; a null lifts the pen, a lonely value is a short dash. */
export function sparklinePath(values: readonly (number | null)[], width: number, height: number): string {
  const most = Math.max(...values.map((value) => value ?? 0), 0)
  const step = values.length > 1 ? width / (values.length - 1) : 0
  const inset = 2
  const y = (value: number): string =>
    (height - inset - (most === 0 ? 0 : (value / most) * (height - 2 * inset))).toFixed(1)
  let path = ''
  for (const [index, value] of values.entries()) {
    if (value === null) continue
    const startsHere = index === 0 || values[index - 1] === null
    const x = index * step
    path += `${startsHere ? 'M' : 'L'}${x.toFixed(1)} ${y(value)}`
    const endsHere = index === values.length - 1 || values[index + 1] === null
    if (startsHere && endsHere) path += `h${Math.min(2, width).toFixed(1)}`
  }
  return path
}
