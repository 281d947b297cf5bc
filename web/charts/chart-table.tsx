import type { ReactElement } from 'react'
import { type ChartData, sumAt } from './chart-data.ts'
import tableStyles from './chart-table.module.css'

interface ChartTableProps {
  readonly data: ChartData
  readonly caption: string
  readonly placeTitle: string
  readonly totalTitle?: string | undefined
  readonly format: (value: number | null) => string
  readonly onPick?: ((index: number) => void) | undefined
  readonly heightPx: number
}

/** The same numbers as the chart, all digits, readable by a screen reader and reachable by keyboard. */
export function ChartTable(props: ChartTableProps): ReactElement {
  const { data, caption, placeTitle, totalTitle, format, onPick, heightPx } = props
  const columns = data.overlay ? [...data.series, data.overlay] : data.series
  return (
    <section className={tableStyles['scroller']} style={{ height: heightPx }} aria-label={caption}>
      <table className={tableStyles['table']}>
        <thead>
          <tr>
            <th scope="col">{placeTitle}</th>
            {totalTitle !== undefined && <th scope="col">{totalTitle}</th>}
            {columns.map(({ key, name }) => (
              <th scope="col" key={key}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.fullLabels.map((label, index) => (
            <tr key={label}>
              <th scope="row">
                {onPick ? (
                  <button type="button" onClick={() => onPick(index)}>
                    {label}
                  </button>
                ) : (
                  label
                )}
              </th>
              {totalTitle !== undefined && <td>{format(sumAt(data.series, index))}</td>}
              {columns.map(({ key, values }) => (
                <td key={key}>{format(values[index] ?? null)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
