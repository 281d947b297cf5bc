import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { MessageItem } from '../../../src/contract/index.ts'
import { noValue, wordOf } from '../../../src/messages/index.ts'
import { useSelectionView, useT } from '../../ui/index.ts'
import rows from '../../ui/page/phone-rows.module.css'
import { StatusMark } from './status-mark.tsx'

/** The list on a phone: two lines a message. */
export function MessageRows({ items }: { readonly items: readonly MessageItem[] }): ReactNode {
  const t = useT()
  const { format } = useSelectionView()
  return (
    <ul className={rows['rows']} aria-label={t('messages.table_label')}>
      {items.map((item) => (
        <li key={item.id}>
          <Link
            from="/messages"
            to="."
            search={(before) => ({ ...before, open: item.id, event: undefined })}
            resetScroll={false}
            className={rows['row'] ?? ''}
          >
            <span className={rows['main']}>{item.recipient ?? noValue}</span>
            <StatusMark status={item.status} />
            <span className={rows['muted']}>
              {wordOf(t, 'channel', item.channel)}
              {item.sender !== null && ` · ${item.sender}`}
            </span>
            <span className={rows['muted']}>{format.dateTime(item.created_at)}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
