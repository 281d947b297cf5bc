import { Badge, Button, Group, List, Skeleton, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { gatewayKinds } from '../../../../src/contract/incoming-payment-words.ts'
import type { ApiPaymentGateway, GatewayKind } from '../../../../src/contract/index.ts'
import { paymentsApi } from '../../../api/payments-api.ts'
import { checkoutOptionsQuery, gatewaysQuery } from '../../../api/payments-queries.ts'
import { Card, Caution, ErrorState, useFormat, useNotify, useT } from '../../../ui/index.ts'
import classes from './payment-settings.module.css'

// Loaded when keys are about to be entered.
const StripeKeys = lazy(async () => ({ default: (await import('./stripe-keys.tsx')).StripeKeys }))

/** By which services the customers of the company pay by card. */
export function PaymentSettings(): ReactNode {
  const t = useT()
  const gateways = useQuery(gatewaysQuery)
  return (
    <Card title={t('payments.gateways')}>
      <Text size="sm" c="dimmed" mb="md">
        {t('payments.gateways_text')}
      </Text>
      {gateways.isPending && <Skeleton height={120} />}
      {gateways.isError && !gateways.data && (
        <ErrorState error={gateways.error} onRetry={() => void gateways.refetch()} />
      )}
      {gateways.data && (
        <Stack gap={0}>
          {gatewayKinds.map((kind) => (
            <Gateway key={kind} kind={kind} gateway={gateways.data.find((one) => one.kind === kind)} />
          ))}
        </Stack>
      )}
    </Card>
  )
}

interface GatewayProps {
  readonly kind: GatewayKind
  /** Undefined before it is set up. */
  readonly gateway: ApiPaymentGateway | undefined
}

function Gateway({ kind, gateway }: GatewayProps): ReactNode {
  const t = useT()
  const [isOpen, setOpen] = useState(false)
  return (
    <section className={classes['gateway']} aria-label={t(`payments.gateway_${kind}`)}>
      <div className={classes['what']}>
        <Group gap="xs">
          <strong>{t(`payments.gateway_${kind}`)}</strong>
          {gateway && <Marks gateway={gateway} />}
        </Group>
        <Text size="sm" c="dimmed">
          {t(`payments.gateway_${kind}_text`)}
        </Text>
        {kind === 'stripe' && gateway && !gateway.ready && (
          <Text size="sm">{t('payments.gateway_not_ready')}</Text>
        )}
      </div>
      <Group gap="xs" className={classes['acts'] ?? ''}>
        {kind === 'stripe' && (
          <Button size="xs" variant="default" onClick={() => setOpen(true)}>
            {gateway ? t('payments.gateway_keys') : t('payments.gateway_setup')}
          </Button>
        )}
        {(kind === 'sandbox' || gateway?.ready) && (
          <OfferButton kind={kind} isOffered={gateway?.offered ?? false} />
        )}
      </Group>
      {gateway && gateway.set_aside.length > 0 && <SetAside gateway={gateway} />}
      <Suspense>{isOpen && <StripeKeys gateway={gateway} onClose={() => setOpen(false)} />}</Suspense>
    </section>
  )
}

function Marks({ gateway }: { readonly gateway: ApiPaymentGateway }): ReactNode {
  const t = useT()
  return (
    <>
      <Badge variant="light" color={gateway.offered ? 'teal' : 'gray'} tt="none" fw={500}>
        {gateway.offered ? t('payments.gateway_on') : t('payments.gateway_off')}
      </Badge>
      <Badge variant="outline" color={gateway.mode === 'test' ? 'orange' : 'gray'} tt="none" fw={500}>
        {t(`payments.gateway_${gateway.mode}`)}
      </Badge>
    </>
  )
}

function OfferButton({
  kind,
  isOffered,
}: {
  readonly kind: GatewayKind
  readonly isOffered: boolean
}): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const offer = useMutation({
    mutationFn: () => paymentsApi.putGateway({ kind, offered: !isOffered }),
    onSuccess: async () => {
      notify.done(t('payments.gateway_saved'))
      await queryClient.invalidateQueries({ queryKey: gatewaysQuery.queryKey })
      await queryClient.invalidateQueries({ queryKey: checkoutOptionsQuery.queryKey })
    },
    onError: notify.failed,
  })
  return (
    <Button
      size="xs"
      variant={isOffered ? 'default' : 'filled'}
      loading={offer.isPending}
      onClick={() => offer.mutate()}
    >
      {isOffered ? t('payments.gateway_stop') : t('payments.gateway_offer')}
    </Button>
  )
}

function SetAside({ gateway }: { readonly gateway: ApiPaymentGateway }): ReactNode {
  const t = useT()
  const format = useFormat()
  return (
    <div className={classes['setAside']}>
      <Caution title={t('payments.gateway_set_aside', { n: gateway.set_aside.length })}>
        {t('payments.gateway_set_aside_text')}
      </Caution>
      <List size="sm" mt="xs" spacing={4}>
        {gateway.set_aside.map(({ event_id, reason, received_at }) => (
          <List.Item key={event_id}>
            <code>{event_id}</code>: {t(`payments.set_aside_${reason}`)}, {format.dateTime(received_at)}
          </List.Item>
        ))}
      </List>
    </div>
  )
}
