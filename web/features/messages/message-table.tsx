import { VisuallyHidden } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { MessageItem } from '../../../src/contract/index.ts'
import { useSelectionView, useT, useValueNames } from '../../ui/index.ts'
import table from '../../ui/page/data-table.module.css'
import type { CellContext, MessageColumn } from './message-columns.tsx'
import classes from './message-list.module.css'

interface MessageTableProps {
  readonly items: readonly MessageItem[]
  readonly columns: readonly MessageColumn[]
}

/** One line a message; a row opens its card, and its first cell is the link that keyboards reach. */
export function MessageTable({ items, columns }: MessageTableProps): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/messages' })
  const { open } = useSearch({ from: '/frame/messages' })
  const context = useCellContext()
  const openCard = (id: string): void => {
    // Text that is being selected in a row is not a click on it.
    if (window.getSelection()?.type === 'Range') return
    void navigate({ search: (before) => ({ ...before, open: id, event: undefined }), resetScroll: false })
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className={classes['scroll']} tabIndex={0} aria-label={t('messages.table_label')}>
      <table className={`${table['table']} ${classes['table']}`} data-clickable data-titles-stay>
        <thead>
          <tr>
            {columns.map(({ id, title, align, minWidth }) => (
              <th key={id} scope="col" data-align={align} style={{ minWidth }}>
                {t(title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id} data-open={item.id === open || undefined} onClick={() => openCard(item.id)}>
              {columns.map(({ id, align, cell }, place) => (
                <td key={id} data-align={align}>
                  {place === 0 ? (
                    <Link
                      from="/messages"
                      to="."
                      search={(before) => ({ ...before, open: item.id, event: undefined })}
                      resetScroll={false}
                      className={table['link'] ?? ''}
                      onClick={(event) => event.stopPropagation()}
                    >
                      {cell(item, context)}
                      <VisuallyHidden>{t('messages.open_message', { id: item.message_id })}</VisuallyHidden>
                    </Link>
                  ) : (
                    cell(item, context)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function useCellContext(): CellContext {
  const t = useT()
  const { format } = useSelectionView()
  return { t, format, nameOf: useValueNames() }
}
