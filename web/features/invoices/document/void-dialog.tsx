import { Text, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { InvoiceDetail } from '../../../../src/contract/index.ts'
import { invoiceApi } from '../../../api/invoice-api.ts'
import { refreshDocuments } from '../../../api/invoice-queries.ts'
import { FormDialog } from '../../../ui/form/form-dialog.tsx'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { useNotify, useT } from '../../../ui/index.ts'

export interface CorrectionDialogProps {
  readonly invoice: InvoiceDetail
  readonly onClose: () => void
}

const maxReasonLength = 500

/** Asks before a document becomes void, says what follows from it, and why it is done. */
export function VoidDialog({ invoice, onClose }: CorrectionDialogProps): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const { id, number, kind } = invoice
  const { form, onSubmit, isSaving, failure } = useApiForm<{ reason: string }, InvoiceDetail>({
    initialValues: { reason: '' },
    validate: ({ reason }) => ({ reason: reason.trim() === '' ? t('invoices.reason_missing') : null }),
    save: ({ reason }) => invoiceApi.makeVoid(id, reason.trim()),
    onSaved: async () => {
      onClose()
      notify.done(t('invoices.void_done', { number }))
      await refreshDocuments(queryClient)
    },
  })
  return (
    <FormDialog
      title={t('invoices.void_title', { number })}
      action={t('invoices.void_action')}
      isDestructive
      isSaving={isSaving}
      isDirty={form.isDirty()}
      failure={failure}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <Text size="sm">
        {t(kind === 'pro_forma' ? 'invoices.void_pro_forma_text' : 'invoices.void_invoice_text')}
      </Text>
      <Textarea
        label={t('invoices.reason')}
        description={t('invoices.reason_kept')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={maxReasonLength}
        data-autofocus
        {...form.getInputProps('reason')}
      />
    </FormDialog>
  )
}
