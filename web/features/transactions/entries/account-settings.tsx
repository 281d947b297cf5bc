import { Skeleton, Stack, Switch } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Balance, BalanceSettings } from '../../../../src/contract/index.ts'
import { minorDigitsOf } from '../../../../src/core/minor-unit.ts'
import { billingApi } from '../../../api/billing-api.ts'
import { refreshMoney } from '../../../api/billing-queries.ts'
import { balanceQuery } from '../../../api/queries.ts'
import { FormFooter } from '../../../ui/form/form-footer.tsx'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { ErrorState, useLanguage, useNotify, useT } from '../../../ui/index.ts'
import { AmountInput } from '../../../ui/money/amount-input.tsx'
import { amountProblem, checkedAmount } from '../../../ui/money/amount-problem.ts'
import { type AmountRules, typedAmount } from '../../../ui/money/parse-amount.ts'
import { SettingLog } from './setting-log.tsx'

interface AccountSettingsProps {
  /** Limits and the block are the seller's; the threshold is the company's own. */
  readonly isSeller: boolean
  readonly onClose: () => void
}

export function AccountSettings(props: AccountSettingsProps): ReactNode {
  const balance = useQuery(balanceQuery)
  if (balance.data)
    return (
      <>
        <SettingsForm {...props} balance={balance.data} />
        <SettingLog />
      </>
    )
  if (balance.isError) return <ErrorState error={balance.error} onRetry={() => void balance.refetch()} />
  return <Skeleton height={props.isSeller ? 380 : 120} />
}

type Values = {
  low_balance_threshold: string
  credit_limit: string
  approval_limit: string
  blocked: boolean
}
const helpBelow: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

function SettingsForm({
  isSeller,
  balance,
  onClose,
}: AccountSettingsProps & { readonly balance: Balance }): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const [language] = useLanguage()
  const { currency } = balance.balance
  const rules: AmountRules = { language, places: minorDigitsOf(currency), sign: 'not_negative' }
  const typed = (money: { amount: string } | null): string =>
    money === null ? '' : typedAmount(money.amount, language)
  const money = (text: string) => ({ amount: checkedAmount(text, rules), currency })
  const moneyOrNull = (text: string) => (text.trim() === '' ? null : money(text))
  const problem = (text: string): string | null => amountProblem(t, text, rules)
  const { form, onSubmit, isSaving, failure } = useApiForm<Values, Balance>({
    initialValues: {
      low_balance_threshold: typed(balance.low_balance_threshold),
      credit_limit: typed(balance.credit_limit),
      approval_limit: typed(balance.approval_limit),
      blocked: balance.blocked,
    },
    validate: (values) => ({
      low_balance_threshold:
        values.low_balance_threshold.trim() === '' ? null : problem(values.low_balance_threshold),
      credit_limit: problem(values.credit_limit),
      approval_limit: values.approval_limit.trim() === '' ? null : problem(values.approval_limit),
    }),
    // Only what was changed here: what somebody else has changed meanwhile stays.
    save: (values) => {
      const changes: BalanceSettings = {
        ...(form.isDirty('low_balance_threshold') && {
          low_balance_threshold: moneyOrNull(values.low_balance_threshold),
        }),
        ...(form.isDirty('credit_limit') && { credit_limit: money(values.credit_limit) }),
        ...(form.isDirty('approval_limit') && { approval_limit: moneyOrNull(values.approval_limit) }),
        ...(form.isDirty('blocked') && { blocked: values.blocked }),
      }
      return billingApi.changeBalanceSettings(changes)
    },
    onSaved: async (saved) => {
      onClose()
      const hasToWait = saved.settings_waiting && !balance.settings_waiting
      notify.done(t(hasToWait ? 'transactions.setting_waits' : 'shell.saved'))
      await refreshMoney(queryClient)
    },
  })
  const field = (name: 'low_balance_threshold' | 'credit_limit' | 'approval_limit') => ({
    currency,
    rules,
    inputWrapperOrder: helpBelow,
    'data-path': name,
    ...form.getInputProps(name),
  })
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        <AmountInput
          label={t('balance.threshold')}
          description={t('balance.threshold_help')}
          data-autofocus
          {...field('low_balance_threshold')}
        />
        {isSeller && (
          <>
            <AmountInput
              label={t('balance.credit_limit')}
              description={t('balance.credit_limit_help')}
              {...field('credit_limit')}
            />
            <AmountInput
              label={t('balance.approval_limit')}
              description={t('balance.approval_limit_help')}
              {...field('approval_limit')}
            />
            <Switch
              label={t('balance.block')}
              description={t('balance.block_help')}
              color="red"
              {...form.getInputProps('blocked', { type: 'checkbox' })}
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
  )
}
