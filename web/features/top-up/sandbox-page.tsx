import { Button, Group, Stack, Text } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { refreshMoney } from '../../api/billing-queries.ts'
import { paymentsApi } from '../../api/payments-api.ts'
import { checkoutQuery } from '../../api/payments-queries.ts'
import { Card, Caution, EmptyState, ErrorState, Page, useFormat, useNotify, useT } from '../../ui/index.ts'

/** The page of the sandbox, where somebody pays or fails to. There is none for a real payment service. */
export function SandboxPage(): ReactNode {
  const t = useT()
  const { order } = useSearch({ from: '/frame/sandbox-checkout' })
  return (
    <Page title={t('payments.sandbox_title')} narrow>
      {order === undefined ? <NoSandbox /> : <Sandbox id={order} />}
    </Page>
  )
}

function NoSandbox(): ReactNode {
  const t = useT()
  return (
    <Card>
      <EmptyState icon={<IconFlask size={28} stroke={1.5} />} title={t('payments.sandbox_wrong')} />
    </Card>
  )
}

function Sandbox({ id }: { readonly id: string }): ReactNode {
  const t = useT()
  const format = useFormat()
  const notify = useNotify()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const checkout = useQuery({ ...checkoutQuery(id), refetchInterval: false })
  const play = useMutation({
    mutationFn: (outcome: 'pay' | 'fail') => paymentsApi.playSandbox(id, outcome),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: checkoutQuery(id).queryKey })
      await refreshMoney(queryClient)
      await navigate({ to: '/top-up', search: { checkout: id } })
    },
    onError: notify.failed,
  })
  if (checkout.isError) return <ErrorState error={checkout.error} onRetry={() => void checkout.refetch()} />
  if (!checkout.data) return null
  if (!checkout.data.sandbox) return <NoSandbox />
  const { amount, document } = checkout.data
  return (
    <Card>
      <Stack gap="md">
        <Caution icon={<IconFlask size={18} stroke={1.7} />}>{t('payments.sandbox_note')}</Caution>
        <div>
          <Text size="xl" fw={600}>
            {format.money(amount)}
          </Text>
          <Text size="sm" c="dimmed">
            {document === null
              ? t('payments.sandbox_top_up')
              : t('payments.sandbox_for', { document: document.number })}
          </Text>
        </div>
        <Group gap="xs">
          <Button loading={play.isPending} onClick={() => play.mutate('pay')}>
            {t('payments.sandbox_pay', { amount: format.money(amount) })}
          </Button>
          <Button variant="default" disabled={play.isPending} onClick={() => play.mutate('fail')}>
            {t('payments.sandbox_fail')}
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}
