import { type ReactNode, useMemo, useRef } from 'react'
import type { Rate } from '../../../../src/contract/index.ts'
import type { RateWords } from '../../../../src/messages/index.ts'
import { decimalPlaces, noValue } from '../../../../src/messages/index.ts'
import { useFormat, useT } from '../../../ui/index.ts'
import table from '../../../ui/page/data-table.module.css'
import classes from './rates.module.css'
import { rowPx } from './row-px.ts'
import { useRateWords } from './use-rate-words.ts'
import { useRowWindow } from './use-row-window.ts'

interface RateTableProps {
  readonly rates: readonly Rate[]
  readonly currency: string
}

/** Rates to be read; only those in sight are drawn. */
export function RateTable({ rates, currency }: RateTableProps): ReactNode {
  const t = useT()
  const words = useRateWords()
  const scroller = useRef<HTMLElement>(null)
  const { first, last, beforePx, afterPx } = useRowWindow(scroller, rates.length, rowPx)
  const places = useMemo(() => decimalPlaces(rates.map(({ price }) => price)), [rates])
  const hasCalls = rates.some(({ unit }) => unit === 'second' || unit === 'minute')
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section ref={scroller} className={classes['scroll']} tabIndex={0} aria-label={t('prices.rates')}>
      <table
        className={`${table['table']} ${classes['table']}`}
        data-titles-stay
        aria-rowcount={rates.length + 1}
      >
        <thead>
          <tr>
            <th scope="col">{t('prices.channel')}</th>
            <th scope="col" data-grows>
              {t('prices.destination')}
            </th>
            <th scope="col">{t('prices.kind')}</th>
            <th scope="col">{t('prices.unit')}</th>
            {hasCalls && <th scope="col">{t('prices.increments')}</th>}
            <th scope="col" data-align="right">
              {t('prices.price')}
            </th>
          </tr>
        </thead>
        <tbody>
          {beforePx > 0 && <tr aria-hidden style={{ height: beforePx }} />}
          {rates.slice(first, last).map((rate, place) => (
            <tr
              key={`${rate.channel}|${rate.kind}|${rate.destination}`}
              aria-rowindex={first + place + 2}
              style={{ height: rowPx }}
            >
              <RateCells rate={rate} words={words} currency={currency} places={places} hasCalls={hasCalls} />
            </tr>
          ))}
          {afterPx > 0 && <tr aria-hidden style={{ height: afterPx }} />}
        </tbody>
      </table>
    </section>
  )
}

interface RateCellsProps {
  readonly rate: Rate
  readonly words: RateWords
  readonly currency: string
  /** Of all prices, so that their points stand below one another. */
  readonly places: number
  readonly hasCalls: boolean
}

function RateCells({ rate, words, currency, places, hasCalls }: RateCellsProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const name = words.destination(rate.destination)
  const isTimed = rate.unit === 'second' || rate.unit === 'minute'
  return (
    <>
      <td>{words.channel(rate.channel)}</td>
      <td data-grows title={name}>
        {name}
        {name !== rate.destination && rate.destination !== 'any' && (
          <span className={classes['code']}>{rate.destination}</span>
        )}
      </td>
      <td className={rate.kind === null ? classes['muted'] : undefined}>{words.kind(rate.kind)}</td>
      <td>{words.unit(rate.unit)}</td>
      {hasCalls && (
        <td>
          {isTimed
            ? t('prices.increments_value', {
                first: rate.first_increment_s ?? 1,
                next: rate.increment_s ?? 1,
              })
            : noValue}
        </td>
      )}
      <td data-align="right" className={classes['price']}>
        {format.moneyExact({ amount: rate.price, currency }, places)}
      </td>
    </>
  )
}
