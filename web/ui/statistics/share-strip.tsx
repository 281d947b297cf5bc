import type { ReactNode } from 'react'
import type { RankedRow } from '../../charts/index.ts'
import styles from './statistics.module.css'

/** All parts of a whole in one strip; the list below it says the same in numbers, so it is for the eye only. */
export function ShareStrip({ rows }: { readonly rows: readonly RankedRow[] }): ReactNode {
  return (
    <div className={styles['strip']} aria-hidden="true">
      {rows.map((row) => (
        <span
          key={row.key}
          data-hatched={row.hatched || undefined}
          style={{ flexGrow: row.value, '--bar': row.color } as Record<string, string | number>}
        />
      ))}
    </div>
  )
}
