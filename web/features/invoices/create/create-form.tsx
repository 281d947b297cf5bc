import { Select, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { InvoiceDetail } from '../../../../src/contract/index.ts'
import { minorDigitsOf } from '../../../../src/core/minor-unit.ts'
import { ApiError } from '../../../api/api-error.ts'
import { invoiceApi } from '../../../api/invoice-api.ts'
import { refreshDocuments } from '../../../api/invoice-queries.ts'
import { useSession } from '../../../api/use-session.ts'
import { FormFooter } from '../../../ui/form/form-footer.tsx'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { useRequestKey } from '../../../ui/form/use-request-key.ts'
import { useLanguage, useT } from '../../../ui/index.ts'
import { useCustomers } from '../../../ui/invoicing/use-customers.ts'
import { AmountInput } from '../../../ui/money/amount-input.tsx'
import { amountProblem, checkedAmount } from '../../../ui/money/amount-problem.ts'
import { type AmountRules, typedAmount } from '../../../ui/money/parse-amount.ts'
import { MissingNote } from './missing-note.tsx'

type Values = {
  company_id: string
  amount: string
}

interface CreateFormProps {
  readonly onMade: (invoice: InvoiceDetail) => void
  readonly onClose: () => void
}

/** What is missing for the document of a company, as the server said. */
interface Refused {
  readonly companyId: string
  readonly amount: string
  readonly missing: ApiError['fieldErrors']
}

const helpBelow: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

/** An amount, and for those who sell whose invoice it is. It begins with what the address says, as one left it. */
export function CreateForm({ onMade, onClose }: CreateFormProps): ReactNode {
  const t = useT()
  const queryClient = useQueryClient()
  const [language] = useLanguage()
  const buyers = useBuyers()
  const search = useSearch({ from: '/frame/invoices' })
  const [refused, setRefused] = useState<Refused>()
  // One key for one opened form: sent again after a lost answer it makes no second document.
  const { key } = useRequestKey()
  const currencyOf = (id: string): string => buyers.find((one) => one.id === id)?.currency ?? ''
  const rulesOf = ({ company_id }: Pick<Values, 'company_id'>): AmountRules => ({
    language,
    places: minorDigitsOf(currencyOf(company_id)),
    sign: 'positive',
  })
  const asked = buyers.find(({ id }) => id === search.for) ?? buyers[0]
  const { form, onSubmit, isSaving, failure } = useApiForm<Values, InvoiceDetail>({
    initialValues: {
      company_id: asked?.id ?? '',
      amount: search.amount === undefined ? '' : typedAmount(search.amount, language),
    },
    validate: (values) => ({ amount: amountProblem(t, values.amount, rulesOf(values)) }),
    save: (values) => {
      setRefused(undefined)
      const amount = checkedAmount(values.amount, rulesOf(values))
      return invoiceApi.createProForma(
        {
          amount: { amount, currency: currencyOf(values.company_id) },
          ...(values.company_id !== buyers[0]?.id && { company_id: values.company_id }),
        },
        key,
      )
    },
    onFailed: (error) => {
      if (!(error instanceof ApiError) || error.code !== 'details_missing') return
      const { company_id, amount } = form.values
      setRefused({
        companyId: company_id,
        amount: checkedAmount(amount, rulesOf({ company_id })),
        missing: error.fieldErrors,
      })
    },
    onSaved: async (made) => {
      onMade(made)
      await refreshDocuments(queryClient)
    },
  })
  const { company_id, amount } = form.values
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('invoices.create_text')}
        </Text>
        {buyers.length > 1 && (
          <Select
            label={t('invoices.create_for')}
            data={buyers.map(({ id, name }) => ({ value: id, label: name }))}
            searchable
            allowDeselect={false}
            {...form.getInputProps('company_id')}
          />
        )}
        <AmountInput
          label={t('invoices.create_amount')}
          description={t('invoices.create_amount_help')}
          inputWrapperOrder={helpBelow}
          currency={currencyOf(company_id)}
          rules={rulesOf(form.values)}
          data-path="amount"
          data-autofocus
          {...form.getInputProps('amount')}
        />
        {refused && <MissingNote {...refused} buyers={buyers} />}
        <FormFooter
          action={t('invoices.create_action')}
          isSaving={isSaving}
          isDirty={amount.trim() !== ''}
          failure={refused === undefined ? failure : null}
          onCancel={onClose}
        />
      </Stack>
    </form>
  )
}

/** Whom an invoice can be for: the own company first, then those that it sells to. */
function useBuyers(): readonly { readonly id: string; readonly name: string; readonly currency: string }[] {
  const t = useT()
  const { company } = useSession()
  const { customers } = useCustomers()
  const { id, name, currency } = company
  return [{ id, currency, name: t('invoices.create_own', { name }) }, ...customers]
}
