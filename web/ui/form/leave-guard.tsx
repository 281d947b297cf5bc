import { useBlocker } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense } from 'react'
import { useT } from '../i18n/i18n-provider.tsx'

// Only the question is loaded apart. What holds the page back has to be there with the first change:
// loaded later, it would let go whoever is quicker than the network.
const ConfirmDialog = lazy(async () => ({
  default: (await import('../controls/confirm-dialog.tsx')).ConfirmDialog,
}))

/** While it is there, asks before what was typed is left behind, by a link as by closing the tab. */
export function LeaveGuard({ text }: { readonly text: string }): ReactNode {
  const t = useT()
  const blocker = useBlocker({
    // Tabs and filters of the page are in its address and lose nothing.
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname,
    enableBeforeUnload: true,
    withResolver: true,
  })
  return (
    <Suspense>
      <ConfirmDialog
        opened={blocker.status === 'blocked'}
        title={t('shell.leave_title')}
        text={text}
        action={t('shell.leave')}
        isBusy={false}
        onConfirm={() => blocker.proceed?.()}
        onCancel={() => blocker.reset?.()}
      />
    </Suspense>
  )
}
