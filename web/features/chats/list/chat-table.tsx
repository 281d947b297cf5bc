import { VisuallyHidden } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ChatItem } from '../../../../src/contract/index.ts'
import { useChatNames } from '../../../ui/chat-selection/use-chat-names.ts'
import { useSelectionView, useT } from '../../../ui/index.ts'
import table from '../../../ui/page/data-table.module.css'
import { chatColumns } from './chat-columns.tsx'
import styles from './chat-list.module.css'

interface ChatTableProps {
  readonly items: readonly ChatItem[]
  readonly zone: string | undefined
  readonly isNarrow: boolean
}

/** One line for each thing that is counted; a row opens its chat, and its first cell is the link that keyboards reach. */
export function ChatTable({ items, zone, isNarrow }: ChatTableProps): ReactNode {
  const t = useT()
  const navigate = useNavigate()
  const { format } = useSelectionView()
  const context = { t, format, nameOf: useChatNames().nameOf }
  const columns = chatColumns.filter(({ wide }) => !isNarrow || !wide)
  const open = (id: string): void => {
    // Text that is being selected in a row is not a click on it.
    if (window.getSelection()?.type === 'Range') return
    void navigate({ to: '/chats/$chatId', params: { chatId: id }, search: { zone } })
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className={styles['scroll']} tabIndex={0} aria-label={t('chat_list.title')}>
      <table className={`${table['table']} ${styles['table']}`} data-clickable data-titles-stay>
        <thead>
          <tr>
            {columns.map(({ id, title, align }) => (
              <th key={id} scope="col" data-align={align}>
                {t(title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.key} onClick={() => open(item.id)}>
              {columns.map(({ id, align, cell }, place) => (
                <td key={id} data-align={align}>
                  {place === 0 ? (
                    <Link
                      to="/chats/$chatId"
                      params={{ chatId: item.id }}
                      search={{ zone }}
                      className={table['link'] ?? ''}
                      onClick={(event) => event.stopPropagation()}
                    >
                      {cell(item, context)}
                      <VisuallyHidden>{t('chat_list.open_chat', { id: item.chat_id })}</VisuallyHidden>
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
