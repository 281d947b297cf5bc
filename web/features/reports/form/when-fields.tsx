import { Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { reportFrequencies } from '../../../../src/contract/report-words.ts'
import { TimeZoneSelect } from '../../../ui/form/time-zone-select.tsx'
import { PeriodControl, useT, ZoneMark } from '../../../ui/index.ts'
import classes from './form.module.css'
import { useFormView } from './form-view.tsx'
import { firstMadeMs } from './report-content.ts'
import { Segments } from './segments.tsx'

/** Once, of a period; or again and again, of each day, week or month. */
export function WhenFields(): ReactNode {
  const t = useT()
  const { search, type, change } = useFormView()
  const isOfInvoice = search.invoice !== undefined && type.filters.includes('invoice_id')
  if (isOfInvoice) return <OfInvoice />
  if (!type.schedulable)
    return (
      <>
        <OncePeriod />
        <p className={classes['help']}>{t('report_form.repeat_never')}</p>
      </>
    )
  return (
    <>
      <Segments
        label={t('report_form.repeat')}
        value={search.repeat ?? 'once'}
        data={(['once', ...reportFrequencies] as const).map((value) => ({
          value,
          label: t(`report_form.repeat_${value}`),
        }))}
        onChange={(next) => change({ repeat: reportFrequencies.find((one) => one === next) })}
      />
      {search.repeat === undefined ? <OncePeriod /> : <EachPeriod />}
    </>
  )
}

function OncePeriod(): ReactNode {
  return (
    <div className={classes['period']}>
      <PeriodControl />
      <ZoneMark />
    </div>
  )
}

/** In which zone days begin, and when the first one is ready. */
function EachPeriod(): ReactNode {
  const t = useT()
  const { search, zone, companyZone, nowMs, format, change } = useFormView()
  const { repeat } = search
  if (repeat === undefined) return null
  return (
    <>
      <p className={classes['help']}>
        {t(`report_form.repeat_help_${repeat}`, {
          zone,
          date: format.date(firstMadeMs(repeat, nowMs, zone)),
        })}
      </p>
      <TimeZoneSelect
        label={t('selection.zone')}
        value={zone}
        allowDeselect={false}
        onChange={(next) => change({ zone: next === null || next === companyZone ? undefined : next })}
      />
    </>
  )
}

function OfInvoice(): ReactNode {
  const t = useT()
  const { search, change } = useFormView()
  return (
    <div>
      <p className={classes['invoice']}>
        {t('report_form.invoice_of', { number: search.invoice_number ?? search.invoice ?? '' })}
      </p>
      <p className={classes['help']}>{t('report_form.invoice_help')}</p>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconX size={14} stroke={1.8} aria-hidden />}
        onClick={() => change({ invoice: undefined, invoice_number: undefined })}
      >
        {t('report_form.invoice_remove')}
      </Button>
    </div>
  )
}
