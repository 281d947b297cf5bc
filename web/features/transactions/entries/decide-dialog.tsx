import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Adjustment } from '../../../../src/contract/index.ts'
import { billingApi } from '../../../api/billing-api.ts'
import { refreshMoney } from '../../../api/billing-queries.ts'
import { ConfirmDialog } from '../../../ui/controls/confirm-dialog.tsx'
import { useFormat, useNotify, useT } from '../../../ui/index.ts'

export type Decision = 'approve' | 'decline'

interface DecideDialogProps {
  readonly adjustment: Adjustment
  readonly decision: Decision
  readonly onClose: () => void
}

/** The second person's word, asked for with amount and company: it cannot be taken back. */
export function DecideDialog({ adjustment, decision, onClose }: DecideDialogProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const amount = format.money(adjustment.amount)
  const decide = useMutation({
    mutationFn: () => billingApi.adjustments.decide(adjustment.id, decision),
    onSuccess: async () => {
      onClose()
      notify.done(t(`transactions.done_${decision}`, { amount }))
      await refreshMoney(queryClient)
    },
    onError: notify.failed,
  })
  return (
    <ConfirmDialog
      opened
      title={t(`transactions.ask_${decision}`, {
        kind: t(`transactions.kind_${adjustment.kind}`),
        amount,
        company: adjustment.company_name,
      })}
      text={t(`transactions.ask_${decision}_text`)}
      action={t(`transactions.${decision}`)}
      isHarmless={decision === 'approve'}
      isBusy={decide.isPending}
      onConfirm={() => decide.mutate()}
      onCancel={onClose}
    />
  )
}
