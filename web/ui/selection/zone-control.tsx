import { Select } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import { useT } from '../i18n/i18n-provider.tsx'
import { useSelectionView } from './selection-view.tsx'

/** The zone in which days begin and times are written; the company's unless the reader chooses another one. */
export function ZoneControl(): ReactNode {
  const t = useT()
  const { zone, companyZone, change } = useSelectionView()
  const zones = useMemo(
    () => [...new Set([companyZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])],
    [companyZone],
  )
  return (
    <Select
      label={t('selection.zone')}
      searchable
      allowDeselect={false}
      maxDropdownHeight={260}
      limit={100}
      value={zone}
      data={zones}
      nothingFoundMessage={t('selection.filter_nothing')}
      description={zone === companyZone ? t('selection.zone_company') : undefined}
      comboboxProps={{ withinPortal: false }}
      onChange={(next) => {
        if (next !== null) change({ zone: next === companyZone ? undefined : next })
      }}
    />
  )
}
