import { Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { reportServices, reportTypes } from '../../../../src/contract/report-words.ts'
import { useLanguage, useT } from '../../../ui/index.ts'
import classes from './form.module.css'
import { useFormView } from './form-view.tsx'

/** The type, among those of its service, and what it is. */
export function TypeField(): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  const { types, type, change } = useFormView()
  const groups = reportServices.flatMap((service) => {
    const items = types
      .filter((one) => one.service === service)
      .map((one) => ({ value: one.type, label: one.title[language] ?? one.type }))
    return items.length > 0 ? [{ group: t(`reports.service_${service}`), items }] : []
  })
  return (
    <div>
      <Select
        label={t('report_form.type')}
        data={groups}
        value={type.type}
        allowDeselect={false}
        maxDropdownHeight={420}
        onChange={(next) =>
          change({
            type: reportTypes.find((one) => one === next),
            // What belongs to another type: the rest, period and filters, goes on with this one.
            columns: undefined,
            group_by: undefined,
            granularity: undefined,
            metric: undefined,
            invoice: undefined,
            invoice_number: undefined,
          })
        }
      />
      <p className={classes['help']}>{type.description[language]}</p>
    </div>
  )
}
