import { Button, Popover, UnstyledButton } from '@mantine/core'
import { IconChevronLeft, IconFilter } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useT } from '../i18n/i18n-provider.tsx'
import { FilterPicker } from './filter-picker.tsx'
import styles from './filters.module.css'
import { type FilterName, filterNames } from './selection-search.ts'
import { useSelectionView } from './selection-view.tsx'

/** Adds a filter: first what to filter by, then its values. */
export function AddFilter(): ReactNode {
  const t = useT()
  const [opened, setOpened] = useState(false)
  const [name, setName] = useState<FilterName | undefined>(undefined)
  const { search } = useSelectionView()
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
          title={t('selection.filter_add')}
          classNames={{ root: styles['iconOnPhone'] ?? '', section: styles['buttonIcon'] ?? '' }}
        >
          <span className={styles['buttonWord']}>{t('selection.filter')}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        {name === undefined ? (
          <ul className={styles['dimensions']} aria-label={t('selection.filter_add')}>
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
