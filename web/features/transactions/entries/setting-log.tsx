import { Button, Group, Skeleton, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { SettingChange } from '../../../../src/contract/index.ts'
import { billingApi } from '../../../api/billing-api.ts'
import { refreshMoney, settingChangesQuery } from '../../../api/billing-queries.ts'
import { useSession } from '../../../api/use-session.ts'
import { ErrorState, useFormat, useNotify, useT } from '../../../ui/index.ts'
import type { Decision } from './decide-dialog.tsx'
import classes from './setting-log.module.css'

/** Who changed the settings of the account, when, from what to what; what waits is decided here. */
export function SettingLog(): ReactNode {
  const t = useT()
  const { company } = useSession()
  const log = useQuery(settingChangesQuery(company.id))
  return (
    <section className={classes['log']} aria-labelledby="setting-log">
      <Title order={3} size="sm" fw={600} id="setting-log">
        {t('transactions.settings_log')}
      </Title>
      {log.isPending && <Skeleton height={48} mt="xs" />}
      {log.isError && <ErrorState error={log.error} onRetry={() => void log.refetch()} />}
      {log.data?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('transactions.settings_log_empty')}
        </Text>
      )}
      {log.data && log.data.length > 0 && (
        <ul className={classes['changes']}>
          {log.data.map((change) => (
            <Change key={change.id} change={change} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Change({ change }: { readonly change: SettingChange }): ReactNode {
  const t = useT()
  const format = useFormat()
  const { created_by, created_at, state, decided_at, decided_by } = change
  const time = format.dateTime(created_at)
  return (
    <li className={classes['change']}>
      <Text size="xs" c="dimmed">
        {created_by === null ? time : t('transactions.entered_by', { name: created_by, time })}
      </Text>
      <WhatChanged change={change} />
      {decided_at !== null && state !== 'applied' && state !== 'waiting' && (
        <Text size="xs" c="dimmed">
          {t(`transactions.setting_${state}`, {
            name: decided_by ?? '–',
            time: format.dateTime(decided_at),
          })}
        </Text>
      )}
      {state === 'waiting' && <Decisions change={change} />}
    </li>
  )
}

function WhatChanged({ change: { before, after } }: { readonly change: SettingChange }): ReactNode {
  const t = useT()
  const format = useFormat()
  const money = (value: SettingChange['after']['approval_limit']): string =>
    value === null ? t('transactions.setting_none') : format.money(value)
  const onOff = (value: boolean): string => t(value ? 'transactions.setting_on' : 'transactions.setting_off')
  const lines = [
    [t('balance.threshold'), money(before.low_balance_threshold), money(after.low_balance_threshold)],
    [t('balance.credit_limit'), money(before.credit_limit), money(after.credit_limit)],
    [t('balance.approval_limit'), money(before.approval_limit), money(after.approval_limit)],
    [t('balance.block'), onOff(before.blocked), onOff(after.blocked)],
  ] as const
  return lines
    .filter(([, from, to]) => from !== to)
    .map(([label, from, to]) => (
      <p key={label}>
        {label}: {from} → <strong>{to}</strong>
      </p>
    ))
}

function Decisions({ change }: { readonly change: SettingChange }): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const decide = useMutation({
    mutationFn: (decision: Decision) => billingApi.settingChanges.decide(change.id, decision),
    onSuccess: async (decided) => {
      notify.done(
        t(decided.state === 'approved' ? 'transactions.setting_done' : 'transactions.setting_dropped'),
      )
      await refreshMoney(queryClient)
    },
    onError: notify.failed,
  })
  return (
    <>
      <Text size="xs">{t('transactions.setting_waits')}</Text>
      <Group gap="xs" mt={4}>
        {change.may_decline && (
          <Button
            size="xs"
            variant="default"
            disabled={decide.isPending}
            onClick={() => decide.mutate('decline')}
          >
            {t(change.may_approve ? 'transactions.decline' : 'transactions.setting_withdraw')}
          </Button>
        )}
        {change.may_approve && (
          <Button size="xs" loading={decide.isPending} onClick={() => decide.mutate('approve')}>
            {t('transactions.approve')}
          </Button>
        )}
      </Group>
    </>
  )
}
