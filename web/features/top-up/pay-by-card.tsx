import { Button, Group, Stack, Text } from '@mantine/core'
import { IconCreditCard } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ApiCheckout } from '../../../src/contract/index.ts'
import { minorDigitsOf } from '../../../src/core/minor-unit.ts'
import { paymentsApi } from '../../api/payments-api.ts'
import { useSession } from '../../api/use-session.ts'
import { FailureNote } from '../../ui/form/failure-note.tsx'
import { useApiForm } from '../../ui/form/use-api-form.ts'
import { useRequestKey } from '../../ui/form/use-request-key.ts'
import { Card, Caution, useLanguage, useT } from '../../ui/index.ts'
import { AmountInput } from '../../ui/money/amount-input.tsx'
import { amountProblem, checkedAmount } from '../../ui/money/amount-problem.ts'
import type { AmountRules } from '../../ui/money/parse-amount.ts'

/** An amount, then the page of the payment service. */
export function PayByCard({ isTest }: { readonly isTest: boolean }): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  const { company } = useSession()
  const { key, renew } = useRequestKey()
  const rules: AmountRules = { language, places: minorDigitsOf(company.currency), sign: 'positive' }
  const { form, onSubmit, isSaving, failure } = useApiForm<{ amount: string }, ApiCheckout>({
    initialValues: { amount: '' },
    validate: ({ amount }) => ({ amount: amountProblem(t, amount, rules) }),
    save: ({ amount }) =>
      paymentsApi.createCheckout(
        { amount: { amount: checkedAmount(amount, rules), currency: company.currency }, language },
        key,
      ),
    onSaved: ({ url }) => {
      if (url !== null) window.location.assign(url)
    },
  })
  const amount = form.getInputProps('amount')
  return (
    <Card title={t('payments.card')}>
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {t('payments.card_text')}
          </Text>
          {isTest && <Caution>{t('payments.card_test')}</Caution>}
          <AmountInput
            label={t('payments.amount')}
            currency={company.currency}
            rules={rules}
            data-path="amount"
            maw={280}
            {...amount}
            onChange={(text) => {
              // Another amount is another request.
              renew()
              amount.onChange(text)
            }}
          />
          <FailureNote text={failure} />
          <Group>
            <Button
              type="submit"
              loading={isSaving}
              disabled={!form.isDirty()}
              leftSection={<IconCreditCard size={16} stroke={1.6} aria-hidden />}
            >
              {t('payments.card_go')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}
