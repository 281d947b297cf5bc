import type { ReactNode } from 'react'
import type { RankedRow } from '../../charts/index.ts'
import styles from './tables.module.css'

interface RankedTableProps {
  readonly rows: readonly RankedRow[]
  readonly caption: string
  readonly valueTitle: string
  readonly detailTitle?: string | undefined
  readonly heightPx: number
}

/** The rows of a list of bars as a plain table, all of them. */
export function RankedTable({
  rows,
  caption,
  valueTitle,
  detailTitle,
  heightPx,
}: RankedTableProps): ReactNode {
  return (
    <section className={styles['scroller']} style={{ height: heightPx }} aria-label={caption}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{caption}</th>
            <th scope="col">{valueTitle}</th>
            {detailTitle !== undefined && <th scope="col">{detailTitle}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.code === undefined ? row.name : `${row.name} ${row.code}`}</th>
              <td>{row.valueText}</td>
              {detailTitle !== undefined && <td>{row.detail}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
