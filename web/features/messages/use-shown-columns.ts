import { useLocalStorage } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type MessageColumn, messageColumns } from './message-columns.tsx'

interface ShownColumns {
  readonly shown: readonly MessageColumn[]
  readonly isShown: (id: string) => boolean
  readonly toggle: (id: string) => void
  readonly reset: () => void
}

const atFirst = messageColumns.filter((column) => column.shownAtFirst).map((column) => column.id)

/**
 * Which columns are shown: those of the address, or else those that this reader chose last, kept in the browser. A
 * choice is written to both, so that a link reproduces the table. An unknown name of an older version is passed over.
 */
export function useShownColumns(): ShownColumns {
  const navigate = useNavigate({ from: '/messages' })
  const { columns } = useSearch({ from: '/frame/messages' })
  const [kept, setKept] = useLocalStorage<readonly string[]>({
    key: 'tallybook.message-columns',
    defaultValue: atFirst,
    getInitialValueInEffect: false,
  })
  const known = messageColumns.filter(({ id }) => (columns ?? kept).includes(id))
  const shown = known.length > 0 ? known : messageColumns.filter(({ id }) => atFirst.includes(id))
  const isShown = (id: string): boolean => shown.some((column) => column.id === id)
  const choose = (ids: readonly string[], inAddress: readonly string[] | undefined): void => {
    setKept(ids)
    void navigate({
      search: (before) => ({ ...before, columns: inAddress }),
      replace: true,
      resetScroll: false,
    })
  }
  return {
    shown,
    isShown,
    toggle: (toggled) => {
      const ids = messageColumns.map(({ id }) => id).filter((id) => isShown(id) !== (id === toggled))
      choose(ids, ids.length > 0 ? ids : undefined)
    },
    reset: () => choose(atFirst, undefined),
  }
}
