import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { Adjustment } from '../../../../src/contract/index.ts'
import { waitingAdjustmentsQuery } from '../../../api/billing-queries.ts'
import { useMayEnter } from '../../../api/use-may-enter.ts'
import { Card, errorText, useFormat, useT } from '../../../ui/index.ts'
import classes from '../transactions.module.css'
import type { Decision } from './decide-dialog.tsx'

// Loaded when somebody is about to decide.
const DecideDialog = lazy(async () => ({
  default: (await import('./decide-dialog.tsx')).DecideDialog,
}))

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
      <Suspense>{asked !== null && <DecideDialog {...asked} onClose={() => setAsked(null)} />}</Suspense>
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
