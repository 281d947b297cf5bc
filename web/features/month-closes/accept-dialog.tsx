import { Text, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { MonthClose } from '../../../src/contract/index.ts'
import { invoiceApi } from '../../api/invoice-api.ts'
import { monthsQueryKey } from '../../api/invoice-queries.ts'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { useApiForm } from '../../ui/form/use-api-form.ts'
import { useNotify, useT } from '../../ui/index.ts'
import { useDays } from '../../ui/invoicing/use-days.ts'

interface AcceptDialogProps {
  readonly month: MonthClose
  readonly onClose: () => void
}

const maxReasonLength = 500

/** Lets a month be closed though messages of it have no price; somebody answers for it with a reason. */
export function AcceptDialog({ month, onClose }: AcceptDialogProps): ReactNode {
  const t = useT()
  const days = useDays()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const names = { company: month.company_name, month: days.month(month.month) }
  const { form, onSubmit, isSaving, failure } = useApiForm<{ reason: string }, MonthClose>({
    initialValues: { reason: '' },
    validate: ({ reason }) => ({ reason: reason.trim() === '' ? t('invoices.reason_missing') : null }),
    save: ({ reason }) => invoiceApi.months.acceptUnrated(month.id, reason.trim()),
    onSaved: async () => {
      onClose()
      notify.done(t('month_closes.accepted', names))
      await queryClient.invalidateQueries({ queryKey: monthsQueryKey })
    },
  })
  return (
    <FormDialog
      title={t('month_closes.accept_title', names)}
      action={t('month_closes.accept_action')}
      isSaving={isSaving}
      isDirty={form.isDirty()}
      failure={failure}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      {month.detail !== null && (
        <Text size="sm" lang="en">
          {month.detail}
        </Text>
      )}
      <Text size="sm">{t('month_closes.accept_text')}</Text>
      <Textarea
        label={t('month_closes.accept_reason')}
        description={t('month_closes.accept_reason_help')}
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
