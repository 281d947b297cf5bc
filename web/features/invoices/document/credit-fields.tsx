import { Checkbox, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { useApiForm } from '../../../ui/form/use-api-form.ts'
import { useFormat, useT } from '../../../ui/index.ts'
import { AmountInput } from '../../../ui/money/amount-input.tsx'
import { type AmountRules, parseAmount } from '../../../ui/money/parse-amount.ts'
import { type CreditableLine, type CreditValues, chosenOf, sumOf } from './credit-lines.ts'
import classes from './document.module.css'

interface CreditFieldsProps {
  readonly form: ReturnType<typeof useApiForm<CreditValues, unknown>>['form']
  readonly creditable: readonly CreditableLine[]
  readonly rules: AmountRules
  readonly currency: string
}

/** The lines of which something is left: which, and how much of each. */
export function CreditFields({ form, creditable, rules, currency }: CreditFieldsProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const amounts = chosenOf(form.values.lines).flatMap(({ amount }) => {
    const parsed = parseAmount(amount, rules)
    return parsed.ok ? [parsed.amount] : []
  })
  return (
    <div>
      <ul className={classes['creditLines']}>
        {creditable.map(({ position, description, left }, index) => (
          <li key={position}>
            <Checkbox
              label={description}
              description={t('invoices.credit_line_left', {
                amount: format.money({ amount: left, currency }),
              })}
              {...form.getInputProps(`lines.${index}.isChosen`, { type: 'checkbox' })}
            />
            {form.values.lines[index]?.isChosen && (
              <AmountInput
                aria-label={t('invoices.credit_line_amount', { n: position })}
                currency={currency}
                rules={rules}
                {...form.getInputProps(`lines.${index}.amount`)}
              />
            )}
          </li>
        ))}
      </ul>
      <Text size="sm" fw={600} mt="xs" aria-live="polite">
        {t('invoices.credit_sum', { amount: format.money({ amount: sumOf(amounts), currency }) })}
      </Text>
    </div>
  )
}
