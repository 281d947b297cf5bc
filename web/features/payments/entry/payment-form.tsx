import { Modal, Select, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { PaymentEntered } from '../../../../src/contract/index.ts'
import { minorDigitsOf } from '../../../../src/core/minor-unit.ts'
import { formatInstant } from '../../../../src/core/time/index.ts'
import { paymentsApi } from '../../../api/payments-api.ts'
import { refreshPayments } from '../../../api/payments-queries.ts'
import { useMayEnter } from '../../../api/use-may-enter.ts'
import { useSession } from '../../../api/use-session.ts'
import { FormFooter } from '../../../ui/form/form-footer.tsx'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { useRequestKey } from '../../../ui/form/use-request-key.ts'
import { useFormat, useLanguage, useNotify, useT } from '../../../ui/index.ts'
import { AmountInput } from '../../../ui/money/amount-input.tsx'
import { amountProblem, checkedAmount } from '../../../ui/money/amount-problem.ts'
import type { AmountRules } from '../../../ui/money/parse-amount.ts'
import { DocumentSelect } from './document-select.tsx'

type Values = {
  company_id: string | null
  invoice_id: string | null
  amount: string
  reference: string
  received_on: string
}

const helpBelow: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

/** Enters a payment that was seen elsewhere: cash, another bank, a cheque. */
export function PaymentForm({ onClose }: { readonly onClose: () => void }): ReactNode {
  const t = useT()
  const { form, onSubmit, isSaving, failure, companies, currency, rules } = usePaymentForm(onClose)
  const company = form.getInputProps('company_id')
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('payments.enter')}
      size={480}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="md">
          {companies.length > 1 && (
            <Select
              label={t('payments.company')}
              data={companies.map(({ id, name }) => ({ value: id, label: name }))}
              searchable
              allowDeselect={false}
              data-path="company_id"
              {...company}
              onChange={(value: string | null) => {
                company.onChange(value)
                form.getInputProps('invoice_id').onChange(null)
              }}
            />
          )}
          <AmountInput
            label={t('payments.amount')}
            currency={currency}
            rules={rules}
            data-path="amount"
            data-autofocus
            {...form.getInputProps('amount')}
          />
          <DocumentSelect companyId={form.values.company_id} {...form.getInputProps('invoice_id')} />
          <TextInput
            label={t('payments.reference')}
            description={t('payments.reference_help')}
            inputWrapperOrder={helpBelow}
            autoComplete="off"
            maxLength={100}
            data-path="reference"
            {...form.getInputProps('reference')}
          />
          <TextInput
            type="date"
            label={t('payments.received_on')}
            data-path="received_on"
            {...form.getInputProps('received_on')}
          />
          <FormFooter
            action={t('payments.enter')}
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

function usePaymentForm(onClose: () => void) {
  const t = useT()
  const format = useFormat()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const [language] = useLanguage()
  const { company } = useSession()
  const { companies } = useMayEnter()
  const [openedAtMs] = useState(() => Date.now())
  // One key for one opened form: sent again after a lost answer it enters nothing twice.
  const { key } = useRequestKey()
  const currencyOf = (id: string | null): string =>
    companies.find((one) => one.id === id)?.currency ?? company.currency
  const rulesOf = ({ company_id }: Pick<Values, 'company_id'>): AmountRules => ({
    language,
    places: minorDigitsOf(currencyOf(company_id)),
    sign: 'positive',
  })
  const api = useApiForm<Values, PaymentEntered>({
    initialValues: {
      company_id: companies.length === 1 ? (companies[0]?.id ?? null) : null,
      invoice_id: null,
      amount: '',
      reference: '',
      received_on: formatInstant(openedAtMs, company.time_zone).slice(0, 'YYYY-MM-DD'.length),
    },
    validate: (values) => ({
      company_id: values.company_id === null ? t('payments.company_missing') : null,
      amount: amountProblem(t, values.amount, rulesOf(values)),
      reference: values.reference.trim() === '' ? t('payments.reference_missing') : null,
      received_on: values.received_on === '' ? t('payments.received_on_missing') : null,
    }),
    save: (values) =>
      paymentsApi.enter(
        {
          company_id: values.company_id ?? '',
          amount: {
            amount: checkedAmount(values.amount, rulesOf(values)),
            currency: currencyOf(values.company_id),
          },
          ...(values.invoice_id === null ? {} : { invoice_id: values.invoice_id }),
          reference: values.reference.trim(),
          received_on: values.received_on,
        },
        key,
      ),
    onSaved: async (saved, values) => {
      onClose()
      const amount = format.money({
        amount: checkedAmount(values.amount, rulesOf(values)),
        currency: currencyOf(values.company_id),
      })
      notify.done(
        saved.payment === null
          ? t('payments.entered_waiting', { amount })
          : t('payments.entered', { amount, company: saved.payment.company_name }),
      )
      await refreshPayments(queryClient)
    },
  })
  const { values } = api.form
  return { ...api, companies, currency: currencyOf(values.company_id), rules: rulesOf(values) }
}
