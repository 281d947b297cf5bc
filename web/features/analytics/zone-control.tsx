import { Select } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import { useT } from '../../ui/index.ts'
import { useAnalyticsView } from './analytics-view.tsx'

/** The zone in which days begin and times are written; the company's unless the reader chooses another one. */
export function ZoneControl(): ReactNode {
  const t = useT()
  const { zone, companyZone, change } = useAnalyticsView()
  const zones = useMemo(
    () => [...new Set([companyZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])],
    [companyZone],
  )
  return (
    <Select
      label={t('analytics.zone')}
      searchable
      allowDeselect={false}
      maxDropdownHeight={260}
      limit={100}
      value={zone}
      data={zones}
      nothingFoundMessage={t('analytics.filter_nothing')}
      description={zone === companyZone ? t('analytics.zone_company') : undefined}
      comboboxProps={{ withinPortal: false }}
      onChange={(next) => {
        if (next !== null) change({ zone: next === companyZone ? undefined : next })
      }}
    />
  )
}
