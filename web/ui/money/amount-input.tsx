import { TextInput, type TextInputProps } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useT } from '../i18n/i18n-provider.tsx'
import classes from './amount-input.module.css'
import { amountProblem } from './amount-problem.ts'
import type { AmountRules } from './parse-amount.ts'

interface AmountInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  readonly currency: string
  readonly rules: AmountRules
  readonly value?: string
  readonly onChange: (text: string) => void
}

/**
 * An amount in a currency, checked while it is typed: what cannot become right by typing on is said at once, an empty or
 * half-written field only when it is left or sent.
 */
export function AmountInput({
  currency,
  rules,
  value = '',
  onChange,
  error,
  ...props
}: AmountInputProps): ReactNode {
  const t = useT()
  const [wasLeft, setLeft] = useState(false)
  const problem = value.trim() === '' || value === '-' ? null : amountProblem(t, value, rules)
  const isHalfWritten = /[.,]$/.test(value.trim())
  const shown = problem !== null && (wasLeft || !isHalfWritten) ? problem : error
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      rightSection={<span className={classes['currency']}>{currency}</span>}
      rightSectionWidth={52}
      classNames={{ input: classes['input'] ?? '' }}
      {...props}
      error={shown}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => setLeft(true)}
    />
  )
}
