import { Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useT } from '../../../ui/index.ts'

// Loaded with the first card that is opened.
const MessageCardView = lazy(async () => ({
  default: (await import('./message-card-view.tsx')).MessageCardView,
}))

/** The card of the message that the address names, beside the list. */
export function MessageDrawer(): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/messages' })
  const { open } = useSearch({ from: '/frame/messages' })
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  // While the drawer slides out it still shows the message it was about.
  const [last, setLast] = useState(open)
  if (open !== undefined && open !== last) setLast(open)
  const close = (): void =>
    void navigate({
      search: (before) => ({ ...before, open: undefined, event: undefined }),
      resetScroll: false,
    })
  return (
    <Drawer
      opened={open !== undefined}
      onClose={close}
      position="right"
      size={isNarrow ? '100%' : 600}
      title={t('messages.card_title')}
      overlayProps={{ backgroundOpacity: 0.25 }}
      closeButtonProps={{ 'aria-label': t('messages.card_close') }}
    >
      <Suspense>{last !== undefined && <MessageCardView key={last} id={last} />}</Suspense>
    </Drawer>
  )
}
