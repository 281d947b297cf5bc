import { Button, Modal, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { PricesInstead } from '../../../../src/contract/index.ts'
import { ApiError } from '../../../api/api-error.ts'
import { billingApi } from '../../../api/billing-api.ts'
import { refreshPrices } from '../../../api/billing-queries.ts'
import { ConfirmDialog } from '../../../ui/controls/confirm-dialog.tsx'
import { useRequestKey } from '../../../ui/form/use-request-key.ts'
import { useFormat, useNotify, useT } from '../../../ui/index.ts'
import type { AssignmentDialogProps } from './assignment-dialogs.tsx'

/**
 * Takes back what has not begun. Whether the company would be left without prices the server knows, which sees all lists:
 * then it is asked what shall follow.
 */
export function WithdrawDialog({ list, assignment, onClose }: AssignmentDialogProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const { key, renew } = useRequestKey()
  const withdraw = useMutation({
    mutationFn: (instead?: PricesInstead) =>
      billingApi.assignments.withdraw(list.id, assignment.id, key, instead),
    onSuccess: async () => {
      onClose()
      await refreshPrices(queryClient)
    },
    onError: (error) => {
      if (leavesGap(error)) renew()
      else notify.failed(error)
    },
  })
  const title = t('prices.withdraw_title', { number: assignment.version, company: assignment.company_name })
  if (!leavesGap(withdraw.error) && !(withdraw.isPending && withdraw.variables !== undefined))
    return (
      <ConfirmDialog
        opened
        title={title}
        text={t('prices.withdraw_text')}
        action={t('prices.withdraw')}
        isBusy={withdraw.isPending}
        onConfirm={() => withdraw.mutate(undefined)}
        onCancel={onClose}
      />
    )
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      centered
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <Text size="sm">{t('prices.withdraw_gap', { from: format.dateTime(assignment.from) })}</Text>
      <Stack mt="lg" gap="xs">
        <Button loading={withdraw.isPending} onClick={() => withdraw.mutate('previous')} data-autofocus>
          {t('prices.withdraw_extend')}
        </Button>
        <Button
          variant="default"
          color="red"
          disabled={withdraw.isPending}
          onClick={() => withdraw.mutate('nothing')}
        >
          {t('prices.withdraw_leave')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onClose}>
          {t('shell.cancel')}
        </Button>
      </Stack>
    </Modal>
  )
}

function leavesGap(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'leaves_gap'
}
