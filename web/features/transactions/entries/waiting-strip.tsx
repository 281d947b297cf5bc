import { Button, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Adjustment } from '../../../../src/contract/index.ts'
import { billingApi } from '../../../api/billing-api.ts'
import { refreshMoney, waitingAdjustmentsQuery } from '../../../api/billing-queries.ts'
import { ConfirmDialog } from '../../../ui/controls/confirm-dialog.tsx'
import { Card, errorText, useFormat, useNotify, useT } from '../../../ui/index.ts'
import classes from '../transactions.module.css'
import { useMayEnter } from '../use-may-enter.ts'

type Decision = 'approve' | 'decline'

/** Entries above the limit: a second person approves or declines them. Nothing is shown while nothing waits. */
export function WaitingStrip(): ReactNode {
  const t = useT()
  const { companies } = useMayEnter()
  const waiting = useQuery({ ...waitingAdjustmentsQuery, enabled: companies.length > 0 })
  const [asked, setAsked] = useState<{ adjustment: Adjustment; decision: Decision } | null>(null)
  if (waiting.isError)
    return (
      <Text size="sm" c="var(--mantine-color-error)" role="alert">
        {t('transactions.waiting_failed', { reason: errorText(t, waiting.error) })}
      </Text>
    )
  if (!waiting.data?.length) return null
  return (
    <Card
      title={t('transactions.waiting', { n: waiting.data.length })}
      definition={t('transactions.waiting_definition')}
      flush
    >
      <ul className={classes['waiting']}>
        {waiting.data.map((adjustment) => (
          <WaitingItem
            key={adjustment.id}
            adjustment={adjustment}
            onDecide={(decision) => setAsked({ adjustment, decision })}
          />
        ))}
      </ul>
      {asked !== null && <DecideDialog {...asked} onClose={() => setAsked(null)} />}
    </Card>
  )
}

interface WaitingItemProps {
  readonly adjustment: Adjustment
  readonly onDecide: (decision: Decision) => void
}

function WaitingItem({ adjustment, onDecide }: WaitingItemProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const { kind, company_name, reason, reference, created_at, created_by } = adjustment
  const about = [reason, reference].filter((text) => text !== null && text !== '').join(' · ')
  return (
    <li className={classes['waitingItem']}>
      <div className={classes['waitingWhat']}>
        <p>
          <strong>{t(`transactions.kind_${kind}`)}</strong> · {company_name}
        </p>
        <Text size="sm" c="dimmed" truncate title={about}>
          {about}
        </Text>
        <Text size="xs" c="dimmed">
          {created_by === null
            ? format.dateTime(created_at)
            : t('transactions.entered_by', { name: created_by, time: format.dateTime(created_at) })}
        </Text>
      </div>
      <span className={classes['waitingAmount']}>{format.money(adjustment.amount)}</span>
      <div className={classes['waitingActs']}>
        {adjustment.may_decide ? (
          <>
            <Button size="xs" variant="default" onClick={() => onDecide('decline')}>
              {t('transactions.decline')}
            </Button>
            <Button size="xs" onClick={() => onDecide('approve')}>
              {t('transactions.approve')}
            </Button>
          </>
        ) : (
          <Text size="xs" c="dimmed" maw={188}>
            {t('transactions.somebody_else')}
          </Text>
        )}
      </div>
    </li>
  )
}

interface DecideDialogProps {
  readonly adjustment: Adjustment
  readonly decision: Decision
  readonly onClose: () => void
}

function DecideDialog({ adjustment, decision, onClose }: DecideDialogProps): ReactNode {
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
