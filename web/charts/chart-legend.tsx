import type { ReactElement } from 'react'
import styles from './charts.module.css'

export interface LegendEntry {
  readonly key: string
  readonly name: string
  readonly color: string
  readonly mark?: 'solid' | 'hatched' | 'dashed'
}

interface ChartLegendProps {
  readonly entries: readonly LegendEntry[]
  readonly hidden: ReadonlySet<string>
  readonly onChange: (hidden: ReadonlySet<string>) => void
  readonly label: string
  /** Tells how to isolate, as a hover text. */
  readonly hint: string
}

const swatchOf = { solid: 'swatch', hatched: 'swatchHatched', dashed: 'swatchDashed' } as const

/** A click switches one series; a double click, or a click with Alt or Shift, leaves only this one (and back). */
export function ChartLegend({ entries, hidden, onChange, label, hint }: ChartLegendProps): ReactElement {
  return (
    <ul className={styles['legend']} aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.key}>
          <button
            type="button"
            className={styles['legendItem']}
            aria-pressed={!hidden.has(entry.key)}
            title={hint}
            onClick={(event) =>
              onChange(
                event.altKey || event.shiftKey
                  ? isolate(entries, hidden, entry.key)
                  : toggle(entries, hidden, entry.key),
              )
            }
            onDoubleClick={() => onChange(isolate(entries, hidden, entry.key))}
          >
            <span
              className={styles[swatchOf[entry.mark ?? 'solid']]}
              style={{ '--swatch': entry.color } as Record<string, string>}
            />
            {entry.name}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Switching off the last one would leave an empty chart, so it brings all of them back. */
export function toggle(
  entries: readonly Pick<LegendEntry, 'key'>[],
  hidden: ReadonlySet<string>,
  key: string,
): ReadonlySet<string> {
  const next = new Set(hidden)
  if (!next.delete(key)) next.add(key)
  return entries.every((entry) => next.has(entry.key)) ? new Set() : next
}

export function isolate(
  entries: readonly Pick<LegendEntry, 'key'>[],
  hidden: ReadonlySet<string>,
  key: string,
): ReadonlySet<string> {
  const others = entries.map((entry) => entry.key).filter((other) => other !== key)
  const isAlone = !hidden.has(key) && others.every((other) => hidden.has(other))
  return new Set(isAlone ? [] : others)
}
