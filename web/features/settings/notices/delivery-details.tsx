import { Button, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { DeliveryDetail } from '../../../../src/contract/index.ts'
import { noticesApi } from '../../../api/notices-api.ts'
import { deliveryQuery, noticesQueryKey } from '../../../api/notices-queries.ts'
import { CodeBlock } from '../../../ui/controls/code-block.tsx'
import { CopyButton } from '../../../ui/controls/copy-button.tsx'
import { ErrorState, useFormat, useNotify, useT } from '../../../ui/index.ts'
import { DeliveryStateBadge } from './delivery-state.tsx'
import { resultText, typeName } from './notice-words.ts'
import classes from './notices.module.css'

const indent = 2

/** One delivery: where it stands, every attempt with what was answered, and what is sent. */
export function DeliveryDetails({ id }: { readonly id: string }): ReactNode {
  const t = useT()
  const delivery = useQuery(deliveryQuery(id))
  if (delivery.isPending) return <Skeleton height={320} />
  if (!delivery.data) return <ErrorState error={delivery.error} onRetry={() => void delivery.refetch()} />
  return (
    <Stack gap="lg">
      <Facts delivery={delivery.data} />
      {delivery.data.state !== 'waiting' && <SendAgain id={id} />}
      <section>
        <Title order={3} size="h4" mb="sm">
          {t('notices.attempts_title')}
        </Title>
        <Attempts delivery={delivery.data} />
      </section>
      {delivery.data.kind === 'webhook' && (
        <section>
          <Title order={3} size="h4" mb="sm">
            {t('notices.body')}
          </Title>
          <CodeBlock
            code={JSON.stringify(delivery.data.body, null, indent)}
            label={t('notices.body')}
            copyLabel={t('notices.copy_body')}
          />
        </section>
      )}
    </Stack>
  )
}

function Facts({ delivery }: { readonly delivery: DeliveryDetail }): ReactNode {
  const t = useT()
  const format = useFormat()
  const { next_at, ended_at, attempts } = delivery
  return (
    <dl className={classes['details']}>
      <dt>{t('notices.column_state')}</dt>
      <dd>
        <DeliveryStateBadge delivery={delivery} />
        {attempts > 0 && ` ${t('notices.attempts', { n: attempts })}`}
      </dd>
      <dt>{t('notices.column_event')}</dt>
      <dd>{typeName(t, delivery.type)}</dd>
      <dt>{t('notices.column_receiver')}</dt>
      <dd>{delivery.recipient}</dd>
      <dt>{t('notices.column_time')}</dt>
      <dd>{format.dateTimeExact(delivery.occurred_at)}</dd>
      {next_at !== null && (
        <>
          <dt>{t('notices.next_attempt')}</dt>
          <dd>{format.dateTimeExact(next_at)}</dd>
        </>
      )}
      {ended_at !== null && (
        <>
          <dt>{t('notices.ended')}</dt>
          <dd>{format.dateTimeExact(ended_at)}</dd>
        </>
      )}
      <dt>{t('notices.delivery_id')}</dt>
      <dd className={classes['id']}>
        <span>{delivery.id}</span>
        <CopyButton value={delivery.id} label={t('shell.copy')} />
      </dd>
    </dl>
  )
}

function Attempts({ delivery }: { readonly delivery: DeliveryDetail }): ReactNode {
  const t = useT()
  const format = useFormat()
  if (delivery.log.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {delivery.last_error === null
          ? t('notices.no_attempts')
          : resultText(t, delivery.last_status, delivery.last_error)}
      </Text>
    )
  return (
    <ol className={classes['attempts']}>
      {delivery.log.map(({ at, duration_ms, status, error, answer }) => {
        const isGood = error === null && status !== null && status >= 200 && status < 300
        return (
          <li
            key={at}
            className={classes['attempt']}
            data-good={isGood || undefined}
            data-bad={!isGood || undefined}
          >
            {format.dateTimeExact(at)} · {resultText(t, status, error)},{' '}
            {t('notices.took', { duration: format.duration(duration_ms) })}
            {answer !== '' && (
              <CodeBlock
                code={answer}
                label={t('notices.answer')}
                copyLabel={t('notices.copy_answer')}
                maxHeight={120}
              />
            )}
          </li>
        )
      })}
    </ol>
  )
}

function SendAgain({ id }: { readonly id: string }): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const send = useMutation({
    mutationFn: () => noticesApi.deliveries.redeliver(id),
    onSuccess: async () => {
      notify.done(t('notices.sent_again'))
      await queryClient.invalidateQueries({ queryKey: noticesQueryKey })
    },
    onError: notify.failed,
  })
  return (
    <Button
      variant="default"
      leftSection={<IconRefresh size={16} aria-hidden />}
      loading={send.isPending}
      onClick={() => send.mutate()}
      style={{ alignSelf: 'flex-start' }}
    >
      {t('notices.send_again')}
    </Button>
  )
}
