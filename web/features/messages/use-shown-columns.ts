import { useLocalStorage } from '@mantine/hooks'
import { type MessageColumn, messageColumns } from './message-columns.tsx'

interface ShownColumns {
  readonly shown: readonly MessageColumn[]
  readonly isShown: (id: string) => boolean
  readonly toggle: (id: string) => void
  readonly reset: () => void
}

/** Which columns this reader wants to see, kept in the browser; an unknown name of an older version is passed over. */
export function useShownColumns(): ShownColumns {
  const atFirst = messageColumns.filter((column) => column.shownAtFirst).map((column) => column.id)
  const [ids, setIds] = useLocalStorage<readonly string[]>({
    key: 'tallybook.message-columns',
    defaultValue: atFirst,
    getInitialValueInEffect: false,
  })
  const isShown = (id: string): boolean => ids.includes(id)
  const chosen = messageColumns.filter((column) => isShown(column.id))
  return {
    shown: chosen.length > 0 ? chosen : messageColumns.filter((column) => column.shownAtFirst),
    isShown,
    toggle: (id) => setIds(isShown(id) ? ids.filter((one) => one !== id) : [...ids, id]),
    reset: () => setIds(atFirst),
  }
}
