import { Button, Popover } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { reportServices, reportTypes } from '../../../../src/contract/report-words.ts'
import { reportTypesQuery } from '../../../api/report-queries.ts'
import { ChoiceMenu } from '../../../ui/controls/choice-menu.tsx'
import { SearchInput } from '../../../ui/controls/search-input.tsx'
import { PeriodControl, useT, ZoneMark } from '../../../ui/index.ts'
import { isNarrowed, noReportFilters } from '../reports-search.ts'
import { useReportsView } from '../reports-view.tsx'
import classes from './reports.module.css'
import { StateButtons } from './state-buttons.tsx'
import { useReports } from './use-reports.ts'

/** Status, name, date of creation, service and type; all of it stands in the address. On a phone the last two are behind one button. */
export function ReportsBar(): ReactNode {
  const t = useT()
  const { search, change } = useReportsView()
  const { data } = useReports()
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const what = (
    <>
      <ServiceMenu />
      <TypeMenu />
    </>
  )
  return (
    <div className={classes['bar']}>
      <div className={classes['barRow']}>
        <StateButtons counts={data?.pages[0]?.counts} />
        <SearchInput
          className={classes['search']}
          label={t('report_page.search')}
          placeholder={t('report_page.search')}
          clearLabel={t('report_page.clear_search')}
          value={search.search ?? ''}
          onSearch={(next, isGoingOn) => change({ search: next }, { replace: isGoingOn })}
        />
      </div>
      <div className={classes['barRow']}>
        <PeriodControl anyTime={t('report_page.any_time')} />
        {isNarrow ? <BehindButton>{what}</BehindButton> : <ZoneMark />}
        {!isNarrow && what}
        {isNarrowed(search) && (
          <Button variant="subtle" size="sm" px="xs" onClick={() => change(noReportFilters)}>
            {t('report_page.clear')}
          </Button>
        )}
      </div>
      {isNarrow && <ZoneMark />}
    </div>
  )
}

function BehindButton({ children }: { readonly children: ReactNode }): ReactNode {
  const t = useT()
  const [opened, setOpened] = useState(false)
  const { search } = useReportsView()
  const isSet = search.service !== undefined || search.type !== undefined
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus>
      <Popover.Target>
        <Button
          variant={isSet ? 'light' : 'default'}
          size="sm"
          px={9}
          aria-label={t('report_page.service_and_type')}
          onClick={() => setOpened(!opened)}
        >
          <IconAdjustmentsHorizontal size={18} stroke={1.6} aria-hidden />
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes['behind']}>{children}</div>
      </Popover.Dropdown>
    </Popover>
  )
}

function ServiceMenu(): ReactNode {
  const t = useT()
  const { search, change } = useReportsView()
  const offered = useOffered()
  const services = reportServices.filter((one) => offered.some(({ service }) => service === one))
  const all = t('report_page.all_services')
  return (
    <ChoiceMenu
      label={t('report_page.service')}
      value={search.service ?? 'all'}
      choices={(['all', ...services] as const).map((value) => {
        const label = value === 'all' ? all : t(`reports.service_${value}`)
        return { value, short: label, label }
      })}
      onChange={(value) => change({ service: value === 'all' ? undefined : value, type: undefined })}
    />
  )
}

function TypeMenu(): ReactNode {
  const t = useT()
  const { search, change } = useReportsView()
  const offered = useOffered()
  const types = reportTypes.filter((one) =>
    offered.some(
      ({ type, service }) => type === one && (search.service === undefined || service === search.service),
    ),
  )
  const all = t('report_page.all_types')
  return (
    <ChoiceMenu
      label={t('report_page.type')}
      value={search.type ?? 'all'}
      choices={(['all', ...types] as const).map((value) => {
        const label = value === 'all' ? all : t(`reports.type_${value}`)
        return { value, short: label, label }
      })}
      onChange={(value) => change({ type: value === 'all' ? undefined : value })}
    />
  )
}

/** What the reader may make, and so may see. */
function useOffered() {
  return useQuery(reportTypesQuery).data?.types ?? []
}
