import { Button, SegmentedControl } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { documentKinds, documentStatuses } from '../../../../src/contract/invoice-words.ts'
import { SearchInput } from '../../../ui/controls/search-input.tsx'
import { PeriodControl, useT, ZoneMark } from '../../../ui/index.ts'
import { useCustomers } from '../../../ui/invoicing/use-customers.ts'
import type { InvoicesSearch } from '../invoices-search.ts'
import classes from './invoices.module.css'
import { useChangeSearch } from './use-change-search.ts'
import { WordsFilter } from './words-filter.tsx'

/** Period, whose documents, Account ID, kinds and statuses; all of it stands in the address. */
export function InvoicesBar(): ReactNode {
  const t = useT()
  const change = useChangeSearch()
  const search = useSearch({ from: '/frame/invoices' })
  const { number = '', kind = [], status = [] } = search
  return (
    <div className={classes['bar']}>
      <Whose />
      <PeriodControl />
      <ZoneMark />
      <WordsFilter
        label={t('invoices.kinds')}
        all={t('invoices.all_kinds')}
        words={documentKinds}
        chosen={kind}
        nameOf={(word) => t(`invoices.kind_${word}`)}
        onChoose={(next) => change({ kind: next })}
      />
      <WordsFilter
        label={t('invoices.statuses')}
        all={t('invoices.all_statuses')}
        words={documentStatuses}
        chosen={status}
        nameOf={(word) => t(`invoices.status_${word}`)}
        onChoose={(next) => change({ status: next })}
      />
      {isNarrowed(search) && (
        <Button variant="subtle" size="sm" onClick={() => change(noFilters)}>
          {t('invoices.clear')}
        </Button>
      )}
      <SearchInput
        className={classes['search']}
        label={t('invoices.search')}
        placeholder={t('invoices.search_placeholder')}
        clearLabel={t('invoices.clear_search')}
        value={number}
        onSearch={(next, isGoingOn) => change({ number: next }, { replace: isGoingOn })}
      />
    </div>
  )
}

/** Back to the current month, without any filter. */
const noFilters: Partial<InvoicesSearch> = {
  period: undefined,
  from: undefined,
  to: undefined,
  number: undefined,
  kind: undefined,
  status: undefined,
}

function isNarrowed(search: InvoicesSearch): boolean {
  return Object.keys(noFilters).some((name) => name in search)
}

/** For those who sell to others. */
function Whose(): ReactNode {
  const t = useT()
  const change = useChangeSearch()
  const { view } = useSearch({ from: '/frame/invoices' })
  const { customers } = useCustomers()
  if (customers.length === 0 && view === undefined) return null
  return (
    <SegmentedControl
      aria-label={t('invoices.whose')}
      value={view ?? 'ours'}
      data={[
        { value: 'ours', label: t('invoices.ours') },
        { value: 'issued', label: t('invoices.issued_by_us') },
      ]}
      onChange={(next) => change({ view: next === 'issued' ? 'issued' : undefined })}
    />
  )
}
