import { Modal } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { InvoiceDetail } from '../../../../src/contract/index.ts'
import { useT } from '../../../ui/index.ts'
import { useCustomers } from '../../../ui/invoicing/use-customers.ts'
import { CreateForm } from './create-form.tsx'
import { CreatedNote } from './created-note.tsx'

/** The form that makes a pro-forma, and then what was made. It is open while the address says so. */
export function CreateDialog(): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/invoices' })
  const { enter } = useSearch({ from: '/frame/invoices' })
  const { isPending } = useCustomers()
  const [made, setMade] = useState<InvoiceDetail>()
  // Another round is another form, with an idempotency key of its own.
  const [round, setRound] = useState(0)
  const close = (): void =>
    void navigate({
      search: (before) => ({ ...before, enter: undefined, amount: undefined, for: undefined }),
      replace: true,
      resetScroll: false,
    })
  const again = (): void => {
    setMade(undefined)
    setRound((last) => last + 1)
  }
  return (
    <Modal
      opened={enter !== undefined && !isPending}
      onClose={close}
      onExitTransitionEnd={again}
      title={t('invoices.create_title')}
      size={520}
      // A click beside the form must not lose what was typed.
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      {made ? (
        <CreatedNote invoice={made} onAgain={again} onClose={close} />
      ) : (
        <CreateForm key={round} onMade={setMade} onClose={close} />
      )}
    </Modal>
  )
}
