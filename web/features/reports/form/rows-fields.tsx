import { MultiSelect, Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { granularities } from '../../../../src/contract/metric-words.ts'
import { useLanguage, useT } from '../../../ui/index.ts'
import { useFormView } from './form-view.tsx'

const maxGroups = 3

/** What rows of sums are divided by. */
export function RowsFields(): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  const { search, type, change } = useFormView()
  const usual = type.default_group_by
  const chosen = search.group_by ?? usual
  return (
    <>
      <MultiSelect
        label={t('report_form.group_by')}
        description={t('report_form.group_by_help')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={type.group_by.map(({ key, title }) => ({ value: key, label: title[language] ?? key }))}
        value={[...chosen]}
        maxValues={maxGroups}
        hidePickedOptions
        maxDropdownHeight={300}
        onChange={(next) => {
          // Rows are of something: the last one cannot be taken away.
          if (next.length > 0) change({ group_by: next.join() === usual.join() ? undefined : next })
        }}
      />
      {chosen.includes('time') && (
        <Select
          label={t('report_form.granularity')}
          data={(['auto', ...granularities] as const).map((value) => ({
            value,
            label: value === 'auto' ? t('report_form.granularity_auto') : t(`analytics.granularity_${value}`),
          }))}
          value={search.granularity ?? 'auto'}
          allowDeselect={false}
          onChange={(next) => change({ granularity: granularities.find((one) => one === next) })}
        />
      )}
    </>
  )
}
