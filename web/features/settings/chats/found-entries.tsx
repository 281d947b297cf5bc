import { Button, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { SearchInput } from '../../../ui/controls/search-input.tsx'
import { useT } from '../../../ui/index.ts'
import classes from './chats.module.css'

const shownAtOnce = 100
/** Up to that many are seen at a glance. */
const searchedFrom = 10

interface Entry {
  readonly id: string
  readonly name: string
}

interface FoundEntriesProps<E extends Entry> {
  readonly entries: readonly E[]
  readonly render: (entry: E) => ReactNode
}

/** A list that can be searched once it is long, a hundred at a time. */
export function FoundEntries<E extends Entry>({ entries, render }: FoundEntriesProps<E>): ReactNode {
  const t = useT()
  const [text, setText] = useState('')
  const [shown, setShown] = useState(shownAtOnce)
  const wanted = text.toLowerCase()
  const found = entries.filter(
    ({ id, name }) => name.toLowerCase().includes(wanted) || id.toLowerCase().includes(wanted),
  )
  return (
    <>
      {entries.length > searchedFrom && (
        <div className={classes['search']}>
          <SearchInput
            value={text}
            onSearch={(next) => setText(next ?? '')}
            label={t('chat_settings.find')}
            placeholder={t('chat_settings.find')}
            clearLabel={t('chat_settings.clear_search')}
          />
        </div>
      )}
      {found.length === 0 && text !== '' && (
        <Text size="sm" c="dimmed" p="md">
          {t('chat_settings.nothing_found')}
        </Text>
      )}
      {found.slice(0, shown).map(render)}
      {found.length > shown && (
        <div className={classes['foot']}>
          <Button variant="default" size="xs" onClick={() => setShown(shown + shownAtOnce)}>
            {t('chat_settings.show_more')}
          </Button>
        </div>
      )}
    </>
  )
}
