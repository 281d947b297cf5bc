import { Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { PriceAssignment, PriceList } from '../../../../src/contract/index.ts'
import { formatInstant } from '../../../../src/core/time/index.ts'
import { billingApi } from '../../../api/billing-api.ts'
import { refreshPrices } from '../../../api/billing-queries.ts'
import { useSession } from '../../../api/use-session.ts'
import { ConfirmDialog } from '../../../ui/controls/confirm-dialog.tsx'
import { FormDialog } from '../../../ui/form/form-dialog.tsx'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { useRequestKey } from '../../../ui/form/use-request-key.ts'
import { useFormat, useNotify, useT } from '../../../ui/index.ts'
import { instantAtWall, wallTime } from '../../../ui/selection/wall-time.ts'
import { noInstant, WallInstantInput, type WallText } from './wall-instant-input.tsx'

interface AssignmentDialogProps {
  readonly list: PriceList
  readonly assignment: PriceAssignment
  readonly onClose: () => void
}

/** Another end; an empty date means until further notice. */
export function EndDialog({ list, assignment, onClose }: AssignmentDialogProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const queryClient = useQueryClient()
  const zone = useSession().company.time_zone
  const [nowMs] = useState(() => Date.now())
  const at = ({ date, time }: WallText): number | undefined =>
    date === '' ? undefined : instantAtWall(date, time || '00:00', zone)
  const { form, onSubmit, isSaving, failure } = useApiForm<{ to: WallText }, PriceAssignment>({
    initialValues: {
      to: assignment.to === null ? noInstant : wallTime(Date.parse(assignment.to), zone),
    },
    validate: ({ to }) => {
      const toMs = at(to)
      return {
        to: toMs !== undefined && toMs <= Date.parse(assignment.from) ? t('prices.to_too_early') : null,
      }
    },
    save: ({ to }) => {
      const toMs = at(to)
      return billingApi.assignments.end(
        list.id,
        assignment.id,
        toMs === undefined ? null : formatInstant(toMs, zone),
      )
    },
    onSaved: async () => {
      onClose()
      await refreshPrices(queryClient)
    },
  })
  return (
    <FormDialog
      title={t('prices.end_title', { company: assignment.company_name, number: assignment.version })}
      action={t('shell.save')}
      isSaving={isSaving}
      isDirty={form.isDirty()}
      failure={failure}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <WallInstantInput
        label={t('prices.to')}
        description={t('prices.to_help')}
        path="to"
        {...form.getInputProps('to')}
      />
      <Text size="sm" c="dimmed">
        {t('prices.assign_zone', { zone: format.zone(nowMs) })} {t('prices.end_note')}
      </Text>
    </FormDialog>
  )
}

/** Takes back what has not begun. */
export function WithdrawDialog({ list, assignment, onClose }: AssignmentDialogProps): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const { key } = useRequestKey()
  const withdraw = useMutation({
    mutationFn: () => billingApi.assignments.withdraw(list.id, assignment.id, key),
    onSuccess: async () => {
      onClose()
      await refreshPrices(queryClient)
    },
    onError: notify.failed,
  })
  return (
    <ConfirmDialog
      opened
      title={t('prices.withdraw_title', {
        number: assignment.version,
        company: assignment.company_name,
      })}
      text={t('prices.withdraw_text')}
      action={t('prices.withdraw')}
      isBusy={withdraw.isPending}
      onConfirm={() => withdraw.mutate()}
      onCancel={onClose}
    />
  )
}
