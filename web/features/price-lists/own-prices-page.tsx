import { Skeleton, Text } from '@mantine/core'
import { IconTags } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useDeferredValue, useMemo } from 'react'
import type { Prices } from '../../../src/contract/index.ts'
import { ownPricesQuery } from '../../api/billing-queries.ts'
import { useSession } from '../../api/use-session.ts'
import { Card, EmptyState, ErrorState, Page, useFormat, useT } from '../../ui/index.ts'
import { Breadcrumbs } from './breadcrumbs.tsx'
import { parseRatesSearch } from './price-list-search.ts'
import classes from './price-lists.module.css'
import { rateFilter } from './rates/filter-rates.ts'
import { RateTable } from './rates/rate-table.tsx'
import rateClasses from './rates/rates.module.css'
import { RatesFilter } from './rates/rates-filter.tsx'
import { useRateWords } from './rates/use-rate-words.ts'

/** The prices that are in force for the company now, to be read. */
export function OwnPricesPage(): ReactNode {
  const t = useT()
  const { scopes } = useSession()
  const prices = useQuery(ownPricesQuery)
  return (
    <Page title={t('prices.own_prices')}>
      {scopes.includes('billing:manage') && (
        <div className={classes['underTitle']}>
          <Breadcrumbs />
        </div>
      )}
      <Card flush>
        {prices.isPending ? (
          <div className={classes['skeleton']} aria-busy>
            <Skeleton height={36} />
            <Skeleton height={360} />
          </div>
        ) : prices.isError ? (
          <ErrorState error={prices.error} onRetry={() => void prices.refetch()} />
        ) : prices.data === null ? (
          <EmptyState
            icon={<IconTags size={28} stroke={1.5} />}
            title={t('prices.nothing_in_force_title')}
            text={t('prices.nothing_in_force_text')}
          />
        ) : (
          <PricesInForce prices={prices.data} />
        )}
      </Card>
    </Page>
  )
}

function PricesInForce({ prices }: { readonly prices: Prices }): ReactNode {
  const t = useT()
  const format = useFormat()
  const words = useRateWords()
  const navigate = useNavigate({ from: '/prices' })
  const search = useSearch({ from: '/frame/prices' })
  const text = useDeferredValue(search.search)
  const channels = useMemo(() => [...new Set(prices.rates.map(({ channel }) => channel))], [prices])
  const rates = useMemo(
    () => prices.rates.filter(rateFilter({ channel: search.channel, search: text }, words)),
    [prices, search.channel, text, words],
  )
  const onDelivery = channels.filter((channel) => prices.charge_on[channel] === 'delivered')
  return (
    <>
      <div className={classes['inForce']}>
        <Text size="sm">
          {t('prices.in_force', {
            list: prices.price_list,
            number: prices.version,
            from: format.dateTime(prices.from),
          })}
          {prices.to !== null && ` ${t('prices.in_force_to', { to: format.dateTime(prices.to) })}`}
        </Text>
        <Text size="sm" c="dimmed">
          {onDelivery.length === 0
            ? t('prices.all_on_sent')
            : t('prices.some_on_delivered', { channels: format.list(onDelivery.map(words.channel)) })}
        </Text>
      </div>
      <RatesFilter
        search={search}
        channels={channels}
        onChange={(changes) =>
          void navigate({
            search: (before) => parseRatesSearch({ ...before, ...changes }),
            replace: true,
            resetScroll: false,
          })
        }
      />
      <RateTable rates={rates} currency={prices.currency} />
      <div className={rateClasses['foot']} aria-live="polite">
        {t('prices.rates_shown', { shown: rates.length, total: prices.rates.length })}
      </div>
    </>
  )
}
