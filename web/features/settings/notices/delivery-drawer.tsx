import { Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useT } from '../../../ui/index.ts'

// Loaded with the first delivery that is opened.
const DeliveryDetails = lazy(async () => ({
  default: (await import('./delivery-details.tsx')).DeliveryDetails,
}))

/** The delivery that the address names, beside the log. */
export function DeliveryDrawer(): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/settings/notices' })
  const { open } = useSearch({ from: '/frame/settings/notices' })
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  // While the drawer slides out it still shows the delivery it was about.
  const [last, setLast] = useState(open)
  if (open !== undefined && open !== last) setLast(open)
  return (
    <Drawer
      opened={open !== undefined}
      onClose={() =>
        void navigate({ search: (before) => ({ ...before, open: undefined }), resetScroll: false })
      }
      position="right"
      size={isNarrow ? '100%' : 600}
      title={t('notices.delivery')}
      overlayProps={{ backgroundOpacity: 0.25 }}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <Suspense>{last !== undefined && <DeliveryDetails key={last} id={last} />}</Suspense>
    </Drawer>
  )
}
