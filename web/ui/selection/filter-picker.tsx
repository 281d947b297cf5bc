import { Checkbox, ScrollArea, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useMetrics } from '../../api/metrics-query.ts'
import { useT } from '../i18n/i18n-provider.tsx'
import { Delayed } from '../states/delayed.tsx'
import { errorText } from '../states/error-text.ts'
import { filterValues, filterValuesQuestion } from './filter-values.ts'
import styles from './filters.module.css'
import type { FilterName } from './selection-search.ts'
import { useSelectionView } from './selection-view.tsx'
import { useErrorReasons } from './use-error-reasons.ts'
import { useValueNames } from './value-names.ts'

const searchFrom = 8
const mostShown = 200

/** The values of one filter with their counts; several can be ticked, and each tick takes effect at once. */
export function FilterPicker({ name }: { readonly name: FilterName }): ReactNode {
  const t = useT()
  const { search, selected, change, format } = useSelectionView()
  const nameOf = useValueNames()
  const [text, setText] = useState('')
  const reasons = useErrorReasons(name === 'error')
  const textOf = (value: string): string => {
    const reason = name === 'error' ? reasons.get(value) : undefined
    return reason === undefined ? nameOf(name, value) : `${value} · ${reason}`
  }
  const answer = useMetrics(filterValuesQuestion(selected, name))
  const chosen = search[name] ?? []
  const values = filterValues(name, answer, chosen)
  const sought = text.trim().toLowerCase()
  const found = values
    .filter(({ value }) => `${textOf(value)} ${value}`.toLowerCase().includes(sought))
    .slice(0, mostShown)
  const toggle = (value: string): void => {
    const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
    change({ [name]: next.length > 0 ? next : undefined })
  }
  return (
    <div className={styles['picker']}>
      {values.length > searchFrom && (
        <TextInput
          data-autofocus
          aria-label={t('selection.filter_search')}
          placeholder={t('selection.filter_search')}
          leftSection={<IconSearch size={14} stroke={1.6} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <ScrollArea.Autosize mah={300} type="auto" offsetScrollbars>
        <fieldset className={styles['pickerValues']} aria-label={t(`words.dimension_${name}`)}>
          {found.map(({ value, count }) => (
            <Checkbox
              key={value}
              size="sm"
              checked={chosen.includes(value)}
              onChange={() => toggle(value)}
              label={
                <>
                  <span className={styles['pickerName']} title={textOf(value)}>
                    {textOf(value)}
                  </span>
                  <span className={styles['pickerCount']}>{format.number(count)}</span>
                </>
              }
              classNames={{ body: styles['pickerRow'] ?? '', labelWrapper: styles['pickerLabel'] ?? '' }}
            />
          ))}
        </fieldset>
      </ScrollArea.Autosize>
      {answer.isError && <p className={styles['help']}>{errorText(t, answer.error)}</p>}
      {answer.isPending && (
        <Delayed>
          <p className={styles['help']}>{t('shell.loading')}</p>
        </Delayed>
      )}
      {answer.isSuccess && found.length === 0 && (
        <p className={styles['help']}>
          {values.length === 0 ? t('selection.filter_empty') : t('selection.filter_nothing')}
        </p>
      )}
    </div>
  )
}
