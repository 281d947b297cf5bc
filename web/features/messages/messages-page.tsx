import { type ReactNode, useState } from 'react'
import { Page, useT } from '../../ui/index.ts'
import { MessageDrawer } from './card/message-drawer.tsx'
import { ExportItems } from './export-items.tsx'
import { MessageList } from './message-list.tsx'
import { MessageViewProvider } from './message-view.tsx'
import { MessagesBar } from './messages-bar.tsx'

/** The messages behind a number, and the card of one of them. */
export function MessagesPage(): ReactNode {
  const t = useT()
  const [nowMs] = useState(() => Date.now())
  return (
    <MessageViewProvider nowMs={nowMs}>
      <Page title={t('messages.title')} actions={<ExportItems />} bar={<MessagesBar />}>
        <MessageList />
      </Page>
      <MessageDrawer />
    </MessageViewProvider>
  )
}
