import { Button, CloseButton, Popover, UnstyledButton } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useT } from '../i18n/i18n-provider.tsx'
import { FilterPicker } from './filter-picker.tsx'
import styles from './filters.module.css'
import { latencyBandText } from './latency-band.ts'
import { type FilterName, filterNames, noFilters, type PlaceName, placeNames } from './selection-search.ts'
import { useSelectionView } from './selection-view.tsx'
import { useValueNames } from './value-names.ts'

/** The filters that are set: a click changes one, its cross removes it. */
export function FilterChips({
  only,
}: {
  /** Where the others have no effect; all by default. */
  readonly only?: readonly (FilterName | PlaceName)[]
}): ReactNode {
  const t = useT()
  const { search, change } = useSelectionView()
  const isShown = (name: FilterName | PlaceName) => only?.includes(name) ?? true
  const active = filterNames.filter((name) => search[name]?.length && isShown(name))
  const placeFilters = placeNames.filter((name) => search[name]?.length && isShown(name))
  if (active.length + placeFilters.length === 0) return null
  return (
    <ul className={styles['chips']} aria-label={t('selection.filters_label')}>
      {active.map((name) => (
        <li key={name} className={styles['chip']}>
          <FilterChip name={name} values={search[name] ?? []} />
        </li>
      ))}
      {placeFilters.map((name) => (
        <li key={name} className={styles['chip']}>
          <PlaceChip name={name} values={search[name] ?? []} />
        </li>
      ))}
      <li>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => change(noFilters)}>
          {t('selection.filter_clear')}
        </Button>
      </li>
    </ul>
  )
}

const namedValues = 2

function FilterChip({
  name,
  values,
}: {
  readonly name: FilterName
  readonly values: readonly string[]
}): ReactNode {
  const t = useT()
  const nameOf = useValueNames()
  const { change } = useSelectionView()
  const [opened, setOpened] = useState(false)
  const title = t(`words.dimension_${name}`)
  const named = values.slice(0, namedValues).map((value) => nameOf(name, value))
  const rest = values.length - named.length
  const parts = rest > 0 ? [...named, t('selection.filter_more', { n: rest })] : named
  return (
    <>
      <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus>
        <Popover.Target>
          <UnstyledButton
            className={styles['chipText'] ?? ''}
            title={t('selection.filter_change', { name: title })}
            onClick={() => setOpened(!opened)}
          >
            <span>{title}:</span> {parts.join(', ')}
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown p={8}>
          <FilterPicker name={name} />
        </Popover.Dropdown>
      </Popover>
      <CloseButton
        size={24}
        aria-label={t('selection.filter_remove', { name: title })}
        onClick={() => change({ [name]: undefined })}
      />
    </>
  )
}

function PlaceChip(props: { readonly name: PlaceName; readonly values: readonly number[] }): ReactNode {
  const { name, values } = props
  const t = useT()
  const { change, format } = useSelectionView()
  const title = t(`words.dimension_${name}`)
  const texts = values.map((value) => {
    if (name === 'latency') return latencyBandText(value, format, t)
    return name === 'weekday' ? format.weekday(value) : `${String(value).padStart(2, '0')}:00`
  })
  return (
    <>
      <span className={styles['chipText']}>
        <span>{title}:</span> {texts.join(', ')}
      </span>
      <CloseButton
        size={24}
        aria-label={t('selection.filter_remove', { name: title })}
        onClick={() => change({ [name]: undefined })}
      />
    </>
  )
}
