import { Button, CloseButton, Popover, UnstyledButton } from '@mantine/core'
import { IconChevronLeft, IconFilter } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useT } from '../../ui/index.ts'
import { type FilterName, filterNames } from '../../ui/selection/selection-search.ts'
import { useAnalyticsView } from './analytics-view.tsx'
import styles from './bar.module.css'
import { useValueNames } from './dimension-names.ts'
import { FilterPicker } from './filter-picker.tsx'

/** Adds a filter: first what to filter by, then its values. */
export function AddFilter(): ReactNode {
  const t = useT()
  const [opened, setOpened] = useState(false)
  const [name, setName] = useState<FilterName | undefined>(undefined)
  const { search } = useAnalyticsView()
  const show = (next: boolean): void => {
    setOpened(next)
    if (next) setName(undefined)
  }
  return (
    <Popover opened={opened} onChange={show} position="bottom-start" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconFilter size={16} stroke={1.6} />}
          onClick={() => show(!opened)}
          title={t('analytics.filter_add')}
          classNames={{ root: styles['iconOnPhone'] ?? '', section: styles['buttonIcon'] ?? '' }}
        >
          <span className={styles['buttonWord']}>{t('analytics.filter')}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        {name === undefined ? (
          <ul className={styles['dimensions']} aria-label={t('analytics.filter_add')}>
            {filterNames.map((one) => (
              <li key={one}>
                <button type="button" onClick={() => setName(one)}>
                  {t(`words.dimension_${one}`)}
                  {search[one]?.length ? <small>{search[one].length}</small> : null}
                </button>
              </li>
            ))}
          </ul>
        ) : (
          <>
            <UnstyledButton className={styles['pickerBack'] ?? ''} onClick={() => setName(undefined)}>
              <IconChevronLeft size={16} stroke={1.6} aria-hidden />
              {t(`words.dimension_${name}`)}
            </UnstyledButton>
            <FilterPicker key={name} name={name} />
          </>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

/** The filters that are set: a click changes one, its cross removes it. */
export function FilterChips(): ReactNode {
  const t = useT()
  const { search, change } = useAnalyticsView()
  const active = filterNames.filter((name) => search[name]?.length)
  const placeFilters = (['weekday', 'hour'] as const).filter((name) => search[name]?.length)
  if (active.length + placeFilters.length === 0) return null
  const none = Object.fromEntries([...filterNames, 'weekday', 'hour'].map((name) => [name, undefined]))
  return (
    <ul className={styles['chips']} aria-label={t('analytics.filters_label')}>
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
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => change(none)}>
          {t('analytics.filter_clear')}
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
  const { change } = useAnalyticsView()
  const [opened, setOpened] = useState(false)
  const title = t(`words.dimension_${name}`)
  const named = values.slice(0, namedValues).map((value) => nameOf(name, value))
  const rest = values.length - named.length
  const parts = rest > 0 ? [...named, t('analytics.filter_more', { n: rest })] : named
  return (
    <>
      <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus>
        <Popover.Target>
          <UnstyledButton
            className={styles['chipText'] ?? ''}
            title={t('analytics.filter_change', { name: title })}
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
        aria-label={t('analytics.filter_remove', { name: title })}
        onClick={() => change({ [name]: undefined })}
      />
    </>
  )
}

function PlaceChip(props: {
  readonly name: 'weekday' | 'hour'
  readonly values: readonly number[]
}): ReactNode {
  const { name, values } = props
  const t = useT()
  const { change, format } = useAnalyticsView()
  const title = t(`words.dimension_${name}`)
  const texts = values.map((value) =>
    name === 'weekday' ? format.weekday(value) : `${String(value).padStart(2, '0')}:00`,
  )
  return (
    <>
      <span className={styles['chipText']}>
        <span>{title}:</span> {texts.join(', ')}
      </span>
      <CloseButton
        size={24}
        aria-label={t('analytics.filter_remove', { name: title })}
        onClick={() => change({ [name]: undefined })}
      />
    </>
  )
}
