import { Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ApiPaymentGateway } from '../../../../src/contract/index.ts'
import { paymentsApi } from '../../../api/payments-api.ts'
import { gatewaysQuery } from '../../../api/payments-queries.ts'
import { CopyField } from '../../../ui/controls/copy-field.tsx'
import { FormFooter } from '../../../ui/form/form-footer.tsx'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { useNotify, useT } from '../../../ui/index.ts'

interface StripeKeysProps {
  /** Undefined before it is set up. */
  readonly gateway: ApiPaymentGateway | undefined
  readonly onClose: () => void
}

type Values = { api_key: string; webhook_secret: string }

const keyPattern = /^[sr]k_(live|test)_[A-Za-z0-9_]+$/
const secretPattern = /^whsec_[A-Za-z0-9+/=_-]+$/
const helpBelow: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

/** What is left empty stays as it is. */
function useStripeForm({ gateway, onClose }: StripeKeysProps) {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const isFirst = gateway === undefined
  const api = useApiForm<Values, ApiPaymentGateway>({
    initialValues: { api_key: '', webhook_secret: '' },
    validate: ({ api_key, webhook_secret }) => ({
      api_key:
        keyPattern.test(api_key.trim()) || (!isFirst && api_key.trim() === '')
          ? null
          : t('payments.gateway_key_wrong'),
      webhook_secret:
        secretPattern.test(webhook_secret.trim()) || webhook_secret.trim() === ''
          ? null
          : t('payments.gateway_secret_wrong'),
    }),
    save: (values) => {
      const [key, secret] = [values.api_key.trim(), values.webhook_secret.trim()]
      return paymentsApi.putGateway({
        kind: 'stripe',
        offered: gateway?.offered ?? false,
        ...(key === '' ? {} : { api_key: key }),
        ...(secret === '' ? {} : { webhook_secrets: [secret] }),
      })
    },
    onSaved: async (saved) => {
      notify.done(t('payments.gateway_saved'))
      await queryClient.invalidateQueries({ queryKey: gatewaysQuery.queryKey })
      // After the first key the address is there, and the signing secret is asked for.
      if (saved.ready) onClose()
      else api.form.reset()
    },
  })
  return api
}

/** The keys of Stripe, which are never shown again: what is left empty stays as it is. */
export function StripeKeys({ gateway, onClose }: StripeKeysProps): ReactNode {
  const t = useT()
  const isFirst = gateway === undefined
  const { form, onSubmit, isSaving, failure } = useStripeForm({ gateway, onClose })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('payments.gateway_stripe')}
      size={560}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="md">
          <PasswordInput
            label={t('payments.gateway_api_key')}
            description={`${t('payments.gateway_api_key_help')} ${isFirst ? '' : t('payments.gateway_keep')}`}
            inputWrapperOrder={helpBelow}
            autoComplete="off"
            data-autofocus
            data-path="api_key"
            {...form.getInputProps('api_key')}
          />
          {isFirst ? (
            <Text size="sm" c="dimmed">
              {t('payments.gateway_first_key')}
            </Text>
          ) : (
            <>
              <div>
                <Text size="sm" fw={500} mb={4}>
                  {t('payments.gateway_webhook')}
                </Text>
                <CopyField value={gateway.webhook_url} copyLabel={t('payments.gateway_webhook_copy')} />
                <Text size="xs" c="dimmed" mt={4}>
                  {t('payments.gateway_webhook_help')}
                </Text>
              </div>
              <PasswordInput
                label={t('payments.gateway_secret')}
                description={`${t('payments.gateway_secret_help')} ${gateway.ready ? t('payments.gateway_keep') : ''}`}
                inputWrapperOrder={helpBelow}
                autoComplete="off"
                data-path="webhook_secret"
                {...form.getInputProps('webhook_secret')}
              />
            </>
          )}
          <FormFooter
            action={t('shell.save')}
            isSaving={isSaving}
            isDirty={form.isDirty()}
            failure={failure}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </Modal>
  )
}
