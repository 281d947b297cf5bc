import { Radio, Stack, Text, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { InvoiceDetail } from '../../../../src/contract/index.ts'
import { minorDigitsOf } from '../../../../src/core/minor-unit.ts'
import type { Translate } from '../../../../src/messages/index.ts'
import { invoiceApi } from '../../../api/invoice-api.ts'
import { refreshDocuments } from '../../../api/invoice-queries.ts'
import { FormDialog } from '../../../ui/form/form-dialog.tsx'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { useRequestKey } from '../../../ui/form/use-request-key.ts'
import { useFormat, useLanguage, useNotify, useT } from '../../../ui/index.ts'
import { amountProblem, checkedAmount } from '../../../ui/money/amount-problem.ts'
import { type AmountRules, typedAmount } from '../../../ui/money/parse-amount.ts'
import { CreditFields } from './credit-fields.tsx'
import {
  type CreditableLine,
  type CreditValues,
  chosenOf,
  creditProblem,
  isPositive,
  sumOf,
} from './credit-lines.ts'
import type { CorrectionDialogProps } from './void-dialog.tsx'

const maxReasonLength = 500

/** Takes back what is left of an invoice, or some of its lines, by a document of its own. */
export function CreditDialog({ invoice, onClose }: CorrectionDialogProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const [language] = useLanguage()
  const { currency } = invoice.document
  const creditable = creditableLines(invoice)
  const rules: AmountRules = { language, places: minorDigitsOf(currency), sign: 'not_zero' }
  // One key for one opened form: sent again after a lost answer it issues no second document.
  const { key } = useRequestKey()
  const money = (amount: string): string => format.money({ amount, currency })
  const { form, onSubmit, isSaving, failure } = useApiForm<CreditValues, InvoiceDetail>({
    initialValues: {
      scope: 'all',
      reason: '',
      lines: creditable.map(({ position, left }) => {
        return { position, isChosen: false, amount: typedAmount(left, language) }
      }),
    },
    validate: (values) => faultsOf(t, values, { creditable, rules, money }),
    save: ({ scope, reason, lines }) =>
      invoiceApi.credit(
        invoice.id,
        {
          reason: reason.trim(),
          ...(scope === 'lines' && {
            lines: chosenOf(lines).map(({ position, amount }) => {
              return { position, net: checkedAmount(amount, rules) }
            }),
          }),
        },
        key,
      ),
    onSaved: async (made) => {
      onClose()
      notify.done(t('invoices.credit_done', { number: made.number }))
      await refreshDocuments(queryClient)
    },
  })
  const { scope } = form.values
  return (
    <FormDialog
      title={t('invoices.credit_title', { number: invoice.number })}
      size={560}
      action={t('invoices.credit_action')}
      isSaving={isSaving}
      isDirty={form.isDirty()}
      failure={failure}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <Radio.Group label={t('invoices.credit_what')} {...form.getInputProps('scope')}>
        <Stack gap="xs" mt="xs">
          <Radio
            value="all"
            label={t('invoices.credit_all')}
            description={t('invoices.credit_all_text', {
              net: money(sumOf(creditable.map(({ left }) => left))),
            })}
          />
          <Radio value="lines" label={t('invoices.credit_lines')} />
        </Stack>
      </Radio.Group>
      {scope === 'lines' && (
        <CreditFields form={form} creditable={creditable} rules={rules} currency={currency} />
      )}
      <Textarea
        label={t('invoices.reason')}
        description={t('invoices.reason_on_document')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={maxReasonLength}
        data-autofocus
        {...form.getInputProps('reason')}
      />
      <Text size="sm" c="dimmed">
        {t('invoices.credit_consequence', { company: invoice.company.name })}
      </Text>
    </FormDialog>
  )
}

function creditableLines({ document }: InvoiceDetail): readonly CreditableLine[] {
  return document.lines.flatMap(({ position, description, creditable }) =>
    creditable !== null && /[1-9]/.test(creditable) ? [{ position, description, left: creditable }] : [],
  )
}

interface CreditRules {
  readonly creditable: readonly CreditableLine[]
  readonly rules: AmountRules
  readonly money: (amount: string) => string
}

/** What is wrong in words, by field; the server has the last word. */
function faultsOf(
  t: Translate,
  { scope, reason, lines }: CreditValues,
  { creditable, rules, money }: CreditRules,
): Record<string, string | null> {
  const missing = reason.trim() === '' ? t('invoices.reason_missing') : null
  if (scope === 'all') return { reason: missing }
  const amounts = lines.map(({ isChosen, amount }, index) => {
    if (!isChosen) return null
    const problem = amountProblem(t, amount, rules)
    if (problem !== null) return problem
    const left = creditable[index]?.left ?? '0'
    const fault = creditProblem(checkedAmount(amount, rules), left)
    if (fault === null) return null
    return fault === 'amount_zero'
      ? t('balance.amount_zero')
      : t(`invoices.${fault}`, { amount: money(left) })
  })
  const isWrong = amounts.some((fault) => fault !== null)
  return {
    ...Object.fromEntries(amounts.map((fault, index) => [`lines.${index}.amount`, fault])),
    scope: isWrong ? null : sumFault(t, chosenOf(lines), rules),
    reason: missing,
  }
}

function sumFault(t: Translate, chosen: CreditValues['lines'], rules: AmountRules): string | null {
  if (chosen.length === 0) return t('invoices.credit_no_lines')
  const sum = sumOf(chosen.map(({ amount }) => checkedAmount(amount, rules)))
  return isPositive(sum) ? null : t('invoices.credit_not_positive')
}
