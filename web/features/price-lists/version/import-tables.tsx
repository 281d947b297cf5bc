// oxlint-disable react/no-array-index-key -- rows of a file are told apart by nothing but their place
import type { ReactNode } from 'react'
import type { PriceImport } from '../../../../src/contract/index.ts'
import { useT } from '../../../ui/index.ts'
import classes from '../price-lists.module.css'

const mostRefused = 200

/** The first rows of a file. */
export function FilePreview({ rows }: { readonly rows: readonly (readonly string[])[] }): ReactNode {
  const t = useT()
  const [head = [], ...body] = rows
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className={classes['preview']} tabIndex={0} aria-label={t('prices.import_preview')}>
      <table>
        <thead>
          <tr>
            {head.map((name, column) => (
              <th key={column} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, place) => (
            <tr key={place}>
              {row.map((value, column) => (
                <td key={column}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Why nothing was taken, row by row as the file numbers them. */
export function RefusedRows({ refused }: { readonly refused: PriceImport['refused'] }): ReactNode {
  const t = useT()
  return (
    <div role="alert">
      <p className={classes['refusedTitle']}>
        {t('prices.import_refused', { n: new Set(refused.map(({ row }) => row)).size })}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <section className={classes['preview']} tabIndex={0} aria-label={t('prices.import_faults')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('prices.import_row')}</th>
              <th scope="col">{t('prices.import_column')}</th>
              <th scope="col">{t('prices.import_reason')}</th>
            </tr>
          </thead>
          <tbody>
            {refused.slice(0, mostRefused).map(({ row, column, detail }, place) => (
              <tr key={place}>
                <td data-align="right">{row}</td>
                <td>{column ?? '–'}</td>
                <td className={classes['reason']}>{detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}
