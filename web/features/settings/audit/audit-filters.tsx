import { Select } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { auditAreas } from '../../../../src/contract/audit-words.ts'
import { SearchInput } from '../../../ui/controls/search-input.tsx'
import { useT } from '../../../ui/index.ts'
import { oneOf } from '../../../ui/selection/search-values.ts'
import classes from './audit.module.css'
import { type AuditSearch, auditPeriods } from './audit-search.ts'

/** What is looked for, what it is about, and how far back; all of it stands in the address. */
export function AuditFilters(): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/settings/audit' })
  const { q, area, period } = useSearch({ from: '/frame/settings/audit' })
  const show = (change: AuditSearch, replace = false): void =>
    void navigate({
      search: (before) => ({ ...before, ...change, open: undefined }),
      replace,
      resetScroll: false,
    })
  return (
    <div className={classes['filters']}>
      <SearchInput
        value={q ?? ''}
        onSearch={(text, isGoingOn) => show({ q: text }, isGoingOn)}
        label={t('audit.search')}
        placeholder={t('audit.search_placeholder')}
        clearLabel={t('audit.clear_search')}
      />
      <Select
        aria-label={t('audit.area')}
        placeholder={t('audit.all_areas')}
        value={area ?? null}
        onChange={(value) => show({ area: oneOf(auditAreas, value) })}
        data={auditAreas.map((value) => ({ value, label: t(`audit.area_${value}`) }))}
        clearable
        clearButtonProps={{ 'aria-label': t('audit.all_areas') }}
      />
      <Select
        aria-label={t('audit.period')}
        placeholder={t('audit.all_time')}
        value={period ?? null}
        onChange={(value) => show({ period: oneOf(auditPeriods, value) })}
        data={auditPeriods.map((value) => ({ value, label: t(`audit.period_${value}`) }))}
        clearable
        clearButtonProps={{ 'aria-label': t('audit.all_time') }}
      />
    </div>
  )
}
