import type { ReactElement } from 'react'
import styles from './charts.module.css'

export interface RankedRow {
  readonly key: string
  readonly name: string
  /** A code after the name, such as that of a country. */
  readonly code?: string | undefined
  readonly value: number
  readonly valueText: string
  readonly detail?: string | undefined
  readonly color: string
  readonly hatched?: boolean | undefined
  /** A second, quieter line. */
  readonly note?: string | undefined
  /** What the value is made of, as a thin strip under the row instead of one bar behind it. */
  readonly parts?: readonly RankedPart[] | undefined
  /** Everything in words: hover text, and what a screen reader says. */
  readonly title: string
}

export interface RankedPart {
  readonly key: string
  readonly value: number
  readonly color: string
  readonly hatched?: boolean
}

interface RankedBarsProps {
  readonly rows: readonly RankedRow[]
  readonly label: string
  readonly onPick?: (key: string) => void
}

/** Bars as a list of buttons: reachable by keyboard and readable as text, which a canvas is not. */
export function RankedBars({ rows, label, onPick }: RankedBarsProps): ReactElement {
  const most = Math.max(...rows.map(({ value }) => value), 0)
  return (
    <ol className={styles['ranked']} aria-label={label}>
      {rows.map((row) => (
        <li key={row.key}>
          {onPick ? (
            <button
              type="button"
              className={styles['rankedRow']}
              data-tall={row.note !== undefined || row.parts !== undefined || undefined}
              title={row.title}
              onClick={() => onPick(row.key)}
            >
              <RowContent row={row} most={most} />
            </button>
          ) : (
            <div
              className={styles['rankedRow']}
              data-tall={row.note !== undefined || row.parts !== undefined || undefined}
              title={row.title}
            >
              <RowContent row={row} most={most} />
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}

function RowContent({ row, most }: { readonly row: RankedRow; readonly most: number }): ReactElement {
  const width = `${most === 0 ? 0 : (row.value / most) * 100}%`
  return (
    <>
      {row.parts ? (
        <PartsStrip parts={row.parts} width={width} />
      ) : (
        <span
          className={styles['rankedBar']}
          data-hatched={row.hatched || undefined}
          style={{ width, '--bar': row.color } as Record<string, string>}
        />
      )}
      <span className={styles['rankedName']}>
        {row.name}
        {row.code !== undefined && <span className={styles['rankedCode']}>{row.code}</span>}
        {row.note !== undefined && <span className={styles['rankedNote']}>{row.note}</span>}
      </span>
      <span className={styles['rankedValue']}>{row.valueText}</span>
      {row.detail !== undefined && <span className={styles['rankedDetail']}>{row.detail}</span>}
    </>
  )
}

function PartsStrip({
  parts,
  width,
}: {
  readonly parts: readonly RankedPart[]
  readonly width: string
}): ReactElement {
  return (
    <span className={styles['rankedParts']} style={{ width }}>
      {parts.map((part) => (
        <span
          key={part.key}
          data-hatched={part.hatched || undefined}
          style={{ flexGrow: part.value, '--bar': part.color } as Record<string, string | number>}
        />
      ))}
    </span>
  )
}
