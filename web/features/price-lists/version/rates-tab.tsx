import { Button } from '@mantine/core'
import { IconPlus, IconTags } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, type ReactNode, useCallback, useDeferredValue, useMemo, useRef, useState } from 'react'
import { EmptyState, useT } from '../../../ui/index.ts'
import type { RatesSearch } from '../price-list-search.ts'
import { rateFilter } from '../rates/filter-rates.ts'
import classes from '../rates/rates.module.css'
import { RatesFilter } from '../rates/rates-filter.tsx'
import { useRateWords } from '../rates/use-rate-words.ts'
import { DraftTable } from './draft-table.tsx'
import type { Draft } from './use-draft.ts'
import { parseVersionSearch } from './version-search.ts'

// What is edited is there at once, so that no key is lost; what is read may come a moment later.
const RateTable = lazy(async () => ({ default: (await import('../rates/rate-table.tsx')).RateTable }))

interface RatesTabProps {
  readonly draft: Draft
  readonly isEditable: boolean
  readonly currency: string
}

/** All rates of the version, to be read or edited. */
export function RatesTab({ draft, isEditable, currency }: RatesTabProps): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/price-lists/$listId/versions/$number' })
  const search = useSearch({ from: '/frame/price-lists/$listId/versions/$number' })
  const [faultyOnly, setFaultyOnly] = useState(false)
  const isNewRow = useRef(false)
  const takesFocus = useCallback(() => {
    const isWanted = isNewRow.current
    isNewRow.current = false
    return isWanted
  }, [])
  const keys = useShownKeys(draft, search, faultyOnly)
  const { rates } = draft.kept
  const channels = useMemo(() => [...new Set(rates.map(({ channel }) => channel))], [rates])
  const total = rates.length + draft.edits.added.length
  const change = (changes: RatesSearch): void =>
    void navigate({
      search: (before) => parseVersionSearch({ ...before, ...changes }),
      replace: true,
      resetScroll: false,
    })
  const add = (): void => {
    setFaultyOnly(false)
    isNewRow.current = true
    draft.add(search.channel === undefined ? {} : { channel: search.channel })
  }
  if (total === 0)
    return (
      <EmptyState
        icon={<IconTags size={28} stroke={1.5} />}
        title={t('prices.no_rates_title')}
        text={isEditable ? t('prices.no_rates_text') : undefined}
        action={isEditable && <Button onClick={add}>{t('prices.add_rate')}</Button>}
      />
    )
  const shownRates = keys.map((key) => rates[key]).filter((rate) => rate !== undefined)
  return (
    <>
      <RatesFilter search={search} channels={channels} onChange={change}>
        {draft.faults.size > 0 && (
          <Button
            variant={faultyOnly ? 'filled' : 'light'}
            color="red"
            size="sm"
            aria-pressed={faultyOnly}
            onClick={() => setFaultyOnly(!faultyOnly)}
          >
            {t('prices.show_faulty', { n: draft.faults.size })}
          </Button>
        )}
        {isEditable && (
          <Button
            variant="default"
            ml="auto"
            leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />}
            onClick={add}
          >
            {t('prices.add_rate')}
          </Button>
        )}
      </RatesFilter>
      {isEditable ? (
        <DraftTable draft={draft} keys={keys} currency={currency} takesFocus={takesFocus} />
      ) : (
        <RateTable rates={shownRates} currency={currency} />
      )}
      <div className={classes['foot']} aria-live="polite">
        {keys.length === total
          ? t('prices.rates_n', { n: total })
          : t('prices.rates_shown', { shown: keys.length, total })}
      </div>
    </>
  )
}

/** Rows that fit the filter. One that is being edited stays in sight even when what is typed no longer fits. */
function useShownKeys(draft: Draft, search: RatesSearch, faultyOnly: boolean): readonly number[] {
  const words = useRateWords()
  const { rates } = draft.kept
  const { channel } = search
  const text = useDeferredValue(search.search)
  const { added } = draft.edits
  const fitting = useMemo(() => {
    const fits = rateFilter({ channel, search: text }, words)
    return rates.flatMap((rate, key) => (fits(rate) ? [key] : []))
  }, [rates, channel, text, words])
  if (faultyOnly && draft.faults.size > 0) return [...draft.faults.keys()]
  return added.length > 0 ? [...added, ...fitting] : fitting
}
