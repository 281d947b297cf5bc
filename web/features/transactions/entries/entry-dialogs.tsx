import { Modal } from '@mantine/core'
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useMayEnter } from '../../../api/use-may-enter.ts'
import { useSession } from '../../../api/use-session.ts'
import { useT } from '../../../ui/index.ts'
import type { DialogName } from '../transactions-search.ts'
import { AccountSettings } from './account-settings.tsx'
import { AdjustmentForm } from './adjustment-form.tsx'

/** The form that the address names. */
export function EntryDialogs(): ReactNode {
  const navigate = useNavigate({ from: '/transactions' })
  const { enter } = useSearch({ from: '/frame/transactions' })
  const { scopes } = useSession()
  const { companies, isPending } = useMayEnter()
  // While a dialog fades out it still shows its form.
  const [last, setLast] = useState<DialogName | undefined>(enter)
  if (enter !== undefined && enter !== last) setLast(enter)
  const close = (): void =>
    void navigate({
      search: (before) => ({ ...before, enter: undefined }),
      replace: true,
      resetScroll: false,
    })
  if (isPending || last === undefined) return null
  const isSettings = last === 'settings'
  if (isSettings ? !scopes.includes('billing:manage') : companies.length === 0)
    // A link to a form that is not for its reader leads to what is.
    return enter === 'deposit' ? <Navigate to="/top-up" replace /> : null
  return <FormDialog name={last} opened={enter !== undefined} onClose={close} />
}

interface FormDialogProps {
  readonly name: DialogName
  readonly opened: boolean
  readonly onClose: () => void
}

function FormDialog({ name, opened, onClose }: FormDialogProps): ReactNode {
  const t = useT()
  const { companies } = useMayEnter()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={name === 'settings' ? t('balance.settings') : t(`transactions.enter_${name}`)}
      size={480}
      // A click beside the form must not lose what was typed.
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      {name === 'settings' ? (
        <AccountSettings isSeller={companies.length > 0} onClose={onClose} />
      ) : (
        <AdjustmentForm key={name} kind={name} companies={companies} onClose={onClose} />
      )}
    </Modal>
  )
}
