import { useBlocker } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ConfirmDialog } from '../controls/confirm-dialog.tsx'
import { useT } from '../i18n/i18n-provider.tsx'

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
    <ConfirmDialog
      opened={blocker.status === 'blocked'}
      title={t('shell.leave_title')}
      text={text}
      action={t('shell.leave')}
      isBusy={false}
      onConfirm={() => blocker.proceed?.()}
      onCancel={() => blocker.reset?.()}
    />
  )
}
