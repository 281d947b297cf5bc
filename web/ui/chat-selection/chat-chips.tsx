import { Button, CloseButton } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Formats, Translate } from '../../../src/messages/index.ts'
import { useSelectionView, useT } from '../index.ts'
import filters from '../selection/filters.module.css'
import { bandText } from './band-text.ts'
import { isFiltered, noChatFilters } from './chat-filters.ts'
import { type ChatPlaceName, type ChatSelectionSearch, chatPlaceNames } from './chat-selection-search.ts'
import { useChatNames } from './use-chat-names.ts'

interface ChatChipsProps {
  readonly search: ChatSelectionSearch
  readonly change: (changes: Partial<ChatSelectionSearch>) => void
}

/** Filters that have no control of their own: a place of a chart or a row of a table set them. */
export function ChatChips({ search, change }: ChatChipsProps): ReactNode {
  const t = useT()
  const { format } = useSelectionView()
  const { nameOf } = useChatNames()
  if (!isFiltered(search)) return null
  const named = (['operator', 'close_by'] as const).flatMap((name) => {
    const values = search[name]
    return values?.length ? [{ name, text: values.map((value) => nameOf(name, value)).join(', ') }] : []
  })
  const places = chatPlaceNames.flatMap((name) => {
    const values = search[name]
    return values?.length
      ? [{ name, text: values.map((value) => placeText(name, value, format, t)).join(', ') }]
      : []
  })
  return (
    <ul className={filters['chips']} aria-label={t('selection.filters_label')}>
      {[...named, ...places].map(({ name, text }) => (
        <li key={name} className={filters['chip']}>
          <span className={filters['chipText']}>
            <span>{t(`words.dimension_${name}`)}:</span> {text}
          </span>
          <CloseButton
            size={24}
            aria-label={t('selection.filter_remove', { name: t(`words.dimension_${name}`) })}
            onClick={() => change({ [name]: undefined })}
          />
        </li>
      ))}
      <li>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => change(noChatFilters)}>
          {t('selection.filter_clear')}
        </Button>
      </li>
    </ul>
  )
}

function placeText(name: ChatPlaceName, value: number, format: Formats, t: Translate): string {
  if (name === 'weekday') return format.weekday(value)
  return name === 'hour' ? `${String(value).padStart(2, '0')}:00` : bandText(value, format, t)
}
