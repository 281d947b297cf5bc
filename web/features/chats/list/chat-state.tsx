import type { ReactNode } from 'react'
import { useT } from '../../../ui/index.ts'
import styles from './chat-list.module.css'

/** Open or closed, by a mark and a word. */
export function ChatState({ isOpen }: { readonly isOpen: boolean }): ReactNode {
  const t = useT()
  return (
    <span className={styles['state']} data-open={isOpen || undefined}>
      {isOpen ? t('chat_list.open') : t('chat_list.closed')}
    </span>
  )
}
