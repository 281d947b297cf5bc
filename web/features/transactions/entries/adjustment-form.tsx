import { Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Adjustment, AdjustmentKind } from '../../../../src/contract/index.ts'
import { minorDigitsOf } from '../../../../src/core/minor-unit.ts'
import { billingApi } from '../../../api/billing-api.ts'
import { refreshMoney } from '../../../api/billing-queries.ts'
import { balanceQuery } from '../../../api/queries.ts'
import { useSession } from '../../../api/use-session.ts'
import { FormFooter } from '../../../ui/form/form-footer.tsx'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { useRequestKey } from '../../../ui/form/use-request-key.ts'
import { useFormat, useLanguage, useNotify, useT } from '../../../ui/index.ts'
import { AmountInput } from '../../../ui/money/amount-input.tsx'
import { amountProblem, checkedAmount } from '../../../ui/money/amount-problem.ts'
import type { AmountRules } from '../../../ui/money/parse-amount.ts'

type Values = {
  company_id: string | null
  amount: string
  reason: string
  reference: string
}

interface AdjustmentFormProps {
  readonly kind: AdjustmentKind
  readonly companies: readonly { readonly id: string; readonly name: string; readonly currency: string }[]
  readonly onClose: () => void
}

const helpBelow: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']
const correctionPlaces = 6

/** Enters a deposit, correction or refund. Nothing changes on the page before the server has answered. */
export function AdjustmentForm({ kind, companies, onClose }: AdjustmentFormProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const [language] = useLanguage()
  const { company } = useSession()
  // One key for one opened form: sent again after a lost answer it enters nothing twice.
  const { key } = useRequestKey()
  const own = companies.find(({ id }) => id === company.id) ?? companies[0]
  const currencyOf = (id: string | null): string =>
    companies.find((one) => one.id === id)?.currency ?? company.currency
  const rulesOf = (values: Pick<Values, 'company_id'>): AmountRules => ({
    language,
    places: kind === 'correction' ? correctionPlaces : minorDigitsOf(currencyOf(values.company_id)),
    sign: kind === 'correction' ? 'not_zero' : 'positive',
  })
  const { form, onSubmit, isSaving, failure } = useApiForm<Values, Adjustment>({
    initialValues: { company_id: own?.id ?? null, amount: '', reason: '', reference: '' },
    validate: (values) => ({
      company_id: values.company_id ? null : t('transactions.company_missing'),
      amount: amountProblem(t, values.amount, rulesOf(values)),
      reason: values.reason.trim() === '' ? t('transactions.reason_missing') : null,
    }),
    save: (values) =>
      billingApi.adjustments.create(kind, toApiAdjustment(values, rulesOf(values), currencyOf), key),
    onSaved: async (saved) => {
      onClose()
      const amount = format.money(saved.amount)
      notify.done(
        saved.state === 'waiting'
          ? t('transactions.entered_waiting', { amount })
          : t('transactions.entered', { amount, company: saved.company_name }),
      )
      await refreshMoney(queryClient)
    },
  })
  const { company_id } = form.values
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        {companies.length > 1 && (
          <Select
            label={t('transactions.company')}
            data={companies.map(({ id, name }) => ({ value: id, label: name }))}
            searchable
            allowDeselect={false}
            nothingFoundMessage={t('transactions.nothing_found')}
            data-path="company_id"
            {...form.getInputProps('company_id')}
          />
        )}
        <AmountInput
          label={t('balance.amount')}
          description={kind === 'correction' ? t('transactions.correction_help') : undefined}
          inputWrapperOrder={helpBelow}
          currency={currencyOf(company_id)}
          rules={rulesOf(form.values)}
          data-path="amount"
          data-autofocus
          {...form.getInputProps('amount')}
        />
        <Textarea
          label={t('transactions.reason')}
          description={t(`transactions.reason_help_${kind}`)}
          inputWrapperOrder={helpBelow}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={500}
          data-path="reason"
          {...form.getInputProps('reason')}
        />
        <TextInput
          label={t('transactions.reference')}
          description={t('transactions.reference_help')}
          inputWrapperOrder={helpBelow}
          autoComplete="off"
          maxLength={100}
          data-path="reference"
          {...form.getInputProps('reference')}
        />
        {company_id === company.id && <ApprovalNote />}
        <FormFooter
          action={t(`transactions.enter_${kind}`)}
          isSaving={isSaving}
          isDirty={form.isDirty()}
          failure={failure}
          onCancel={onClose}
        />
      </Stack>
    </form>
  )
}

function toApiAdjustment(
  values: Values,
  rules: AmountRules,
  currencyOf: (id: string | null) => string,
): Parameters<typeof billingApi.adjustments.create>[1] {
  const reference = values.reference.trim()
  return {
    ...(values.company_id === null ? {} : { company_id: values.company_id }),
    amount: { amount: checkedAmount(values.amount, rules), currency: currencyOf(values.company_id) },
    reason: values.reason.trim(),
    ...(reference === '' ? {} : { reference }),
  }
}

/** Said before it is sent: beyond the limit of the account the money moves only once somebody else has agreed. */
function ApprovalNote(): ReactNode {
  const t = useT()
  const format = useFormat()
  const { data } = useQuery(balanceQuery)
  const limit = data?.approval_limit ?? null
  if (limit === null) return null
  return (
    <Text size="sm" c="dimmed">
      {t('transactions.needs_approval', { limit: format.money(limit) })}
    </Text>
  )
}
