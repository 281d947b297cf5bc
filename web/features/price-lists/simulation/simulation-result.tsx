import type { ReactNode } from 'react'
import type { PriceSimulation } from '../../../../src/contract/index.ts'
import { Caution, useFormat, useT } from '../../../ui/index.ts'
import table from '../../../ui/page/data-table.module.css'
import classes from '../price-lists.module.css'
import { useRateWords } from '../rates/use-rate-words.ts'
import { moneyDifference, relativeChange } from './money-difference.ts'

type Row = PriceSimulation['totals']

/** Now and simulated side by side, what differs most first. */
export function SimulationResult({ simulation }: { readonly simulation: PriceSimulation }): ReactNode {
  const t = useT()
  const format = useFormat()
  const words = useRateWords()
  const { totals, rows } = simulation
  const sorted = rows.toSorted((one, other) => sizeOf(other) - sizeOf(one))
  return (
    <div aria-live="polite" className={classes['result']}>
      <dl className={classes['totals']}>
        <div>
          <dt>{t('prices.now')}</dt>
          <dd>{format.money(totals.spend)}</dd>
        </div>
        <div>
          <dt>{t('prices.simulated')}</dt>
          <dd>{format.money(totals.simulated)}</dd>
        </div>
        <div>
          <dt>{t('prices.difference')}</dt>
          <dd>
            <Difference row={totals} />
          </dd>
        </div>
        <div>
          <dt>{t('prices.messages')}</dt>
          <dd>{format.number(totals.messages)}</dd>
        </div>
      </dl>
      {totals.unrated > 0 && <Caution>{t('prices.simulation_unrated', { n: totals.unrated })}</Caution>}
      <div className={classes['wide']}>
        <table className={`${table['table']} ${classes['table']}`}>
          <thead>
            <tr>
              <th scope="col">{t('prices.channel')}</th>
              <th scope="col">{t('prices.country')}</th>
              <th scope="col" data-align="right">
                {t('prices.messages')}
              </th>
              <th scope="col" data-align="right">
                {t('prices.now')}
              </th>
              <th scope="col" data-align="right">
                {t('prices.simulated')}
              </th>
              <th scope="col" data-align="right">
                {t('prices.difference')}
              </th>
              <th scope="col" data-align="right">
                {t('prices.unrated')}
              </th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((row) => (
              <tr key={`${row.channel}|${row.country}`}>
                <td>{words.channel(row.channel)}</td>
                <td>{format.country(row.country)}</td>
                <td data-align="right">{format.number(row.messages)}</td>
                <td data-align="right" title={format.moneyExact(row.spend)}>
                  {format.money(row.spend)}
                </td>
                <td data-align="right" title={format.moneyExact(row.simulated)}>
                  {format.money(row.simulated)}
                </td>
                <td data-align="right">
                  <Difference row={row} />
                </td>
                <td data-align="right" data-alert={row.unrated > 0 || undefined}>
                  {format.number(row.unrated)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function Difference({ row }: { readonly row: Row }): ReactNode {
  const format = useFormat()
  const difference = moneyDifference(row.spend, row.simulated)
  const change = relativeChange(row.spend, row.simulated)
  const isMore = difference !== null && !difference.amount.startsWith('-') && /[1-9]/.test(difference.amount)
  return (
    <span title={format.moneyExact(difference)}>
      {isMore && '+'}
      {format.money(difference)}
      {change !== null && <small className={classes['percent']}>{format.change(change)}</small>}
    </span>
  )
}

function sizeOf({ spend, simulated }: Row): number {
  return Math.abs(Number(simulated.amount) - Number(spend.amount))
}
